import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { EventTable } from '../../features/audit/components/event-table.tsx';
import { getEventsPage } from '../../features/audit/events-page.server.ts';
import { findOwnEventSubjects } from '../../features/reports/own-event-subjects.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/own-events';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your organisation’s record of changes') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = organisationScope(viewer, 'audit.read');
  return getEventsPage(db, scope, pageAsked(url.searchParams), (named) => findOwnEventSubjects(db, scope, named));
}

export default function OwnEvents({ loaderData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <h1 className="govuk-heading-l">Your organisation’s record of changes</h1>
      <p className="govuk-body">
        Who changed what, and when: your own people, and the partnership where it concerns you. Each entry is sealed
        with the one before it, so a later change to the record shows. It holds no text of any return.{' '}
        {countOf(loaderData.events.length, 'entry', 'entries')} on this page, newest first.
      </p>
      <EventTable {...loaderData} files="/audit/ours" />
    </Main>
  );
}
