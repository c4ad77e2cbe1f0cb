import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { Prose, RatingTable } from './document-parts.tsx';
import { LetterHead } from './letter-head.tsx';

/** What a written response has only once it is sent. */
type Sent = Partial<Pick<WrittenResponseModel, 'reference' | 'date'>>;
type Model = Omit<WrittenResponseModel, 'accessibleAddress' | 'reference' | 'date' | 'madeOn' | 'madeOnText'> & Sent;

/** A written response as a page, with the words of the printed one. */
export function WrittenResponse({ model, headingLevel = 1 }: { model: Model; headingLevel?: 1 | 2 }) {
  const Subject = `h${headingLevel}` as const;
  const Ratings = headingLevel === 1 ? 'h2' : 'h3';
  return (
    <article className="govuk-grid-row">
      <div className="govuk-grid-column-three-quarters">
        <LetterHead model={model} />
        <p className="govuk-body">{model.salutation}</p>
        <Subject className="govuk-heading-l">{model.subject}</Subject>
        <p className="govuk-body">{model.cycleTitle}</p>
        <p className="govuk-body">{model.answers}</p>
        <Prose text={model.text} />
        {model.ownLine === null ? null : <Prose text={model.ownLine} />}
        {model.ratings.length === 0 ? null : (
          <>
            <Ratings className="govuk-heading-m">Ratings</Ratings>
            <RatingTable ratings={model.ratings} caption="Ratings" standing="Our rating" />
          </>
        )}
        <p className="govuk-body">{model.valediction}</p>
        <p className="govuk-body">
          <strong>{model.signatory.name}</strong>
          <br />
          {model.signatory.role}
        </p>
        <DocumentCheckNote check={model.check ?? null} />
      </div>
    </article>
  );
}
