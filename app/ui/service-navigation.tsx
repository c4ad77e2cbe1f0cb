import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

export type NavigationItem = { text: ReactNode } & OptionalProps<{
  href: string;
  /** `page` when it is this very page, `section` when this page lies below it. */
  current: 'page' | 'section' | false;
}>;

type ServiceNavigationProps = OptionalProps<{
  /** At most five. */
  items: readonly NavigationItem[];
  serviceName: ReactNode;
  serviceHref: string;
  /** Beside the navigation: who is signed in, sign out. */
  end: ReactNode;
  /** Words of the button that opens the list on small screens, and the name of the landmark. */
  menuText: string;
  menuButtonLabel: string;
  navigationLabel: string;
  navigationId: string;
  navigationClassName: string;
  /** Name of the landmark around service name and navigation. */
  label: string;
  collapseOnMobile: boolean;
  className: string;
  containerClassName: string;
}>;

/** The row under the header: product or partnership name, up to five places to go, and who is signed in. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const { items = [], serviceName, end, label = 'Service information', className } = props;
  const module = 'govuk-service-navigation';
  const ref = useGovuk<HTMLDivElement>(module);
  const Landmark = serviceName || end ? 'section' : 'div';
  return (
    <Landmark
      ref={ref}
      className={classNames('govuk-service-navigation', className)}
      data-module={module}
      {...(Landmark === 'section' ? { 'aria-label': label } : {})}
    >
      <div
        className={classNames(
          'govuk-width-container',
          end ? 'govuk-service-navigation__inlining-container' : false,
          props.containerClassName,
        )}
      >
        <div className="govuk-service-navigation__container">
          {serviceName ? <ServiceName name={serviceName} href={props.serviceHref} /> : null}
          {items.length > 0 ? <Menu {...props} items={items} /> : null}
        </div>
        {end}
      </div>
    </Landmark>
  );
}

function ServiceName({ name, href }: { name: ReactNode; href: string | undefined }) {
  return (
    <span className="govuk-service-navigation__service-name">
      {href ? (
        <Anchor href={href} className="govuk-service-navigation__link">
          {name}
        </Anchor>
      ) : (
        <span className="govuk-service-navigation__text">{name}</span>
      )}
    </span>
  );
}

// Govuk-frontend's script takes both away on small screens; without script the whole list shows instead.
const foldedAway = { hidden: true, 'aria-hidden': true } as const;

function Menu(props: ServiceNavigationProps & { items: readonly NavigationItem[] }) {
  const { items, menuText = 'Menu', menuButtonLabel, navigationId = 'navigation' } = props;
  const { navigationLabel = menuText, collapseOnMobile = items.length > 1 } = props;
  return (
    <nav
      aria-label={navigationLabel}
      className={classNames('govuk-service-navigation__wrapper', props.navigationClassName)}
    >
      {collapseOnMobile ? (
        <button
          type="button"
          className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={navigationId}
          aria-label={menuButtonLabel === menuText ? undefined : menuButtonLabel}
          {...foldedAway}
        >
          {menuText}
        </button>
      ) : null}
      <ul className="govuk-service-navigation__list" id={navigationId}>
        {keyed(items).map(({ key, value }) => (
          <MenuItem key={key} {...value} />
        ))}
      </ul>
    </nav>
  );
}

function MenuItem({ text, href, current }: NavigationItem) {
  const words = current ? <strong className="govuk-service-navigation__active-fallback">{text}</strong> : text;
  const ariaCurrent = current ? (current === 'page' ? 'page' : 'true') : undefined;
  return (
    <li
      className={classNames(
        'govuk-service-navigation__item',
        current ? 'govuk-service-navigation__item--active' : false,
      )}
    >
      {href ? (
        <Anchor className="govuk-service-navigation__link" href={href} aria-current={ariaCurrent}>
          {words}
        </Anchor>
      ) : (
        <span className="govuk-service-navigation__text" aria-current={ariaCurrent}>
          {words}
        </span>
      )}
    </li>
  );
}
