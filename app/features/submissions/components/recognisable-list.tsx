import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';
import type { RecognisableParts } from '../recognisable.server.ts';

/** Where a reader might recognise a child or family. It warns, and stops nobody. */
export function RecognisableList({ recognisable: { parts, unchecked } }: { recognisable: RecognisableParts }) {
  if (parts.length === 0 && unchecked.length === 0) return null;
  return (
    <section aria-labelledby="recognisable">
      <h2 className="govuk-heading-m" id="recognisable">
        Could a child or family be recognised?
      </h2>
      {parts.length > 0 ? (
        <>
          <p className="govuk-body">
            These seem to say who somebody is. You can send the return as it is, but look at each first.
          </p>
          <ul className="govuk-list govuk-list--spaced">
            {parts.map(({ what, words, href }) => (
              <li key={href}>
                <Anchor className="govuk-link" href={href}>
                  {what}
                </Anchor>
                <br />
                {words}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {unchecked.length > 0 ? (
        <Details
          summary={`${countOf(unchecked.length, 'piece of evidence', 'pieces of evidence')} that nobody has ticked as checked`}
        >
          <ul className="govuk-list govuk-list--bullet">
            {unchecked.map(({ id, title }) => (
              <li key={id}>
                <Anchor className="govuk-link" href={`/evidence/${id}`}>
                  {title}
                </Anchor>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </section>
  );
}
