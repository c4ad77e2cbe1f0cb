import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

type NotificationBannerProps = { children: ReactNode } & OptionalProps<{
  /** `success` is announced at once and takes the focus. */
  kind: 'success' | 'important';
  title: ReactNode;
  titleId: string;
  titleLevel: 1 | 2 | 3 | 4 | 5 | 6;
  role: 'alert' | 'region';
  disableAutoFocus: boolean;
  className: string;
}>;

/**
 * The outcome of the last action, or one thing to know. At most one on a page, never beside an error summary, never
 * for the state of saving. A single sentence goes in `BannerHeading`. Give it a `key` that changes with the message.
 */
export function NotificationBanner(props: NotificationBannerProps) {
  const {
    children,
    kind = 'important',
    titleId = 'govuk-notification-banner-title',
    titleLevel = 2,
    className,
  } = props;
  const { title = kind === 'success' ? 'Success' : 'Important', disableAutoFocus } = props;
  const ref = useGovuk<HTMLDivElement>('govuk-notification-banner');
  const landmark = { role: props.role ?? (kind === 'success' ? 'alert' : 'region'), 'aria-labelledby': titleId };
  const Heading = `h${titleLevel}` as const;
  return (
    <div
      ref={ref}
      className={classNames(
        'govuk-notification-banner',
        kind === 'success' ? 'govuk-notification-banner--success' : false,
        className,
      )}
      {...landmark}
      data-module="govuk-notification-banner"
      {...(disableAutoFocus === undefined ? {} : { 'data-disable-auto-focus': disableAutoFocus })}
    >
      <div className="govuk-notification-banner__header">
        <Heading className="govuk-notification-banner__title" id={titleId}>
          {title}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">{children}</div>
    </div>
  );
}

/** The sentence of a banner. */
export function BannerHeading({ children }: { children: ReactNode }) {
  return <p className="govuk-notification-banner__heading">{children}</p>;
}
