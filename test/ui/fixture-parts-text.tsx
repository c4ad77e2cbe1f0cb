import type { ReactElement } from 'react';
import { BackLink } from '../../app/ui/back-link.tsx';
import { Breadcrumbs } from '../../app/ui/breadcrumbs.tsx';
import { Button, LinkButton } from '../../app/ui/button.tsx';
import { Details } from '../../app/ui/details.tsx';
import { ErrorMessage } from '../../app/ui/error-message.tsx';
import { ErrorSummaryBox } from '../../app/ui/error-summary.tsx';
import { GenericHeader } from '../../app/ui/generic-header.tsx';
import { InsetText } from '../../app/ui/inset-text.tsx';
import { BannerHeading, NotificationBanner } from '../../app/ui/notification-banner.tsx';
import { PageLinks } from '../../app/ui/pagination.tsx';
import { Panel } from '../../app/ui/panel.tsx';
import { PhaseBanner } from '../../app/ui/phase-banner.tsx';
import { ServiceNavigation } from '../../app/ui/service-navigation.tsx';
import { SkipLink } from '../../app/ui/skip-link.tsx';
import { SummaryCard, SummaryList } from '../../app/ui/summary-list.tsx';
import { Table } from '../../app/ui/table.tsx';
import { Tag } from '../../app/ui/tag.tsx';
import { TaskList } from '../../app/ui/task-list.tsx';
import { WarningText } from '../../app/ui/warning-text.tsx';
import { attributes, flag, list, type Options, options, text, type Value, words } from './fixture-options.ts';

/** Our part with the options of a documented example. */
export type PrintPart = (o: Options) => ReactElement;

const level = (value: Value) => ([1, 2, 3, 4, 5, 6] as const).find((one) => one === Number(value));

function printButton(o: Options) {
  const classes = text(o.classes) ?? '';
  const variant = (['secondary', 'warning', 'inverse'] as const).find((one) => classes.includes(`--${one}`));
  const start = flag(o.isStartButton);
  const shared = {
    ...attributes(o),
    variant,
    start,
    className: classes.replace(`govuk-button--${variant}`, ''),
  };
  const content = start && o.html ? <span>{words(o)}</span> : words(o);
  if (text(o.href)) {
    return (
      <LinkButton {...shared} href={text(o.href) ?? ''} id={text(o.id)}>
        {content}
      </LinkButton>
    );
  }
  const type = (['button', 'reset', 'submit'] as const).find((one) => one === o.type);
  return (
    <Button
      {...shared}
      type={type}
      id={text(o.id)}
      name={text(o.name)}
      value={text(o.value)}
      disabled={flag(o.disabled)}
      preventDoubleClick={flag(o.preventDoubleClick)}
    >
      {content}
    </Button>
  );
}

function summaryActions(owner: Value) {
  const { items } = options(owner);
  if (!Array.isArray(items)) return undefined;
  return list(items).map((action) => ({
    text: words(action),
    href: text(action.href) ?? '',
    hiddenText: text(action.visuallyHiddenText),
    className: text(action.classes),
  }));
}

function printSummaryList(o: Options) {
  const rows = list(o.rows).map((row) => ({
    label: words(row.key),
    labelClassName: text(options(row.key).classes),
    value: words(row.value),
    valueClassName: text(options(row.value).classes),
    actions: summaryActions(row.actions),
    actionsClassName: text(options(row.actions).classes),
    className: text(row.classes),
  }));
  if (o.card === undefined) return <SummaryList rows={rows} className={text(o.classes)} />;
  const card = options(o.card);
  const title = options(card.title);
  return (
    <SummaryCard
      title={words(title)}
      titleClassName={text(title.classes)}
      headingLevel={level(title.headingLevel)}
      rows={rows}
      actions={summaryActions(card.actions)}
      actionsClassName={text(options(card.actions).classes)}
      className={text(card.classes)}
      listClassName={text(o.classes)}
    />
  );
}

function printTable(o: Options) {
  const span = (cell: Options) => ({
    colSpan: Number(text(cell.colspan)) || undefined,
    rowSpan: Number(text(cell.rowspan)) || undefined,
    className: text(cell.classes),
    numeric: cell.format === 'numeric',
  });
  const rows = Array.isArray(o.rows) ? o.rows.filter(Boolean) : [];
  return (
    <Table
      caption={text(o.caption)}
      captionSize={(['s', 'm', 'l', 'xl'] as const).find(
        (size) => o.captionClasses === `govuk-table__caption--${size}`,
      )}
      className={text(o.classes)}
      rowHeaders={flag(o.firstCellIsHeader)}
      columns={Array.isArray(o.head) ? list(o.head).map((head) => ({ label: words(head), ...span(head) })) : undefined}
      rows={rows.map((row) => ({ cells: list(row).map((cell) => ({ content: words(cell), ...span(cell) })) }))}
    />
  );
}

