import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { RedAgainList } from '../../features/actions/components/lineage.tsx';
import { listRedAgain } from '../../features/actions/red-again.server.ts';
import { actionScope } from '../../features/actions/scope.server.ts';
import { postJudgements } from '../../features/moderation/commands/post-judgements.server.ts';
import { postKeyLineForm } from '../../features/moderation/commands/post-key-line-form.server.ts';
import { agreeWithRatings } from '../../features/moderation/commands/record-judgements.server.ts';
import { takeOverJudgements } from '../../features/moderation/commands/take-over.server.ts';
import { BlindNote } from '../../features/moderation/components/blind-note.tsx';
import { JudgedQuestion } from '../../features/moderation/components/judged-question.tsx';
import { KeyLineForm, KeyLineList } from '../../features/moderation/components/key-line-list.tsx';
import { MarkOr, PreviousMark } from '../../features/moderation/components/rating-beside.tsx';
import { getModerationStandard } from '../../features/moderation/standard.server.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/standard';

export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: another moderator may have been first. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const page = await getModerationStandard(db, viewer, params.submissionId, params.standardCode);
  const reads = findPartnershipScope(viewer, 'action.read') !== undefined && !page.hidden;
  const redAgain = reads ? await listRedAgain(db, actionScope(viewer), { submissionId: params.submissionId }) : [];
  return {
    ...page,
    redAgain: redAgain.filter(({ standardCode }) => standardCode === params.standardCode),
    mayFollowUp: findPartnershipScope(viewer, 'action.change') !== undefined,
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { submissionId, standardCode } = params;
  const form = await request.formData();
  const intent = form.get('intent');
  const overview = `/moderation/${submissionId}`;
  const after = form.get('after');
  const next =
    typeof after === 'string' && after !== '' ? `${overview}/standards/${encodeURIComponent(after)}` : overview;
  if (intent === 'agree') {
    await agreeWithRatings(portal, viewer, { submissionId, standardCode });
    return redirect(next);
  }
  if (intent === 'take-over') {
    await takeOverJudgements(portal, viewer, { submissionId, standardCode });
    return redirect(`${overview}/standards/${encodeURIComponent(standardCode)}`);
  }
  const stay = `${overview}/standards/${encodeURIComponent(standardCode)}`;
  if (intent === 'save' || intent === 'save-and-next' || intent === 'save-and-compare') {
    const saved = await postJudgements(portal, viewer, { submissionId, standardCode }, form);
    if (!saved.ok) return data({ judgements: saved, keyLine: undefined }, saved.theirs.length > 0 ? 409 : 422);
    return redirect({ save: overview, 'save-and-next': next, 'save-and-compare': stay }[intent]);
  }
  const posted = await postKeyLineForm(portal, viewer, submissionId, form);
  if (!posted.ok) return data({ judgements: undefined, keyLine: posted }, posted.theirs ? 409 : 422);
  return redirect(`${overview}/standards/${encodeURIComponent(standardCode)}#key-lines`);
}

