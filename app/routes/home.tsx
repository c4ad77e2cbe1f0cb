import { signedIn } from '../context.server.ts';
import { mayInSystem } from '../features/accounts/viewer.ts';
import { GoodPracticeNote } from '../features/reports/components/challenge-log-note.tsx';
import { DisclosuresNote } from '../features/reports/components/disclosures-note.tsx';
import { GroupHome } from '../features/reports/components/group-home.tsx';
import { ComingSessions, NextActions } from '../features/reports/components/home-lists.tsx';
import { OrganisationHome } from '../features/reports/components/organisation-home.tsx';
import { PartnershipHome } from '../features/reports/components/partnership-home.tsx';
import { getHome } from '../features/reports/home.server.ts';
import { AskedOfYou } from '../features/returns/components/part-overview.tsx';
import { Anchor } from '../ui/anchor.tsx';
import { Main } from '../ui/main.tsx';
import { pageTitle } from '../ui/page-title.ts';
import type { Route } from './+types/home';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Home') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    name: viewer.name,
    home: await getHome(portal.database.db, viewer, portal.stamp().today),
    system: mayInSystem(viewer, 'system.read'),
  };
}

export default function Home({ loaderData: { name, home, system } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Hello {name}</h1>
      {home.asked ? <AskedOfYou parts={home.asked} takenBack={home.takenBack} /> : null}
      <ComingSessions sessions={home.sessions} />
      {home.ownActions.length > 0 ? (
        <section aria-labelledby="own-actions">
          <h2 className="govuk-heading-m" id="own-actions">
            Your actions
          </h2>
          <NextActions actions={home.ownActions} />
        </section>
      ) : null}
      {home.organisation ? <OrganisationHome home={home.organisation} /> : null}
      {home.partnership ? <PartnershipHome home={home.partnership} /> : null}
      {home.disclosures ? <DisclosuresNote disclosures={home.disclosures} /> : null}
      {home.groups ? <GroupHome groups={home.groups} /> : null}
      {(home.asked || home.groups) && !home.organisation ? <GoodPracticeNote suggested={null} /> : null}
      {home.asked || home.organisation || home.partnership ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/calendar">
            Your sessions and actions in your own calendar
          </Anchor>
          {home.asked || home.organisation ? (
            <>
              ,{' '}
              <Anchor className="govuk-link" href="/sessions">
                sessions you are asked to
              </Anchor>
            </>
          ) : null}
        </p>
      ) : null}
      {system ? (
        <p className="govuk-body">
          You look after this installation:{' '}
          <Anchor className="govuk-link" href="/system">
            how it is, its people and its work in the background
          </Anchor>
        </p>
      ) : null}
      {home.asked || home.organisation || home.partnership || home.groups || system ? null : (
        <p className="govuk-body">
          You have no role at the moment. Ask your organisation or the partnership’s business manager to add one.
        </p>
      )}
    </Main>
  );
}
