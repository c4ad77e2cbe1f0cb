import type { ReactNode } from 'react';
import { Form, useInRouterContext } from 'react-router';
import { Anchor } from './anchor.tsx';
import { Button, ButtonGroup } from './button.tsx';
import { classNames } from './class-names.ts';
import type { OptionalProps } from './optional-props.ts';

export type ChosenFilter = { label: string /** The query string without this filter. */; removeHref: string };

type FilterFormProps = {
  /** The fields, each named as in the query string, with what is chosen as its default. */
  children: ReactNode;
} & OptionalProps<{
  heading: string;
  /** The address without any filter. */
  clearHref: string;
  chosen: readonly ChosenFilter[];
  submitText: string;
  /** `row` sets the fields beside each other, above a list; `column` beneath each other, beside it. */
  layout: 'row' | 'column';
  label: string;
}>;

/** Narrows a list by a GET form, so that every state of the list has an address. The button comes last. */
export function FilterForm(props: FilterFormProps) {
  const { children, heading = 'Filter', clearHref, chosen = [], submitText = 'Apply filters', layout = 'row' } = props;
  const inRouter = useInRouterContext();
  const FormElement = inRouter ? Form : 'form';
  return (
    <search className="app-filter" aria-label={props.label ?? heading}>
      <h2 className="govuk-heading-s">{heading}</h2>
      {chosen.length > 0 ? <ChosenFilters chosen={chosen} /> : null}
      <FormElement method="get">
        <div className={classNames('app-filter__fields', layout === 'row' ? 'app-filter__fields--row' : false)}>
          {children}
        </div>
        <ButtonGroup>
          <Button variant="secondary">{submitText}</Button>
          {clearHref ? (
            <Anchor className="govuk-link govuk-link--no-visited-state" href={clearHref}>
              Clear filters
            </Anchor>
          ) : null}
        </ButtonGroup>
      </FormElement>
    </search>
  );
}

function ChosenFilters({ chosen }: { chosen: readonly ChosenFilter[] }) {
  return (
    <ul className="app-filter__chosen" aria-label="Filters in use">
      {chosen.map(({ label, removeHref }) => (
        <li key={removeHref}>
          <Anchor className="app-filter__remove" href={removeHref}>
            <span className="govuk-visually-hidden">Remove filter </span>
            {label} <span aria-hidden="true">✕</span>
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

/** A filter in a column beside its list on wide screens, above it on narrow ones. */
export function FilterLayout({ filter, children }: { filter: ReactNode; children: ReactNode }) {
  return (
    <div className="app-filter-layout">
      <div className="app-filter-layout__filter">{filter}</div>
      <div className="app-filter-layout__results">{children}</div>
    </div>
  );
}
