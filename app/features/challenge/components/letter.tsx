import type { OutcomeLetterModel } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { ActionTable, Prose, RatingTable } from './document-parts.tsx';
import { LetterHead } from './letter-head.tsx';

/** What a letter has only once it is issued. */
type Issued = Partial<Pick<OutcomeLetterModel, 'reference' | 'date' | 'replyBy'>>;
type LetterModel = Omit<OutcomeLetterModel, 'reference' | 'date' | 'replyBy' | 'madeOn' | 'madeOnText'> & Issued;

/** An outcome letter as a page, with the words of the printed one; a draft has no reference and no date yet. */
export function Letter({ model, headingLevel = 1 }: { model: LetterModel; headingLevel?: 1 | 2 }) {
  const Subject = `h${headingLevel}` as const;
  return (
    <article className="govuk-grid-row">
      <div className="govuk-grid-column-three-quarters">
        <LetterHead model={model} />
        <p className="govuk-body">{model.salutation}</p>
        <Subject className="govuk-heading-l">{model.subject}</Subject>
        <p className="govuk-body">{model.cycleTitle}</p>
        <Prose text={model.opening} />
        <Ratings model={model} level={headingLevel + 1} />
        {model.strengths.length === 0 ? null : (
          <>
            <Heading level={headingLevel + 1}>What is working well</Heading>
            <ul className="govuk-list govuk-list--bullet">
              {keyed(model.strengths).map(({ key, value }) => (
                <li key={key}>{value}</li>
              ))}
            </ul>
          </>
        )}
        <Challenges model={model} level={headingLevel + 1} />
        <Actions model={model} level={headingLevel + 1} />
        <Prose text={model.closing} />
        {model.replyBy === undefined ? null : <p className="govuk-body">{model.replyBy}</p>}
        <p className="govuk-body">{model.valediction}</p>
        <p className="govuk-body">
          <strong>{model.signatory.name}</strong>
          <br />
          {model.signatory.role}
        </p>
        {model.copies.length === 0 ? null : <p className="govuk-body-s">Copies to: {model.copies.join('; ')}</p>}
        <DocumentCheckNote check={model.check ?? null} />
      </div>
    </article>
  );
}

function Heading({ level, children }: { level: number; children: string }) {
  return level === 2 ? (
    <h2 className="govuk-heading-m">{children}</h2>
  ) : (
    <h3 className="govuk-heading-m">{children}</h3>
  );
}

function Ratings({ model, level }: { model: LetterModel; level: number }) {
  if (model.ratings.length === 0) return null;
  return (
    <>
      <Heading level={level}>Agreed ratings</Heading>
      <RatingTable ratings={model.ratings} caption="Agreed ratings" standing="Agreed rating" />
    </>
  );
}

function Challenges({ model, level }: { model: LetterModel; level: number }) {
  if (model.challenges.length === 0) return null;
  return (
    <>
      <Heading level={level}>What the panel asked</Heading>
      {keyed(model.challenges).map(({ key, value: { about, challenge, reply, outcome } }) => (
        <div key={key} className="govuk-inset-text">
          <p className="govuk-body-s">
            {about === null ? `Question ${Number(key) + 1}` : `Question ${Number(key) + 1}: ${about}`}
          </p>
          <Prose text={challenge} />
          <p className="govuk-body-s">Your reply</p>
          <Prose text={reply} />
          <p className="govuk-body">
            Outcome: <strong>{outcome}</strong>
          </p>
        </div>
      ))}
    </>
  );
}

function Actions({ model, level }: { model: LetterModel; level: number }) {
  return (
    <>
      <Heading level={level}>Actions</Heading>
      {model.actions.length === 0 ? (
        <p className="govuk-body">There are no actions.</p>
      ) : (
        <ActionTable actions={model.actions} caption="Actions" />
      )}
    </>
  );
}
