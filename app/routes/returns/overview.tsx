import { useSearchParams } from 'react-router';
import { leadToPrimary, signedIn } from '../../context.server.ts';
import { mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { ShownQuestions } from '../../features/challenge/components/shown-questions.tsx';
import { listShownQuestions } from '../../features/challenge/key-lines/shown-questions.server.ts';
import { EscalationNote } from '../../features/escalation/components/escalation-note.tsx';
import { findEscalationNote } from '../../features/escalation/notes.server.ts';
import { listCentralToSettle } from '../../features/returns/central/to-settle.server.ts';
import { CentralNote } from '../../features/returns/central/to-settle-note.tsx';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import {
  Asking,
  CarriedNote,
  NextStep,
  ReturnFacts,
  VoidedNote,
} from '../../features/returns/components/overview-parts.tsx';
import { AskedOfYou, PartOverview } from '../../features/returns/components/part-overview.tsx';
import { SharedBanner, SharedNotes } from '../../features/returns/components/shared-notes.tsx';
import { profilePart } from '../../features/returns/delegation.ts';
import { listHandedParts } from '../../features/returns/delegations.server.ts';
import { findPartOverview } from '../../features/returns/part-overview.server.ts';
import { isEditable, isOverdue, standardStatuses } from '../../features/returns/rules.ts';
import type { StandardTask } from '../../features/returns/schema.ts';
import { getSharedOverview } from '../../features/returns/shared/overview.server.ts';
import { CopyList } from '../../features/submissions/components/copy-list.tsx';
import { SentBackNote } from '../../features/submissions/components/signatory-list.tsx';
import { listReturnCopies } from '../../features/submissions/copies.server.ts';
import { findSentBackNote } from '../../features/submissions/sign-off-state.server.ts';
import { CorrectionNote } from '../../features/submissions/versions/components/versions.tsx';
import { findCorrection } from '../../features/submissions/versions/queries.server.ts';
import { AwaitedQueries } from '../../features/threads/components/home-parts.tsx';
import { ThreadLine } from '../../features/threads/components/thread-parts.tsx';
import { listThreadsTogether } from '../../features/threads/overview.server.ts';
import { listAwaited } from '../../features/threads/queries.server.ts';
import { MovedNote } from '../../features/upgrades/components/moved-note.tsx';
import { listMovesOfReturn } from '../../features/upgrades/moves.server.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { type Task, TaskGroups } from '../../ui/task-list.tsx';
import type { Route } from './+types/overview';

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: pageTitle(cycleOf(loaderData) ?? 'Return') }];

const cycleOf = (loaded: Route.ComponentProps['loaderData'] | undefined) =>
  loaded?.kind === 'parts' ? loaded.parts.cycle : loaded?.agencyReturn.cycleName;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  const { today } = portal.stamp();
  const { db } = portal.database;
  const parts = await findPartOverview(db, viewer, params.returnId, today);
  if (parts) return { kind: 'parts' as const, parts };
  const scope = organisationScope(viewer, 'return.read');
  await carryOnOpening(portal, viewer, scope, params.returnId);
  const overview = await getSharedOverview(db, scope, viewer, params.returnId, today);
  const { status, dueOn, organisationId } = overview.agencyReturn;
  const threads = await listThreadsTogether(db, viewer, { returnId: params.returnId, organisationId });
  return {
    kind: 'whole' as const,
    ...overview,
    held: await listHandedParts(db, viewer, today, params.returnId),
    mayAsk: isEditable(status) && mayInOrganisation(viewer, 'return.delegate', organisationId),
    moves: await listMovesOfReturn(db, scope, params.returnId),
    sentBack: await findSentBackNote(db, scope, overview.agencyReturn),
    threads,
    awaited: await listAwaited(
      db,
      scope,
      today,
      threads.map(({ returnId }) => returnId),
    ),
    correction: await findCorrection(db, { organisation: scope, partnership: undefined }, params.returnId),
    copies: await listReturnCopies(db, viewer, params.returnId),
    shown: await listShownQuestions(db, scope, params.returnId),
    central: await listCentralToSettle(db, scope, overview.agencyReturn, today),
    escalation: await findEscalationNote(db, viewer, 'return', params.returnId, today),
    overdue: isOverdue(status, dueOn, today),
    mayJoin: isEditable(status) && mayInOrganisation(viewer, 'return.submit', organisationId),
    mayAnswer: isEditable(status) && mayInOrganisation(viewer, 'return.answer', organisationId),
  };
}

export default function Overview({ loaderData }: Route.ComponentProps) {
  const [said] = useSearchParams();
  return (
    <Main before={<BackLink href="/returns">All returns</BackLink>}>
      {said.has('ready') ? (
        <NotificationBanner kind="success" key="ready">
          <BannerHeading>It is ready for review. The safeguarding lead has been told.</BannerHeading>
        </NotificationBanner>
      ) : null}
      {loaderData.kind === 'parts' ? <PartOverview overview={loaderData.parts} /> : <Whole overview={loaderData} />}
    </Main>
  );
}