function printPagination(o: Options) {
  const step = (value: Value) => {
    const { href, labelText } = options(value);
    return text(href) ? { href: text(href) ?? '', text: words(value), labelText: text(labelText) } : undefined;
  };
  const items = list(o.items)
    .filter((item) => Object.keys(item).length > 0)
    .map((item) =>
      item.ellipsis
        ? { gap: true as const }
        : {
            number: text(item.number),
            href: text(item.href) ?? '',
            current: flag(item.current),
            label: text(item.visuallyHiddenText),
          },
    );
  return (
    <PageLinks
      items={Array.isArray(o.items) ? items : undefined}
      previous={step(o.previous)}
      next={step(o.next)}
      label={text(o.landmarkLabel)}
      className={text(o.classes)}
    />
  );
}

function printTaskList(o: Options) {
  const items = list(o.items).map((item) => {
    const { tag, classes, ...status } = options(item.status);
    return {
      title: words(item.title),
      titleClassName: text(options(item.title).classes),
      href: text(item.href),
      hint: words(item.hint),
      className: text(item.classes),
      statusClassName: text(classes),
      status: tag ? <Tag className={text(options(tag).classes)}>{words(tag)}</Tag> : words(status),
    };
  });
  return <TaskList items={items} idPrefix={text(o.idPrefix)} className={text(o.classes)} />;
}

function printServiceNavigation(o: Options) {
  const end = options(options(o.slots).end);
  const current = (item: Options) => (item.current ? 'page' : item.active ? 'section' : false);
  return (
    <ServiceNavigation
      items={list(o.navigation).map((item) => ({ text: words(item), href: text(item.href), current: current(item) }))}
      serviceName={text(o.serviceName)}
      serviceHref={text(o.serviceUrl)}
      label={text(o.ariaLabel)}
      end={end.align === 'inline' ? words(end) : undefined}
      menuText={text(o.menuButtonText)}
      menuButtonLabel={text(o.menuButtonLabel)}
      navigationLabel={text(o.navigationLabel)}
      navigationId={text(o.navigationId)}
      navigationClassName={text(o.navigationClasses)}
      collapseOnMobile={flag(o.collapseNavigationOnMobile)}
      className={text(o.classes)}
    />
  );
}

/** How each part that is no field prints the options of a documented example. */
export const textParts: Readonly<Record<string, PrintPart>> = {
  'back-link': (o) => (
    <BackLink href={text(o.href) || '#'} className={text(o.classes)}>
      {words(o) || undefined}
    </BackLink>
  ),
  breadcrumbs: (o) => (
    <Breadcrumbs
      items={list(o.items).map((item) => ({ text: words(item), href: text(item.href) }))}
      collapseOnMobile={flag(o.collapseOnMobile)}
      label={text(o.labelText)}
      className={text(o.classes)}
    />
  ),
  button: printButton,
  details: (o) => (
    <Details summary={words(o, 'summary')} id={text(o.id)} open={flag(o.open)} className={text(o.classes)}>
      {words(o)}
    </Details>
  ),
  'error-message': (o) => (
    <ErrorMessage
      id={text(o.id)}
      className={text(o.classes)}
      hiddenPrefix={o.visuallyHiddenText === false ? '' : text(o.visuallyHiddenText)}
    >
      {words(o)}
    </ErrorMessage>
  ),
  'error-summary': (o) => (
    <ErrorSummaryBox
      title={words(o, 'title')}
      description={words(o, 'description')}
      list={list(o.errorList).map((item) => ({ text: words(item), href: text(item.href) }))}
      disableAutoFocus={flag(o.disableAutoFocus)}
      className={text(o.classes)}
    />
  ),
  'generic-header': (o) => (
    <GenericHeader href={text(o.url)} className={text(o.classes)} containerClassName={text(o.containerClasses)}>
      {words(o, 'logo')}
    </GenericHeader>
  ),
  'inset-text': (o) => (
    <InsetText id={text(o.id)} className={text(o.classes)}>
      {words(o)}
    </InsetText>
  ),
  'notification-banner': (o) => (
    <NotificationBanner
      kind={o.type === 'success' ? 'success' : undefined}
      title={words(o, 'title')}
      titleId={text(o.titleId)}
      titleLevel={level(o.titleHeadingLevel)}
      role={(['alert', 'region'] as const).find((role) => role === o.role)}
      disableAutoFocus={flag(o.disableAutoFocus)}
      className={text(o.classes)}
    >
      {o.html ? words(o) : o.text ? <BannerHeading>{words(o)}</BannerHeading> : null}
    </NotificationBanner>
  ),
  pagination: printPagination,
  panel: (o) => (
    <Panel title={words(o, 'title')} headingLevel={level(o.headingLevel)} className={text(o.classes)}>
      {words(o)}
    </Panel>
  ),
  'phase-banner': (o) => (
    <PhaseBanner tag={words(o.tag)} tagClassName={text(options(o.tag).classes)} className={text(o.classes)}>
      {words(o)}
    </PhaseBanner>
  ),
  'service-navigation': printServiceNavigation,
  'skip-link': (o) => (
    <SkipLink href={text(o.href) ?? '#content'} className={text(o.classes)}>
      {words(o)}
    </SkipLink>
  ),
  'summary-list': printSummaryList,
  table: printTable,
  tag: (o) => <Tag className={text(o.classes)}>{words(o)}</Tag>,
  'task-list': printTaskList,
  'warning-text': (o) => (
    <WarningText iconText={text(o.iconFallbackText) || undefined} className={text(o.classes)}>
      {words(o)}
    </WarningText>
  ),
};
