import { signedIn } from '../../context.server.ts';
import { ownerAsked } from '../../features/retention/access.server.ts';
import { OwnerLinks } from '../../features/retention/components/owner-links.tsx';
import { ScheduleTable } from '../../features/retention/components/schedule-table.tsx';
import { getRetentionOverview } from '../../features/retention/overview.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { ButtonGroup, LinkButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/retention';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('How long records are kept') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const overview = await getRetentionOverview(portal, viewer, ownerAsked(viewer, url.searchParams));
  return { ...overview, of: ownerInAddress(overview.owner) };
}

export default function Retention({ loaderData: shown }: Route.ComponentProps) {
  const to = (place: string) => `/retention/${place}?of=${shown.of}`;
  return (
    <Main before={<BackLink href="/home">Home</BackLink>} width="full">
      <span className="govuk-caption-l">{shown.name}</span>
      <h1 className="govuk-heading-l">How long records are kept</h1>
      <TwoThirds>
        <p className="govuk-body">
          Each kind of record has a length and a day from which it counts. Nothing goes by itself: somebody prepares a
          run, reads its list and approves it. What a legal hold names never goes.
        </p>
        <OwnerLinks others={shown.others} of={shown.of} />
        <ul className="govuk-list">
          <li>
            <Anchor className="govuk-link" href={to('runs')}>
              Runs and certificates
            </Anchor>
          </li>
          <li>
            <Anchor className="govuk-link" href={to('holds')}>
              Legal holds
            </Anchor>
            {`: ${countOf(shown.holdsInForce, 'hold')} in force`}
          </li>
        </ul>
      </TwoThirds>
      <ScheduleTable lines={shown.lines} of={shown.of} />
      {shown.mayChange ? (
        <ButtonGroup>
          <LinkButton href={to('runs/new')}>Prepare a run</LinkButton>
          <LinkButton href={to('holds/new')} variant="secondary">
            Put a legal hold
          </LinkButton>
          <LinkButton href={to('erasures/new')} variant="secondary">
            Erase an account
          </LinkButton>
        </ButtonGroup>
      ) : null}
    </Main>
  );
}
