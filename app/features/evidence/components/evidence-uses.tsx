import { Anchor } from '../../../ui/anchor.tsx';

/** A place that rests on a piece of evidence, with its address. */
export interface UseLine {
  readonly words: string;
  readonly href: string;
}

/** Everything that rests on a piece of evidence. */
export function EvidenceUses({ uses }: { uses: readonly UseLine[] }) {
  if (uses.length === 0) return <p className="govuk-body">It is not used anywhere yet.</p>;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {uses.map(({ words, href }) => (
        <li key={`${href} ${words}`}>
          <Anchor className="govuk-link" href={href}>
            {words}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
