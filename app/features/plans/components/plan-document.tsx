import type { ReactNode } from 'react';
import { type ActionPlanModel, planWords } from '../../../../pdf/models.ts';
import { InsetText } from '../../../ui/inset-text.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { PlanTable } from './plan-table.tsx';

interface PlanDocumentProps {
  readonly model: ActionPlanModel;
  /** Where its files are. */
  readonly files?: ReactNode;
}

/** The whole plan as a page: the accessible record, with the words of the printed one. */
export function PlanDocument({ model, files }: PlanDocumentProps) {
  return (
    <>
      <h1 className="govuk-heading-l">{model.title}</h1>
      {files}
      <p className="govuk-body-l">
        {model.scope}. {model.asAt}. {model.narrowed}.
      </p>
      <SummaryList
        rows={[
          ...model.summary,
          { label: 'Partnership', value: model.partnership },
          { label: 'Reference', value: model.reference },
          { label: 'Made', value: model.madeOnText },
          { label: 'Address of this page', value: <span className="app-typed-text">{model.accessibleAddress}</span> },
        ]}
      />
      {model.leftOut === null ? null : <InsetText>{model.leftOut}</InsetText>}
      {model.parts.length === 0 ? <p className="govuk-body">{planWords.none}</p> : null}
      {keyed(model.parts).map(({ key, value: { heading, note, actions } }) => (
        <section key={key}>
          {heading === null ? null : (
            <>
              <h2 className="govuk-heading-m">{heading}</h2>
              <p className="govuk-body">{note}</p>
            </>
          )}
          <PlanTable caption={heading ?? 'Action plan'} actions={actions} />
        </section>
      ))}
    </>
  );
}
