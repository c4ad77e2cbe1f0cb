import { signedIn } from '../../context.server.ts';
import { listGroupEditions } from '../../features/trusts/answers.server.ts';
import { groupScope } from '../../features/trusts/scope.ts';
import { getGroup } from '../../features/trusts/sites.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Details } from '../../ui/details.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/answers';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Answer for all your sites') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { db } = portal.database;
  const { today } = portal.stamp();
  return { group: await getGroup(db, scope, today), ...(await listGroupEditions(db, scope, today)) };
}

export default function Answers({ loaderData: { group, inUse, others } }: Route.ComponentProps) {
  const here = `/trusts/${group.id}`;
  return (
    <Main before={<BackLink href={here}>Back to your sites</BackLink>}>
      <span className="govuk-caption-l">{group.name}</span>
      <h1 className="govuk-heading-l">Answer for all your sites</h1>
      <p className="govuk-body">
        Answer once what is the same everywhere, with its evidence. Each site says whether your answer stands for it,
        adds to it, or answers differently: its own people sign its return, and nothing reaches a partnership before
        they do.
      </p>
      {inUse.length === 0 ? (
        <EmptyState>
          None of your sites has a return open now. You can still prepare answers to any standards.
        </EmptyState>
      ) : (
        <Table
          caption="Standards that your sites are asked"
          captionSize="m"
          rowHeaders
          scrollLabel="Standards, scrolls sideways"
          columns={[
            { label: 'Standards' },
            { label: 'Open returns', numeric: true },
            { label: 'Questions you answer', numeric: true },
            { label: 'Answered', numeric: true },
          ]}
          rows={inUse.map(({ id, name, openReturns, marked, answered }) => ({
            key: id,
            cells: [
              <Anchor key="name" className="govuk-link" href={`${here}/answers/${id}`}>
                {name}
              </Anchor>,
              openReturns,
              marked,
              answered,
            ],
          }))}
        />
      )}
      {others.length > 0 ? (
        <Details summary="Other standards">
          <ul className="govuk-list">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Anchor className="govuk-link" href={`${here}/answers/${id}`}>
                  {name}
                </Anchor>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Main>
  );
}
