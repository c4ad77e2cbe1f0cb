import type { ReactNode } from 'react';
import type { ReceiptModel } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { Panel } from '../../../ui/panel.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { Signatures } from './return-copy.tsx';

interface ReceiptProps {
  model: ReceiptModel;
  /** Heading of the page; the printed one bears the title of the model. */
  title: string;
  /** What the page alone says before the facts. */
  children?: ReactNode;
  /** What can be done with the receipt: of the page alone. */
  afterFacts?: ReactNode;
}

/** The receipt of a return as a page: the accessible record, with the words of the printed one. */
export function Receipt({ model, title, children, afterFacts }: ReceiptProps) {
  return (
    <>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <Panel title={title}>
            Reference
            <br />
            <strong>{model.reference}</strong>
          </Panel>
          {children}
          <SummaryList
            rows={[
              { label: 'Partnership', value: model.partnership },
              { label: 'From', value: model.organisation },
              { label: 'Sent by', value: model.sentBy },
              { label: 'Received', value: model.receivedOn },
              { label: 'Cycle', value: model.cycleTitle },
              { label: 'Set of standards', value: model.editionTitle },
              ...model.contents,
              { label: 'Snapshot, SHA-256', value: <code className="app-hash">{model.snapshotHash}</code> },
            ]}
          />
          <DocumentCheckNote check={model.check ?? null} />
          {afterFacts}
          <h2 className="govuk-heading-m">What happens next</h2>
          {keyed(model.whatHappensNext.split('\n\n')).map(({ key, value }) => (
            <p key={key} className="govuk-body">
              {value}
            </p>
          ))}
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">Who to ask</h3>
          <p className="govuk-body">{model.contact}</p>
        </div>
      </div>
      <h2 className="govuk-heading-m">Signatures</h2>
      <Signatures signatures={model.signatures} />
    </>
  );
}
