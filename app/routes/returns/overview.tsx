import { signedIn } from '../../context.server.ts';
import { mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { listCentralToSettle } from '../../features/returns/central/to-settle.server.ts';
import { CentralNote } from '../../features/returns/central/to-settle-note.tsx';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import { CarriedNote, NextStep, ReturnFacts, VoidedNote } from '../../features/returns/components/overview-parts.tsx';
import { getReturnOverview } from '../../features/returns/overview.server.ts';
import { isEditable, isOverdue, standardStatuses } from '../../features/returns/rules.ts';
import { MovedNote } from '../../features/upgrades/components/moved-note.tsx';
import { listMovesOfReturn } from '../../features/upgrades/moves.server.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { TaskGroups } from '../../ui/task-list.tsx';
import type { Route } from './+types/overview';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? loaderData.agencyReturn.cycleName : 'Return') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  const scope = organisationScope(viewer, 'return.read');
  await carryOnOpening(portal, scope, params.returnId);
  const overview = await getReturnOverview(portal.database.db, scope, viewer, params.returnId, today);
  const { status, dueOn, organisationId } = overview.agencyReturn;
  return {
    ...overview,
    central: await listCentralToSettle(portal.database.db, scope, overview.agencyReturn, today),
    moves: await listMovesOfReturn(portal.database.db, scope, params.returnId),
    overdue: isOverdue(status, dueOn, today),
    mayAnswer: isEditable(status) && mayInOrganisation(viewer, 'return.answer', organisationId),
  };
}

export default function Overview({ loaderData: overview }: Route.ComponentProps) {
  const { agencyReturn, profile, progress, tasks } = overview;
  const whole = `/returns/${agencyReturn.id}`;
  const profileStatus = profile.confirmed ? 'completed' : profile.answered > 0 ? 'in-progress' : 'not-started';
  return (
    <Main before={<BackLink href="/returns">All returns</BackLink>}>
      <span className="govuk-caption-l">{agencyReturn.organisationName}</span>
      <h1 className="govuk-heading-l">{agencyReturn.cycleName}</h1>
      <VoidedNote overview={overview} mayAnswer={overview.mayAnswer} />
      <ReturnFacts overview={overview} overdue={overview.overdue} />
      <ProgressBar
        label={`${progress.complete} of ${countOf(progress.required, 'required question')} done (${progress.percent}%)`}
        value={progress.complete}
        max={progress.required}
      />
      <MovedNote returnId={agencyReturn.id} moves={overview.moves} />
      <CarriedNote overview={overview} moved={overview.moves.length > 0} />
      <CentralNote toSettle={overview.central} />
      <NextStep overview={overview} mayAnswer={overview.mayAnswer} />
      <TaskGroups
        groups={[
          {
            heading: 'First',
            items: [
              {
                title: 'About your organisation',
                href: `${whole}/details`,
                hint: 'A few facts decide which questions you are asked.',
                status: standardStatuses[profileStatus],
              },
            ],
          },
          {
            heading: 'Standards',
            items: tasks.map((task) => ({
              title: `${task.number} ${task.title}`,
              href: `${whole}/standards/${task.code}`,
              hint: `${task.answered} of ${countOf(task.questions, 'question')} answered${
                task.toConfirm > 0 ? `, ${countOf(task.toConfirm, 'carried answer')} to confirm` : ''
              }`,
              status: standardStatuses[task.status],
            })),
          },
        ]}
      />
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href={`${whole}/evidence`}>
            Evidence used in this return
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${whole}/print`} reloadDocument>
            Print the whole return
          </Anchor>
        </li>
      </ul>
    </Main>
  );
}
