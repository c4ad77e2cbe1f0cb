import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';

/** A link of a row or card: "Change", with hidden words that say what. */
export type SummaryAction = { text: ReactNode; href: string } & OptionalProps<{
  hiddenText: ReactNode;
  className: string;
  reloadDocument: boolean;
}>;

export type SummaryRow = { label: ReactNode; value: ReactNode } & OptionalProps<{
  actions: readonly SummaryAction[];
  className: string;
  labelClassName: string;
  valueClassName: string;
  actionsClassName: string;
}>;

type SummaryListProps = {
  rows: readonly SummaryRow[];
} & OptionalProps<{
  noBorder: boolean;
  className: string;
  /** Title of the card around, told with each action. */
  cardTitle: ReactNode;
}>;

/** Names and values of one thing. */
export function SummaryList({ rows, noBorder, className, cardTitle }: SummaryListProps) {
  const anyActions = rows.some((row) => row.actions && row.actions.length > 0);
  return (
    <dl className={classNames('govuk-summary-list', noBorder ? 'govuk-summary-list--no-border' : false, className)}>
      {keyed(rows).map(({ key, value: row }) => (
        <div
          key={key}
          className={classNames(
            'govuk-summary-list__row',
            anyActions && !row.actions ? 'govuk-summary-list__row--no-actions' : false,
            row.className,
          )}
        >
          <dt className={classNames('govuk-summary-list__key', row.labelClassName)}>{row.label}</dt>
          <dd className={classNames('govuk-summary-list__value', row.valueClassName)}>{row.value}</dd>
          {row.actions && row.actions.length > 0 ? (
            <dd className={classNames('govuk-summary-list__actions', row.actionsClassName)}>
              <RowActions actions={row.actions} cardTitle={cardTitle} />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

type ActionsProps = { actions: readonly SummaryAction[]; cardTitle: ReactNode };

function RowActions({ actions, cardTitle }: ActionsProps) {
  const [only, ...others] = actions;
  if (only && others.length === 0) return <ActionLink action={only} cardTitle={cardTitle} />;
  return (
    <ul className="govuk-summary-list__actions-list">
      {keyed(actions).map(({ key, value }) => (
        <li key={key} className="govuk-summary-list__actions-list-item">
          <ActionLink action={value} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  );
}

function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle: ReactNode }) {
  const { text, href, hiddenText, className, reloadDocument } = action;
  return (
    <Anchor className={classNames('govuk-link', className)} href={href} reloadDocument={reloadDocument}>
      {text}
      {hiddenText || cardTitle ? (
        <span className="govuk-visually-hidden">
          {hiddenText ? <> {hiddenText}</> : null}
          {cardTitle ? <> ({cardTitle})</> : null}
        </span>
      ) : null}
    </Anchor>
  );
}

type SummaryCardProps = {
  title: ReactNode;
} & OptionalProps<{
  /** Printed as a summary list; or give `children`. */
  rows: readonly SummaryRow[];
  children: ReactNode;
  actions: readonly SummaryAction[];
  headingLevel: 1 | 2 | 3 | 4 | 5 | 6;
  id: string;
  className: string;
  titleClassName: string;
  actionsClassName: string;
  listClassName: string;
}>;

/** One of several things of a kind, each with its own heading and actions. */
export function SummaryCard(props: SummaryCardProps) {
  const { title, rows, children, actions = [], headingLevel = 2, id, className } = props;
  const Heading = `h${headingLevel}` as const;
  return (
    <div id={id} className={classNames('govuk-summary-card', className)}>
      <div className="govuk-summary-card__title-wrapper">
        {title ? (
          <Heading className={classNames('govuk-summary-card__title', props.titleClassName)}>{title}</Heading>
        ) : null}
        <CardActions actions={actions} cardTitle={title} className={props.actionsClassName} />
      </div>
      <div className="govuk-summary-card__content">
        {rows ? <SummaryList rows={rows} cardTitle={title} className={props.listClassName} /> : null}
        {children}
      </div>
    </div>
  );
}

function CardActions({ actions, cardTitle, className }: ActionsProps & { className: string | undefined }) {
  const [only, ...others] = actions;
  if (!only) return null;
  if (others.length === 0) {
    return (
      <div className={classNames('govuk-summary-card__actions', className)}>
        <ActionLink action={only} cardTitle={cardTitle} />
      </div>
    );
  }
  return (
    <ul className={classNames('govuk-summary-card__actions', className)}>
      {keyed(actions).map(({ key, value }) => (
        <li key={key} className="govuk-summary-card__action">
          <ActionLink action={value} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  );
}