type WholeOverview = Extract<Route.ComponentProps['loaderData'], { kind: 'whole' }>;

function Whole({ overview }: { overview: WholeOverview }) {
  const { agencyReturn, profile, progress, tasks } = overview;
  const whole = `/returns/${agencyReturn.id}`;
  const profileStatus = profile.confirmed ? 'completed' : profile.answered > 0 ? 'in-progress' : 'not-started';
  return (
    <>
      <span className="govuk-caption-l">{agencyReturn.organisationName}</span>
      <h1 className="govuk-heading-l">{agencyReturn.cycleName}</h1>
      <SentBackNote sentBack={overview.sentBack} />
      <CorrectionNote
        correction={overview.correction}
        standards={tasks
          .filter(({ code }) => overview.correction?.standards.includes(code))
          .map(({ number, title }) => `${number} ${title}`)}
      />
      <SharedBanner />
      <EscalationNote page={overview.escalation} />
      <VoidedNote overview={overview} mayAnswer={overview.mayAnswer} />
      <ReturnFacts overview={overview} overdue={overview.overdue} recipients={overview.shared.recipients} />
      <ProgressBar
        label={`${progress.complete} of ${countOf(progress.required, 'required question')} done (${progress.percent}%)`}
        value={progress.complete}
        max={progress.required}
      />
      <SharedNotes
        returnId={agencyReturn.id}
        partnershipName={agencyReturn.partnershipName}
        shared={overview.shared}
        mayJoin={overview.mayJoin}
      />
      <MovedNote returnId={agencyReturn.id} moves={overview.moves} />
      <CarriedNote overview={overview} moved={overview.moves.length > 0} />
      <CentralNote toSettle={overview.central} />
      <NextStep overview={overview} mayAnswer={overview.mayAnswer} />
      {overview.held.length > 0 ? <AskedOfYou parts={overview.held} /> : null}
      <AwaitedQueries awaited={overview.awaited} />
      <ShownQuestions questions={overview.shown} standards={tasks} />
      {overview.threads.map(({ returnId, partnershipName, links }) => (
        <ThreadLine
          key={returnId}
          links={links}
          base={`/returns/${returnId}/comments`}
          partnershipName={partnershipName}
        />
      ))}
      <TaskGroups
        groups={[
          {
            heading: 'First',
            items: [
              {
                title: 'About your organisation',
                href: `${whole}/details`,
                hint: 'A few facts decide which questions you are asked.',
                status: standardStatuses[profile.delegation?.status === 'ready' ? 'ready-for-review' : profileStatus],
                aside: (
                  <Asking
                    returnId={agencyReturn.id}
                    part={profilePart}
                    title="About your organisation"
                    mayAsk={overview.mayAsk}
                    delegation={profile.delegation}
                  />
                ),
              },
            ],
          },
          {
            heading: 'Standards',
            items: tasks.filter(({ own }) => !own).map(taskItem(agencyReturn.id, overview.mayAsk)),
          },
          ...[...Map.groupBy(tasks, ({ own }) => own?.partnershipName)].flatMap(([name, theirs]) =>
            name === undefined
              ? []
              : [{ heading: `Asked by ${name} alone`, items: theirs.map(taskItem(agencyReturn.id, overview.mayAsk)) }],
          ),
        ]}
      />
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href={`${whole}/people`}>
            Who has what
          </Anchor>
        </li>
        {overview.threads.map(({ returnId, partnershipName }) => (
          <li key={returnId}>
            <Anchor className="govuk-link" href={`/returns/${returnId}/comments`}>
              Comments, inside your organisation and with {partnershipName ?? 'the partnership'}
            </Anchor>
          </li>
        ))}
        <li>
          <Anchor className="govuk-link" href={`${whole}/evidence`}>
            Evidence used in this return
          </Anchor>
        </li>
        {overview.shared.hasShare ? (
          <li>
            <Anchor className="govuk-link" href={`${whole}/share`}>
              Who receives what
            </Anchor>
          </li>
        ) : null}
        {overview.mayAnswer ? (
          <li>
            <Anchor className="govuk-link" href={`${whole}/import`}>
              Fill in the return in a workbook
            </Anchor>
          </li>
        ) : null}
      </ul>
      <CopyList copies={overview.copies} />
    </>
  );
}

const taskItem =
  (whole: string, mayAsk: boolean) =>
  ({ own, ...task }: StandardTask): Task => {
    const returnId = own?.returnId ?? whole;
    return {
      title: `${task.number} ${task.title}`,
      href: `/returns/${returnId}/standards/${task.code}`,
      hint: `${task.answered} of ${countOf(task.questions, 'question')} answered${
        task.toConfirm > 0 ? `, ${countOf(task.toConfirm, 'carried answer')} to confirm` : ''
      }`,
      status: standardStatuses[task.status],
      aside: (
        <Asking
          returnId={returnId}
          part={task.code}
          title={`${task.number} ${task.title}`}
          mayAsk={mayAsk}
          delegation={task.delegation}
        />
      ),
    };
  };