export default function ModerationOfStandard({ loaderData: page, actionData }: Route.ComponentProps) {
  const { standard, questions, submissionId, after, before } = page;
  const judgements = actionData?.judgements;
  const keyLine = actionData?.keyLine;
  const keyLineId = keyLine?.values.keyLineId;
  const here = `/moderation/${submissionId}`;
  const mayJudge = page.mayJudge && page.status !== 'finished';
  const hasRatings = questions.some(({ rating }) => rating);
  return (
    <Main before={<BackLink href={here}>Back to {page.organisationName}</BackLink>}>
      <title>
        {pageTitle(`${standard.number} ${standard.title}: ${page.organisationName}`, actionData !== undefined)}
      </title>
      <FormErrors errors={judgements?.errors ?? keyLine?.errors}>
        <ErrorSummary
          {...(keyLine ? { ids: { text: `key-line-${typeof keyLineId === 'string' ? keyLineId : 'new'}` } } : {})}
        />
        <span className="govuk-caption-l">
          {page.organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">
          {standard.number} {standard.title}
        </h1>
        {page.obstacle === null ? null : <WarningText>{page.obstacle}.</WarningText>}
        {page.hidden ? <BlindNote standard /> : null}
        <p className="govuk-body">{standard.summary}</p>
        <RedAgainList found={page.redAgain} mayFollowUp={page.mayFollowUp} />
        {hasRatings && !page.hidden ? (
          <SummaryList
            rows={[
              { label: 'Own rating', value: <MarkOr mark={standard.self} none="Not rated" /> },
              ...(standard.selfBeside
                ? [{ label: 'Own other ratings come to', value: <MarkOr mark={standard.selfBeside} none="" /> }]
                : []),
              { label: 'Moderated', value: <MarkOr mark={standard.moderated} none="Not yet" /> },
              ...(standard.moderatedBeside
                ? [{ label: 'Moderated ones come to', value: <MarkOr mark={standard.moderatedBeside} none="" /> }]
                : []),
              ...(standard.agreed
                ? [{ label: 'Agreed at challenge', value: <MarkOr mark={standard.agreed} none="" /> }]
                : []),
              ...(page.previousCycle === null
                ? []
                : [{ label: page.previousCycle, value: <PreviousMark previous={standard.previous} /> }]),
            ]}
          />
        ) : null}
        {mayJudge && page.unjudged > 0 ? (
          <Form method="post">
            <input type="hidden" name="after" value={after?.code ?? ''} />
            <Button name="intent" value="agree" variant="secondary" preventDoubleClick>
              {page.unjudged === questions.filter(({ rating }) => rating).length
                ? 'Agree with every rating here'
                : `Agree with the ${countOf(page.unjudged, 'rating')} left`}
            </Button>
          </Form>
        ) : null}
        {mayJudge && page.toTakeOver > 0 ? (
          <Form method="post">
            <Button name="intent" value="take-over" variant="secondary" preventDoubleClick>
              Take over {countOf(page.toTakeOver, 'rating')} of the version before, where nothing changed
            </Button>
          </Form>
        ) : null}
        {page.status === 'finished' && page.mayJudge ? (
          <p className="govuk-body">
            This moderation is finished. Open it again on the page of the return to change it.
          </p>
        ) : null}
        <Form method="post" noValidate key={standard.code}>
          <input type="hidden" name="after" value={after?.code ?? ''} />
          {questions.map((question) => (
            <JudgedQuestion
              key={question.code}
              question={question}
              previousCycle={page.previousCycle}
              returnId={page.peer ? null : page.returnId}
              askHref={
                page.mayAsk
                  ? `${here}/ask?${new URLSearchParams({ standard: standard.code, question: question.code })}`
                  : null
              }
              hidden={page.hidden}
              mayJudge={mayJudge}
              typed={judgements?.values}
              theirs={judgements?.theirs.find(({ questionCode }) => questionCode === question.code)}
            />
          ))}
          {mayJudge && hasRatings ? (
            <ButtonGroup>
              {page.hidden ? (
                <Button name="intent" value="save-and-compare" preventDoubleClick>
                  Save and compare with the agency’s own
                </Button>
              ) : null}
              <Button
                name="intent"
                value="save-and-next"
                variant={page.hidden ? 'secondary' : 'primary'}
                preventDoubleClick
              >
                {after ? 'Save and go to the next standard' : 'Save and finish this standard'}
              </Button>
              <Button name="intent" value="save" variant="secondary" preventDoubleClick>
                Save and return to the list
              </Button>
            </ButtonGroup>
          ) : null}
        </Form>
        <section aria-labelledby="key-lines">
          <h2 className="govuk-heading-m" id="key-lines">
            Questions the panel will ask about this standard
          </h2>
          <KeyLineList
            keyLines={page.keyLines}
            standards={[standard]}
            mayWrite={page.mayWriteKeyLines}
            failed={keyLine}
          />
          {page.mayWriteKeyLines ? (
            <KeyLineForm key={page.keyLines.length} standards={[]} standardCode={standard.code} failed={keyLine} />
          ) : null}
        </section>
        <PageLinks
          {...(before
            ? {
                previous: {
                  href: `${here}/standards/${before.code}`,
                  text: 'Previous standard',
                  labelText: `${before.number} ${before.title}`,
                },
              }
            : {})}
          {...(after
            ? {
                next: {
                  href: `${here}/standards/${after.code}`,
                  text: 'Next standard',
                  labelText: `${after.number} ${after.title}`,
                },
              }
            : {})}
        />
      </FormErrors>
    </Main>
  );
}
