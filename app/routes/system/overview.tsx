import { signedIn } from '../../context.server.ts';
import { requireSystem } from '../../features/accounts/viewer.ts';
import { journalProblem } from '../../features/retention/start.server.ts';
import { getInstallation } from '../../features/system/installation.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { Table } from '../../ui/table.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/overview';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('System') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'system.read');
  return { ...(await getInstallation(portal)), journalProblem: await journalProblem(portal) };
}

export default function System({ loaderData: system }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">System</h1>
      <TwoThirds>
        {system.journalProblem === null ? null : <WarningText>{system.journalProblem}</WarningText>}
        <p className="govuk-body">
          How this installation is. What partnerships and organisations write is not here: a system administrator reads
          it only in an emergency, for an hour, and they are told.
        </p>
        <ul className="govuk-list">
          <li>
            <Anchor className="govuk-link" href="/system/people">
              People of the installation
            </Anchor>
          </li>
          <li>
            <Anchor className="govuk-link" href="/system/jobs">
              Work that failed
            </Anchor>
          </li>
          <li>
            <Anchor className="govuk-link" href="/system/access">
              Emergency access
            </Anchor>
          </li>
          <li>
            <Anchor className="govuk-link" href="/retention?of=installation">
              How long records are kept
            </Anchor>
          </li>
        </ul>
        <SummaryList
          rows={[
            { label: 'People', value: system.people },
            {
              label: 'Work in the background',
              value: `${system.jobs.waiting} waiting, ${system.jobs.running} under way, ${system.jobs.failed} failed`,
            },
            { label: 'Messages that did not go out', value: system.undelivered },
            ...system.settings.map(({ name, value }) => ({ label: name, value })),
          ]}
        />
      </TwoThirds>
      <Table
        caption="Partnerships"
        rowHeaders
        scrollLabel="Table of partnerships"
        columns={[
          { label: 'Name' },
          { label: 'Organisations', numeric: true },
          { label: 'Business managers', numeric: true },
        ]}
        rows={system.partnerships.map(({ id, name, members, managers }) => ({
          key: id,
          cells: [name, { content: members, numeric: true }, { content: managers, numeric: true }],
        }))}
      />
    </Main>
  );
}
