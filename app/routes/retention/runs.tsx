import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayRetain, nameOfOwner, ownerAsked } from '../../features/retention/access.server.ts';
import { RunTable } from '../../features/retention/components/run-table.tsx';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { listRuns } from '../../features/retention/runs.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/runs';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.runs.page > 1 ? `Disposal runs, page ${loaderData.runs.page}` : 'Disposal runs',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams);
  const { db } = portal.database;
  return {
    name: await nameOfOwner(db, owner),
    of: ownerInAddress(owner),
    mayChange: mayRetain(viewer, 'change', owner),
    runs: await listRuns(db, owner, pageAsked(url.searchParams)),
  };
}

export default function Runs({ loaderData: shown }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href={`/retention?of=${shown.of}`}>How long records are kept</BackLink>}>
      <span className="govuk-caption-l">{shown.name}</span>
      <h1 className="govuk-heading-l">Disposal runs</h1>
      {shown.mayChange ? <LinkButton href={`/retention/runs/new?of=${shown.of}`}>Prepare a run</LinkButton> : null}
      <RunTable runs={shown.runs.items} />
      <Pagination page={shown.runs.page} pageCount={shown.runs.pageCount} search={search} />
    </Main>
  );
}
