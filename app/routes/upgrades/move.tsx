import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { postMoveForm } from '../../features/upgrades/commands/post-move-form.server.ts';
import { AgencyTable } from '../../features/upgrades/components/agency-table.tsx';
import { ChooseEdition, MoveForm, MoveList, MoveTotals } from '../../features/upgrades/components/move-parts.tsx';
import { OutcomeSentence } from '../../features/upgrades/components/planner-parts.tsx';
import { QuestionTables } from '../../features/upgrades/components/question-table.tsx';
import { moveDoneWords } from '../../features/upgrades/move-form.ts';
import { getMovePage } from '../../features/upgrades/move-page.server.ts';
import { isChanged, sumOutcomes } from '../../features/upgrades/planner.ts';
import { chooseAgencies, cut } from '../../features/upgrades/planner-query.ts';
import { moveRuleWords, outcomeWords } from '../../features/upgrades/words.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedText } from '../../platform/typed-text.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/move';

const title = 'Move open returns to a newer edition';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams;
  const scope = partnershipScope(viewer, 'cycle.change');
  const { preview, cycle, ...page } = await getMovePage(portal, scope, params.cycleId, search.get('to'));
  return {
    ...page,
    cycle: { id: cycle.id, name: cycle.name, status: cycle.status, revision: cycle.revision },
    done: moveDoneWords(search.get('done')),
    preview: preview && {
      target: preview.target,
      totals: preview.totals,
      signing: preview.signing,
      sum: sumOutcomes(preview.agencies.map(({ counts }) => counts)),
      questions: cut(preview.questions.filter(isChanged), pageAsked(search, 'questions'), false),
      agencies: cut(
        chooseAgencies(preview.agencies, { search: '', order: 'most', whole: false }),
        pageAsked(search),
        false,
      ),
    },
  };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postMoveForm(portal, viewer, params.cycleId, await request.formData());
  if (posted.kind === 'done') return redirect(`/cycles/${params.cycleId}/move?done=${posted.done}`);
  return data(posted, { status: posted.kind === 'errors' ? 422 : 409 });
}

export default function MoveReturns({ loaderData, actionData }: Route.ComponentProps) {
  const { cycle, targets, unsent, sent, seen, moves, preview, done } = loaderData;
  const refused = actionData?.kind === 'refused' ? actionData.words : undefined;
  const words = refused ?? (actionData ? undefined : done);
  return (
    <Main width="full" before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      {words ? (
        <NotificationBanner key={words} kind={refused ? 'important' : 'success'}>
          <BannerHeading>{words}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <FormErrors errors={actionData?.kind === 'errors' ? actionData.errors : undefined}>
        <ErrorSummary />
        <span className="govuk-caption-l">{cycle.name}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">
          {countOf(unsent, 'return has', 'returns have')} not been sent and can move.{' '}
          {countOf(sent, 'return has', 'returns have')} been sent and {sent === 1 ? 'stays' : 'stay'} on the edition on
          which {sent === 1 ? 'it was' : 'they were'} answered: ratings of the two editions stand side by side in this
          cycle and compare only where both ask the same standard.
        </p>
        {cycle.status === 'open' ? (
          unsent > 0 ? (
            <ChooseEdition targets={targets} chosen={preview?.target.id} />
          ) : (
            <InsetText>Every return has been sent, so there is nothing to move.</InsetText>
          )
        ) : (
          <InsetText>This cycle is closed, so its returns stay as they are.</InsetText>
        )}
        {preview ? (
          <>
            <Preview preview={preview} />
            <MoveForm
              target={preview.target}
              unsent={unsent}
              signing={preview.signing}
              fields={{ target: preview.target.id, seen, revision: cycle.revision }}
              reason={typedText(actionData?.values, 'reason', '')}
            />
          </>
        ) : null}
        {moves.length > 0 ? <MoveList moves={moves} mayUndo={cycle.status === 'open'} /> : null}
      </FormErrors>
    </Main>
  );
}

function Preview({ preview }: { preview: NonNullable<Route.ComponentProps['loaderData']['preview']> }) {
  const { search } = useLocation();
  const { target, totals, sum, agencies, questions } = preview;
  return (
    <>
      <h2 className="govuk-heading-m">What moving to edition {target.edition} would do</h2>
      <OutcomeSentence counts={sum} words={outcomeWords} />
      <p className="govuk-body">
        Answers to confirm and answers of which only the words are left stay beside their question and count for nothing
        until somebody in the organisation has looked at them. You see numbers here; what is being written stays theirs.
      </p>
      <MoveTotals totals={totals} />
      <h3 className="govuk-heading-m">By organisation</h3>
      <AgencyTable agencies={agencies.items} editionHeading="Return on" />
      <Pagination page={agencies.page} pageCount={agencies.pageCount} search={search} label="Organisations" />
      <h3 className="govuk-heading-m">Questions that change</h3>
      {questions.total === 0 ? (
        <p className="govuk-body">No question changes: every answer given so far stays.</p>
      ) : (
        <QuestionTables questions={questions.items} ruleWords={moveRuleWords} origins={undefined} grouped />
      )}
      <Pagination
        page={questions.page}
        pageCount={questions.pageCount}
        search={search}
        name="questions"
        label="Questions"
      />
    </>
  );
}
