import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import type { CentralToSettle } from './to-settle.server.ts';

/** How many answers of the trust or group wait for a word of the site, and where. */
export function CentralNote({ toSettle }: { toSettle: readonly CentralToSettle[] }) {
  const [first] = toSettle;
  if (!first) return null;
  return (
    <InsetText>
      <p className="govuk-body">
        <strong>
          {countOf(toSettle.length, 'answer')} of {first.group} to look at.
        </strong>{' '}
        It answers some questions for all its sites. Say of each whether it stands for you, add to it, or answer
        differently: your own people sign this return.
      </p>
      <CentralList toSettle={toSettle} />
    </InsetText>
  );
}

/** Each of them as a link, folded. */
export function CentralList({ toSettle }: { toSettle: readonly CentralToSettle[] }) {
  return (
    <Details summary={`${countOf(toSettle.length, 'question')} that your trust has answered`}>
      <ul className="govuk-list govuk-list--spaced">
        {toSettle.map(({ code, number, text, href, changed }) => (
          <li key={code}>
            <Anchor className="govuk-link" href={href} reloadDocument>
              {number}: {text}
            </Anchor>
            {changed ? ' (changed since you settled it)' : null}
          </li>
        ))}
      </ul>
    </Details>
  );
}
