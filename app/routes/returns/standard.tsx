import { data, redirect, useSearchParams } from 'react-router';
import { findViewerOf, leadToPrimary, portalOf, signedIn } from '../../context.server.ts';
import { findOrganisationScope } from '../../features/accounts/viewer.ts';
import { listActionsByQuestion } from '../../features/actions/lineage.server.ts';
import { listModeratorComments } from '../../features/challenge/letter/moderator-comments.server.ts';
import { listTagsOfReturn } from '../../features/partnerships/tags.server.ts';
import { fieldNames } from '../../features/questionnaire/form-fields.ts';
import { listCentral } from '../../features/returns/central/queries.server.ts';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import { saveStandardForm } from '../../features/returns/commands/save-standard-form.server.ts';
import { firstFieldId } from '../../features/returns/components/answer-fields.tsx';
import { autosaveScript } from '../../features/returns/components/autosave-script.ts';
import { SkipToFirstUnanswered } from '../../features/returns/components/first-unanswered.tsx';
import { NotSavedPanel } from '../../features/returns/components/kept-text.tsx';
import { PartNote } from '../../features/returns/components/part-notes.tsx';
import { StandardForm } from '../../features/returns/components/standard-form.tsx';
import { StandardIntroduction, StandardReading } from '../../features/returns/components/standard-parts.tsx';
import { findDelegationFor } from '../../features/returns/delegations.server.ts';
import { firstUnansweredOn } from '../../features/returns/first-unanswered.ts';
import { keptTextAddress } from '../../features/returns/kept-text.ts';
import { withNotes, withTags } from '../../features/returns/look-again.ts';
import { mayAnswerPart, partScope } from '../../features/returns/parts.server.ts';
import { isEditable } from '../../features/returns/rules.ts';
import { getStandardPage } from '../../features/returns/standard-page.server.ts';
import { FiguresToAnswer } from '../../features/surveys/components/figures-to-answer.tsx';
import { listFiguresToAnswer } from '../../features/surveys/pages.server.ts';
import { QuestionThreads } from '../../features/threads/components/question-threads.tsx';
import { ThreadLine } from '../../features/threads/components/thread-parts.tsx';
import { getThreadLinks } from '../../features/threads/overview.server.ts';
import { readForm } from '../../platform/read-form.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/standard';

/** A plain form with a script of its own: nothing of React goes to the browser. */
export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  const { db } = portal.database;
  const part = { returnId: params.returnId, part: params.standardCode };
  const scope = await partScope(db, viewer, 'return.read', part);
  await carryOnOpening(portal, viewer, scope, params.returnId);
  const page = await getStandardPage(db, scope, params);
  const { status, organisationId } = page.agencyReturn;
  const { today, now } = portal.stamp();
  const actions = findOrganisationScope(viewer, 'action.read');
  return {
    page: withTags(
      withNotes(page, today),
      await listTagsOfReturn(db, scope, {
        returnId: params.returnId,
        questionCodes: page.questions.map(({ question }) => question.code),
        today,
      }),
    ),
    delegation: await findDelegationFor(db, viewer, scope, part, today),
    actions: actions ? await listActionsByQuestion(db, actions, page.agencyReturn, today) : {},
    comments: await listModeratorComments(db, scope, page.agencyReturn),
    threads: await getThreadLinks(db, viewer, { returnId: params.returnId, organisationId, standardCode: part.part }),
    central: Object.fromEntries(
      await listCentral(
        db,
        scope,
        page.agencyReturn,
        today,
        page.questions.map(({ question }) => question.code),
      ),
    ),
    figures: await listFiguresToAnswer(db, viewer, page.agencyReturn, part.part),
    firstUnanswered: firstUnansweredOn(page, today),
    handed: scope.handed,
    reader: { personId: viewer.personId, now },
    editable: isEditable(status) && (await mayAnswerPart(db, viewer, organisationId, part)),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const viewer = await findViewerOf(context);
  // Posted on as it is: that page shows what was typed, which would be lost on the way to the sign-in page.
  if (!viewer) throw redirect(keptTextAddress('signed-out', url), 307);
  const outcome = await saveStandardForm(portalOf(context), viewer, params, await readForm(request));
  if (outcome.kind === 'moved') return redirect(outcome.to);
  if (outcome.kind === 'not-there') throw redirect(keptTextAddress('not-there', url, outcome.to), 307);
  if (outcome.kind === 'no-room') throw redirect(keptTextAddress('no-room', url), 307);
  return data(outcome.result, { status: { conflict: 409, refused: 409, problems: 422, edit: 200 }[outcome.why] });
}

export default function StandardRoute({
  loaderData: {
    page,
    actions,
    comments,
    threads,
    central,
    figures,
    firstUnanswered,
    handed,
    reader,
    editable,
    delegation,
  },
  actionData,
}: Route.ComponentProps) {
  const [search] = useSearchParams();
  const { agencyReturn, standard, questions } = page;
  const threadsAt = `/returns/${agencyReturn.id}/comments`;
  const more = search.get('more');
  const moreRows = more === null ? {} : { [more]: 3 };
  const changing = [...search.getAll('change'), ...(actionData?.changing ?? [])];
  const hasErrors = Object.keys(actionData?.errors ?? {}).length > 0;
  const ids = Object.fromEntries(questions.map(({ question }) => [fieldNames(question).main, firstFieldId(question)]));
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}`}>Back to the list of standards</BackLink>}>
      {editable ? (
        <SkipToFirstUnanswered returnId={agencyReturn.id} questionCode={firstUnanswered} handed={handed} />
      ) : null}
      {editable ? <script type="module" async src={autosaveScript} /> : null}
      <title>{pageTitle(`${standard.number} ${standard.title}`, hasErrors)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={ids} />
        {actionData?.refused ? <NotSavedPanel {...actionData.refused} /> : null}
        <TwoThirds>
          <StandardIntroduction
            page={page}
            editable={editable}
            firstUnanswered={firstUnanswered}
            handed={handed}
            opened={search.has('opened')}
            takenBack={search.has('taken-back')}
            unreadable={search.get('unreadable')}
            attached={attachedIn(search)}
          />
          <PartNote found={delegation} />
          <ThreadLine links={threads} base={threadsAt} query={`?standard=${standard.code}`} />
          <FiguresToAnswer
            figures={figures}
            numbers={Object.fromEntries(questions.map(({ question, number }) => [question.code, number]))}
          />
          {editable ? (
            <StandardForm
              page={page}
              reader={reader}
              result={actionData}
              moreRows={moreRows}
              changing={changing}
              actions={actions}
              handed={delegation?.isHolder ? { ready: delegation.delegation.status === 'ready' } : undefined}
              comments={comments}
              central={central}
            />
          ) : (
            <StandardReading page={page} actions={actions} comments={comments} reader={reader} central={central} />
          )}
          <QuestionThreads
            base={threadsAt}
            standard={standard.code}
            questions={questions.map(({ question, number }) => ({ code: question.code, number }))}
            byQuestion={threads.byQuestion}
            withShared={threads.shared !== null}
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}

/** What the page that attaches one document to several questions says of it in the address. */
function attachedIn(search: URLSearchParams): number | null {
  const attached = search.get('attached') ?? '';
  return /^\d{1,3}$/.test(attached) ? Number(attached) : null;
}
