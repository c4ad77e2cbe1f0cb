import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';

type Head = Pick<OutcomeLetterModel, 'addressee' | 'organisation' | 'partnership' | 'senderLines'> &
  Partial<Pick<OutcomeLetterModel, 'date' | 'reference'>>;

/** Who writes to whom, when, and under which reference. */
export function LetterHead({ model }: { model: Head }) {
  const { addressee } = model;
  return (
    <>
      <p className="govuk-body">
        <strong>{model.partnership}</strong>
        <br />
        <span className="app-typed-text">{model.senderLines.join(', ')}</span>
      </p>
      <address className="govuk-body">
        {keyed([addressee.name, addressee.role, model.organisation, ...addressee.lines]).map(({ key, value }) => (
          <span key={key}>
            {value}
            <br />
          </span>
        ))}
      </address>
      <p className="govuk-body">
        {model.date ?? 'The date it is issued'}
        <br />
        Our reference: {model.reference ?? 'given when it is issued'}
      </p>
    </>
  );
}
