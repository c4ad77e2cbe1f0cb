import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { listAnswers, makeAnswer } from '../../features/disclosure/answer/make-answer.server.ts';
import { getDisclosure } from '../../features/disclosure/get-disclosure.server.ts';
import { formProblem } from '../../platform/form-parsing.ts';
import { instantInWords, sizeInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { keyed } from '../../ui/keyed.ts';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryCard } from '../../ui/summary-list.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/answer';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const files = await listAnswers(portal, viewer, params.disclosureId);
  const request = await getDisclosure(portal.database.db, viewer, params.disclosureId, portal.stamp().today);
  return { files, request };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await listAnswers(portal, viewer, params.disclosureId);
  const form = await request.formData();
  await requireRecentConfirmation(context, request, url);
  const made = await makeAnswer(portal, viewer, params.disclosureId);
  if (!made.saved) return data(formProblem(made.field, made.problem, form), { status: 409 });
  return redirect(`/disclosures/${params.disclosureId}/answer`);
}

export default function AnswerPage({ loaderData: { files, request }, actionData }: Route.ComponentProps) {
  const { id, reference, inTheWay, may } = request;
  return (
    <Main before={<BackLink href={`/disclosures/${id}`}>Request {reference}</BackLink>}>
      <title>{pageTitle(`The answer to request ${reference}`, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">Request {reference}</span>
        <h1 className="govuk-heading-l">The answer</h1>
        <TwoThirds>
          <p className="govuk-body">
            The file is a ZIP with the answer as a page and as plain text, and a schedule of what was kept back and why.
            What is blacked out is not in the file, in no form. Your own reasons are not in it either.
          </p>
          <p className="govuk-body">
            Send the schedule along, unless to say that something is held would itself do the harm that the reason is
            meant to prevent.
          </p>
          {inTheWay.length > 0 ? (
            <>
              <p className="govuk-body">No file can be made yet:</p>
              <ul className="govuk-list govuk-list--bullet">
                {keyed(inTheWay).map(({ key, value }) => (
                  <li key={key}>{value}</li>
                ))}
              </ul>
            </>
          ) : null}
          {inTheWay.length === 0 && may.handle ? (
            <Form method="post">
              <WarningText>Read the file before you send it, and send it in a way that only they can open.</WarningText>
              <Button preventDoubleClick>Make the file that goes out</Button>
            </Form>
          ) : null}
        </TwoThirds>
        {files.map((file) => (
          <SummaryCard
            key={file.id}
            title={`Version ${file.version}`}
            rows={[
              { label: 'Made', value: `${instantInWords(file.madeAt)} by ${file.madeBy}` },
              { label: 'Records in it', value: file.included },
              { label: 'With passages blacked out', value: file.blackedOut },
              { label: 'Records left out', value: file.leftOut },
              {
                label: 'File',
                value: (
                  <Anchor className="govuk-link" href={`/disclosures/${id}/answers/${file.id}.zip`} reloadDocument>
                    Download version {file.version} (ZIP, {sizeInWords(file.size)})
                  </Anchor>
                ),
              },
            ]}
          />
        ))}
      </FormErrors>
    </Main>
  );
}
