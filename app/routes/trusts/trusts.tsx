import { redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { groupsOf } from '../../features/trusts/scope.ts';
import { getGroup } from '../../features/trusts/sites.server.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/trusts';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your trusts and groups') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const [first, ...others] = groupsOf(viewer);
  if (first !== undefined && others.length === 0) throw redirect(`/trusts/${first}`);
  const { today } = portal.stamp();
  const groups = [];
  for (const groupId of groupsOf(viewer)) groups.push(await getGroup(portal.database.db, { groupId }, today));
  return { groups };
}

export default function Trusts({ loaderData: { groups } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Your trusts and groups</h1>
      <ul className="govuk-list">
        {groups.map(({ id, name, sites }) => (
          <li key={id}>
            <Anchor className="govuk-link" href={`/trusts/${id}`}>
              {name}
            </Anchor>
            , {countOf(sites, 'site')}
          </li>
        ))}
      </ul>
    </Main>
  );
}
