import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { EventTable } from '../../features/audit/components/event-table.tsx';
import { getEventsPage } from '../../features/audit/events-page.server.ts';
import { findEventSubjects } from '../../features/reports/event-subjects.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/events';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Record of changes') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'audit.read');
  return getEventsPage(db, scope, pageAsked(url.searchParams), (named) => findEventSubjects(db, viewer, scope, named));
}

export default function Events({ loaderData }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Record of changes</h1>
      <p className="govuk-body">
        Each entry is sealed with the one before it, so a later change to the record shows. The record holds no text of
        any return. {countOf(loaderData.events.length, 'entry', 'entries')} on this page, newest first.
      </p>
      <EventTable {...loaderData} files="/audit" />
    </Main>
  );
}
