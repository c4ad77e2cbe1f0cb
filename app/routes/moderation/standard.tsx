import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { RedAgainList } from '../../features/actions/components/lineage.tsx';
import { listRedAgain } from '../../features/actions/red-again.server.ts';
import { actionScope } from '../../features/actions/scope.server.ts';
import { postStandardForm } from '../../features/moderation/commands/post-standard-form.server.ts';
import { BlindNote } from '../../features/moderation/components/blind-note.tsx';
import { JudgedQuestion } from '../../features/moderation/components/judged-question.tsx';
import { KeyLineList, NewKeyLineFields } from '../../features/moderation/components/key-line-list.tsx';
import { MarkOr, PreviousMark } from '../../features/moderation/components/rating-beside.tsx';
import { getModerationStandard } from '../../features/moderation/standard.server.ts';
import { listTagsOfSubmission } from '../../features/partnerships/tags.server.ts';
import { FiguresBeside } from '../../features/surveys/components/figure-words.tsx';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
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
  const readsActions = findPartnershipScope(viewer, 'action.read') !== undefined && !page.hidden;
  const redAgain = readsActions
    ? await listRedAgain(db, actionScope(viewer), { submissionId: params.submissionId })
    : [];
  const scope = findPartnershipScope(viewer, 'partnership.read');
  const codes = page.questions.map(({ code }) => code);
  const mayRaiseRisk = findPartnershipScope(viewer, 'risk.change') !== undefined && !page.hidden;
  return {
    page,
    redAgain: redAgain.filter(({ standardCode }) => standardCode === params.standardCode),
    mayFollowUp: findPartnershipScope(viewer, 'action.change') !== undefined,
    mayRaiseRisk,
    tags: scope ? await listTagsOfSubmission(db, scope, params.submissionId, codes) : {},
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { submissionId, standardCode } = params;
  const form = await request.formData();
  const posted = await postStandardForm(portal, viewer, { submissionId, standardCode }, form);
  if (!posted.ok) return data(posted, posted.theirs.length > 0 ? 409 : 422);
  return redirect(afterwards(`/moderation/${submissionId}`, standardCode, form));
}

/** Where a button leads: `after` holds the code of the next standard, and the last leads back to the list. */
function afterwards(overview: string, standardCode: string, form: FormData): string {
  const at = (code: string) => `${overview}/standards/${encodeURIComponent(code)}`;
  const after = form.get('after');
  switch (form.get('intent')) {
    case 'agree':
    case 'save-and-next':
      return typeof after === 'string' && after !== '' ? at(after) : overview;
    case 'add-key-line':
      return `${at(standardCode)}#key-lines`;
    case 'save':
      return overview;
    default:
      return at(standardCode);
  }
}

export default function ModerationOfStandard({
  loaderData: { page, tags, mayRaiseRisk, redAgain, mayFollowUp },
  actionData: failed,
}: Route.ComponentProps) {
  const { standard, questions, submissionId, after, before } = page;
  const here = `/moderation/${submissionId}`;
  const mayJudge = page.mayJudge && page.status !== 'finished';
  const hasRatings = questions.some(({ rating }) => rating);
  const rates = mayJudge && hasRatings;
  // What was saved stands in the fields: they are drawn anew with every revision.
  const revisions = questions.map(({ rating }) => rating?.current?.revision ?? 0).join('-');
  return (
    <Main before={<BackLink href={here}>Back to {page.organisationName}</BackLink>}>
      <title>{pageTitle(`${standard.number} ${standard.title}: ${page.organisationName}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary ids={{ text: 'key-line-new' }} />
        <span className="govuk-caption-l">
          {page.organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">
          {standard.number} {standard.title}
        </h1>
        {page.obstacle === null ? null : <WarningText>{page.obstacle}.</WarningText>}
        {page.hidden ? <BlindNote standard /> : null}
        <p className="govuk-body">{standard.summary}</p>
        <RedAgainList found={redAgain} mayFollowUp={mayFollowUp} />
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
        <FiguresBeside figures={page.figures} title="What a survey says about the standard as a whole" />
        {page.status === 'finished' && page.mayJudge ? (
          <p className="govuk-body">
            This moderation is finished. Open it again on the page of the return to change it.
          </p>
        ) : null}
        <Form method="post" noValidate key={`${standard.code} ${revisions} ${page.keyLines.length}`}>
          <input type="hidden" name="after" value={after?.code ?? ''} />
          {/* What the Enter key presses. */}
          {rates ? <button type="submit" name="intent" value="save" hidden /> : null}
          {mayJudge && page.unjudged > 0 ? (
            <Button name="intent" value="agree" variant="secondary" preventDoubleClick>
              {page.unjudged === questions.filter(({ rating }) => rating).length
                ? 'Agree with every rating here'
                : `Agree with the ${countOf(page.unjudged, 'rating')} left`}
            </Button>
          ) : null}
          {mayJudge && page.toTakeOver > 0 ? (
            <p>
              <Button name="intent" value="take-over" variant="secondary" preventDoubleClick>
                Take over {countOf(page.toTakeOver, 'rating')} of the version before, where nothing changed
              </Button>
            </p>
          ) : null}
          {questions.map((question) => (
            <JudgedQuestion
              key={question.code}
              question={question}
              tags={tags[question.code] ?? []}
              riskHref={
                mayRaiseRisk
                  ? `/risks/new?${new URLSearchParams({ submission: submissionId, question: question.code })}`
                  : null
              }
              previousCycle={page.previousCycle}
              returnId={page.peer ? null : page.returnId}
              askHref={
                page.mayAsk
                  ? `${here}/ask?${new URLSearchParams({ standard: standard.code, question: question.code })}`
                  : null
              }
              hidden={page.hidden}
              mayJudge={mayJudge}
              typed={failed?.values}
              theirs={failed?.theirs.find(({ questionCode }) => questionCode === question.code)}
            />
          ))}
          {rates ? (
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
          <section aria-labelledby="key-lines">
            <h2 className="govuk-heading-m" id="key-lines">
              Questions the panel will ask about this standard
            </h2>
            <KeyLineList keyLines={page.keyLines} standards={[standard]} mayWrite={false} failed={undefined} />
            {page.mayWriteKeyLines ? (
              <>
                {page.keyLines.length === 0 ? null : (
                  <p className="govuk-body">
                    <Anchor className="govuk-link" href={`${here}#key-lines`}>
                      Change, order or remove questions
                    </Anchor>
                  </p>
                )}
                <NewKeyLineFields standardCode={standard.code} values={failed?.values} />
                <Button name="intent" value="add-key-line" variant="secondary" preventDoubleClick>
                  {rates ? 'Save ratings and add question' : 'Add question'}
                </Button>
              </>
            ) : null}
          </section>
        </Form>
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
