import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postReviewForm } from '../../features/returns/commands/review-part.server.ts';
import { Quoted, ReadyWords } from '../../features/returns/components/part-notes.tsx';
import { StateWords } from '../../features/returns/components/people-tables.tsx';
import { delegationStatuses } from '../../features/returns/delegation.ts';
import { noteLimit } from '../../features/returns/delegation-forms.ts';
import { getDelegationPage } from '../../features/returns/people-page.server.ts';
import { isEditable } from '../../features/returns/rules.ts';
import { typedText } from '../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/delegation';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: its holder may have changed it meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getDelegationPage(portal.database.db, viewer, params, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await postReviewForm(portal, viewer, params, await request.formData());
  if (!outcome.ok) return data(outcome, { status: 422 });
  return redirect(`/returns/${params.returnId}/people?done=${outcome.kind}`);
}

export default function DelegationRoute({
  loaderData: { agencyReturn, delegation },
  actionData,
}: Route.ComponentProps) {
  const { title, href, holder, askedBy, askedAt, dueOn, note, returnedNote, status } = delegation;
  const mayChange = isEditable(agencyReturn.status) && delegationStatuses[status].open;
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}/people`}>Back to who has what</BackLink>}>
      <title>{pageTitle(`${title}: with ${holder}`, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">
            {agencyReturn.organisationName}: {agencyReturn.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          {status === 'ready' ? <ReadyWords delegation={delegation} /> : null}
          <SummaryList
            rows={[
              { label: 'With', value: holder },
              { label: 'State', value: <StateWords delegation={delegation} /> },
              { label: 'By', value: dayInWords(dueOn) },
              { label: 'Asked', value: `${instantInWords(askedAt)} by ${askedBy}` },
              { label: 'Note', value: note === null ? 'None' : <Quoted text={note} /> },
              ...(returnedNote === null ? [] : [{ label: 'Given back with', value: <Quoted text={returnedNote} /> }]),
            ]}
          />
          <p className="govuk-body">
            <Anchor className="govuk-link" href={href}>
              Read the answers
            </Anchor>
          </p>
          {mayChange && status === 'ready' ? (
            <>
              <Form method="post">
                <Button name="intent" value="accept" id="accept" preventDoubleClick>
                  Accept as completed
                </Button>
              </Form>
              <h2 className="govuk-heading-m">Give it back</h2>
              <Form method="post" noValidate>
                <TextArea
                  name="note"
                  label="What still has to be done"
                  hint={`${holder} sees this note. Do not name children or families.`}
                  rows={4}
                  limit={{ characters: noteLimit }}
                  defaultValue={typedText(actionData?.values, 'note')}
                />
                <Button name="intent" value="give-back" variant="secondary" preventDoubleClick>
                  Give it back with this note
                </Button>
              </Form>
            </>
          ) : null}
          {mayChange ? (
            <>
              <h2 className="govuk-heading-m">Take it back</h2>
              <p className="govuk-body">
                What {holder} has written stays. They do not see this part any more, and you go on with it yourself or{' '}
                <Anchor className="govuk-link" href={`/returns/${agencyReturn.id}/people/ask?part=${delegation.part}`}>
                  ask somebody else
                </Anchor>
                .
              </p>
              <Form method="post">
                <Button name="intent" value="take-back" variant="secondary" preventDoubleClick>
                  Take it back
                </Button>
              </Form>
            </>
          ) : null}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
