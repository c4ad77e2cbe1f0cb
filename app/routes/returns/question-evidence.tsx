import { data, redirect, useLocation } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { NewEvidenceForm } from '../../features/evidence/components/new-evidence-form.tsx';
import { ageInWords } from '../../features/evidence/freshness.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { evidenceKind } from '../../features/evidence/schema.ts';
import { submitQuestionEvidence } from '../../features/returns/commands/submit-question-evidence.server.ts';
import { ChooseEvidence } from '../../features/returns/components/choose-evidence.tsx';
import { EditWarning } from '../../features/returns/components/edit-warning.tsx';
import { getQuestionEvidence } from '../../features/returns/return-evidence.server.ts';
import { questionAnchor } from '../../features/returns/standard-fields.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/question-evidence';

export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams.get('search') ?? '';
  const page = await getQuestionEvidence(portal.database.db, viewer, {
    ...params,
    search,
    page: pageAsked(url.searchParams),
  });
  return { ...page, search, today: portal.stamp().today, kind: evidenceKind(url.searchParams.get('kind')) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await withUpload(uploadsOf(context), request, (upload) =>
    submitQuestionEvidence(portal, viewer, params, upload),
  );
  return outcome.ok ? redirect(outcome.to) : data(outcome, { status: outcome.same ? 409 : 422 });
}

export default function QuestionEvidence({ loaderData: page, actionData }: Route.ComponentProps) {
  const location = useLocation();
  const { agencyReturn, question, standardCode, library, kind } = page;
  const here = `/returns/${agencyReturn.id}/questions/${question.code}/evidence`;
  const back = `/returns/${agencyReturn.id}/standards/${standardCode}#${questionAnchor(question.code)}`;
  return (
    <Main before={<BackLink href={back}>Back to the question</BackLink>}>
      <title>{pageTitle('Evidence for a question', Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">Evidence</span>
          <h1 className="govuk-heading-l">{question.text}</h1>
          {question.expected.length > 0 ? (
            <>
              <p className="govuk-body">A reader would expect to see:</p>
              <ul className="govuk-list govuk-list--bullet">
                {question.expected.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </>
          ) : null}
          {page.mostMonths === null ? null : (
            <p className="govuk-body">
              Evidence for this question should be no more than {ageInWords(page.mostMonths)} old.
            </p>
          )}
          <EditWarning status={agencyReturn.status} />
          <ChooseEvidence page={page} search={page.search} here={here} today={page.today} />
          <Pagination page={library.page} pageCount={library.pageCount} search={location.search} />
          <h2 className="govuk-heading-m">{kind === 'link' ? 'Add a link' : 'Upload a new file'}</h2>
          <NewEvidenceForm
            key={kind}
            kind={kind}
            values={actionData?.values}
            same={actionData?.same}
            here={here}
            about={{ returnId: agencyReturn.id, questionCode: question.code }}
          />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
