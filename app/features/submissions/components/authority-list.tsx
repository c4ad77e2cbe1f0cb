import { Form } from 'react-router';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { TextButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import type { ShownAuthority } from '../authorities/authorities-page.server.ts';
import { authorityStates, lowerFirst } from '../authorities/authority.ts';

/** Authorities, newest first, each with whom it is for, how it stands and how it came about. */
export function AuthorityList({ authorities }: { authorities: readonly ShownAuthority[] }) {
  if (authorities.length === 0)
    return <EmptyState>Nobody has been named yet: everybody signs for themselves.</EmptyState>;
  return authorities.map((authority) => (
    <div key={authority.id}>
      <SummaryCard
        title={`${authority.delegateName}, for the ${lowerFirst(authority.signatoryTitle)}`}
        rows={[
          { label: 'State', value: stateWords(authority) },
          { label: 'Valid', value: `${dayInWords(authority.fromOn)} to ${dayInWords(authority.toOn)}` },
          { label: 'Given by', value: `${authority.givenBy} on ${instantInWords(authority.givenAt)}` },
          { label: 'Why', value: <span className="app-typed-text">{authority.reason}</span> },
          ...(authority.document === null
            ? []
            : [{ label: 'Paper', value: <span className="app-typed-text">{authority.document}</span> }]),
          ...(authority.mayEnd ? [{ label: 'Change', value: <EndForm authority={authority} /> }] : []),
        ]}
      />
    </div>
  ));
}

const stateWords = ({ state, endedAt, endedBy }: ShownAuthority): string =>
  endedAt === null
    ? authorityStates[state]
    : `${authorityStates.ended} by ${endedBy ?? 'somebody'} on ${instantInWords(endedAt)}`;

function EndForm({ authority }: { authority: ShownAuthority }) {
  return (
    <Form method="post">
      <HiddenFields fields={{ authorityId: authority.id }} />
      <TextButton name="intent" value="end">
        End it now
        <span className="govuk-visually-hidden">
          : {authority.delegateName}, for the {lowerFirst(authority.signatoryTitle)}
        </span>
      </TextButton>
    </Form>
  );
}
