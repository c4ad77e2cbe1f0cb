import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'warning' | 'inverse';

function buttonClass(variant: ButtonVariant, start: boolean, className: string | undefined) {
  return classNames(
    'govuk-button',
    variant === 'primary' ? false : `govuk-button--${variant}`,
    className,
    start ? 'govuk-button--start' : false,
  );
}

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'ref'> &
  OptionalProps<{
    variant: ButtonVariant;
    /** Ignores a second click within a second. Any form that must not be sent twice also needs the server's guard. */
    preventDoubleClick: boolean;
    start: boolean;
  }>;

/** A button; it sends its form unless `type="button"`. Give it `name` and `value` to tell several apart. */
export function Button({ variant = 'primary', preventDoubleClick, start = false, ...rest }: ButtonProps) {
  const { className, children, type = 'submit', disabled, ...attributes } = rest;
  const ref = useGovuk<HTMLButtonElement>(preventDoubleClick ? 'govuk-button' : undefined);
  return (
    <button
      {...attributes}
      ref={ref}
      type={type}
      className={buttonClass(variant, start, className)}
      data-module="govuk-button"
      {...(preventDoubleClick === undefined ? {} : { 'data-prevent-double-click': preventDoubleClick })}
      {...(disabled ? { disabled: true, 'aria-disabled': true } : {})}
    >
      {children}
      {start ? <StartIcon /> : null}
    </button>
  );
}

type LinkButtonProps = { href: string; children: ReactNode } & Omit<ComponentPropsWithRef<'a'>, 'href' | 'ref'> &
  OptionalProps<{ variant: ButtonVariant; start: boolean; reloadDocument: boolean }>;

/** A link that looks like a button: it goes to a page and changes nothing. */
export function LinkButton({ variant = 'primary', start = false, className, children, ...rest }: LinkButtonProps) {
  const ref = useGovuk<HTMLAnchorElement>('govuk-button');
  return (
    <Anchor
      {...rest}
      ref={ref}
      role="button"
      draggable={false}
      className={buttonClass(variant, start, className)}
      data-module="govuk-button"
    >
      {children}
      {start ? <StartIcon /> : null}
    </Anchor>
  );
}

/** A button that looks like a link, for small actions that change something: "Sign out", "Remove". */
export function TextButton({ className, type = 'submit', ...rest }: ComponentPropsWithRef<'button'>) {
  return <button {...rest} type={type} className={classNames('app-text-button', className)} />;
}

/** Several buttons and links in a row. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>;
}

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  );
}
