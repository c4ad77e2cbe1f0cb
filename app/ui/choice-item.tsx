import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Hint, Label } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';

/** One thing to choose. */
export type Choice = { value: string; label: ReactNode } & OptionalProps<{
  id: string;
  hint: ReactNode;
  hintClassName: string;
  labelClassName: string;
  disabled: boolean;
  /** Overrules the group's default. */
  defaultChecked: boolean;
  /** Further fields under this choice: folded away while it is not chosen, always open without script. */
  reveal: ReactNode;
}>;

/** A word between choices: "or". */
export type Divider = { divider: string };

type ChoiceItemProps = {
  kind: 'radio' | 'checkbox';
  name: string;
  id: string;
  choice: Choice;
  checked: boolean;
  describedBy?: string | undefined;
  exclusive?: boolean | undefined;
};

/** The input, label, hint and folded part of one radio or checkbox. */
export function ChoiceItem({ kind, name, id, choice, checked, describedBy, exclusive }: ChoiceItemProps) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  const hintId = `${id}-item-hint`;
  const conditionalId = `conditional-${id}`;
  return (
    <>
      <div className={`${block}__item`}>
        <input
          className={`${block}__input`}
          id={id}
          name={name}
          type={kind}
          value={choice.value}
          defaultChecked={checked}
          disabled={choice.disabled}
          aria-describedby={classNames(describedBy, choice.hint ? hintId : false) || undefined}
          data-aria-controls={choice.reveal ? conditionalId : undefined}
          data-behaviour={exclusive ? 'exclusive' : undefined}
        />
        <Label
          label={choice.label}
          labelClassName={classNames(`${block}__label`, choice.labelClassName)}
          htmlFor={id}
        />
        {choice.hint ? (
          <Hint id={hintId} className={classNames(`${block}__hint`, choice.hintClassName)}>
            {choice.hint}
          </Hint>
        ) : null}
      </div>
      {choice.reveal ? (
        <div
          className={classNames(`${block}__conditional`, checked ? false : `${block}__conditional--hidden`)}
          id={conditionalId}
        >
          {choice.reveal}
        </div>
      ) : null}
    </>
  );
}
