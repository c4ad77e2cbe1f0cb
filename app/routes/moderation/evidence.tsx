import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { judgeEvidence } from '../../features/moderation/commands/judge-evidence.server.ts';
import { BlindNote } from '../../features/moderation/components/blind-note.tsx';
import { EvidenceToJudge } from '../../features/moderation/components/evidence-to-judge.tsx';
import { getEvidencePage } from '../../features/moderation/evidence-page.server.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/evidence';

const title = 'Judge the evidence';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getEvidencePage(portal.database.db, viewer, params.submissionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const judged = await judgeEvidence(portal, viewer, params.submissionId, await request.formData());
  return judged.ok ? redirect(`/moderation/${params.submissionId}`) : data(judged, 422);
}

export default function JudgeEvidence({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { items, organisationName, submissionId } = page;
  const mayJudge = page.mayJudge && page.status !== 'finished';
  const judged = items.filter(({ own }) => own !== null).length;
  return (
    <Main before={<BackLink href={`/moderation/${submissionId}`}>Back to {organisationName}</BackLink>}>
      <title>{pageTitle(`${title}: ${organisationName}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">
          {organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">{title}</h1>
        {page.obstacle === null ? null : <WarningText>{page.obstacle}.</WarningText>}
        {page.blind ? <BlindNote /> : null}
        {items.length === 0 ? (
          <EmptyState>The agency attached no evidence.</EmptyState>
        ) : (
          <>
            <p className="govuk-body">
              {countOf(items.length, 'piece')} of evidence, {judged} judged by you. Open each, then say what it does for
              the questions that it is attached to. You need not judge them all at once.
            </p>
            <Form method="post" noValidate>
              {items.map((item) => (
                <EvidenceToJudge key={item.evidenceId} item={item} mayJudge={mayJudge} typed={failed?.values} />
              ))}
              {mayJudge ? <Button preventDoubleClick>Save what you made of the evidence</Button> : null}
            </Form>
          </>
        )}
      </FormErrors>
    </Main>
  );
}
