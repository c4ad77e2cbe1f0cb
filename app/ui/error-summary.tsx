import { type ReactNode, useState } from 'react';
import { classNames } from './class-names.ts';
import { fieldId } from './field-id.ts';
import { type FieldErrors, useFormErrors } from './form-errors.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

export type SummaryError = { text: ReactNode; href?: string | undefined };

type ErrorSummaryProps = OptionalProps<{
  /** Left out: the errors of the `FormErrors` around it. */
  errors: FieldErrors;
  /** Names whose field has another id than `fieldId(name)`. */
  ids: Readonly<Record<string, string | undefined>>;
  title: ReactNode;
  description: ReactNode;
  className: string;
}>;

/**
 * Everything that is wrong, at the top of the page, each a link to its field. Prints nothing when nothing is wrong.
 * It takes the focus when it appears, and again for each new errors object. Prefix the page title with "Error: ".
 */
export function ErrorSummary({ errors, ids = {}, ...rest }: ErrorSummaryProps) {
  const formErrors = useFormErrors();
  const shown = errors ?? formErrors;
  const [last, setLast] = useState({ shown, round: 0 });
  if (last.shown !== shown) setLast({ shown, round: last.round + 1 });
  const list = summaryErrors(shown, ids);
  return list.length > 0 ? <ErrorSummaryBox key={last.round} list={list} {...rest} /> : null;
}

function summaryErrors(errors: FieldErrors, ids: Readonly<Record<string, string | undefined>>): SummaryError[] {
  return Object.entries(errors).flatMap(([name, sentences = []]) => {
    const href = name === '' ? undefined : `#${ids[name] ?? fieldId(name)}`;
    return sentences.map((text) => ({ text, href }));
  });
}

type ErrorSummaryBoxProps = Pick<ErrorSummaryProps, 'title' | 'description' | 'className'> & {
  list: readonly SummaryError[];
  disableAutoFocus?: boolean | undefined;
};

/** The box itself, from ready links. */
export function ErrorSummaryBox(props: ErrorSummaryBoxProps) {
  const { list, title = 'There is a problem', description, disableAutoFocus, className } = props;
  const ref = useGovuk<HTMLDivElement>('govuk-error-summary');
  return (
    <div
      ref={ref}
      className={classNames('govuk-error-summary', className)}
      data-module="govuk-error-summary"
      {...(disableAutoFocus === undefined ? {} : { 'data-disable-auto-focus': disableAutoFocus })}
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          {description ? <p>{description}</p> : null}
          {list.length > 0 ? (
            <ul className="govuk-list govuk-error-summary__list">
              {keyed(list).map(({ key, value: { text, href } }) => (
                <li key={key}>{href ? <a href={href}>{text}</a> : text}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  );
}
