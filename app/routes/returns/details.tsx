import { data, Form, redirect, useSearchParams } from 'react-router';
import { leadToPrimary, signedIn } from '../../context.server.ts';
import { saveProfileForm } from '../../features/returns/commands/save-profile-form.server.ts';
import { EditWarning } from '../../features/returns/components/edit-warning.tsx';
import { PartNote } from '../../features/returns/components/part-notes.tsx';
import { ProfileField } from '../../features/returns/components/profile-fields.tsx';
import { ProfileReading } from '../../features/returns/components/profile-reading.tsx';
import { profilePart } from '../../features/returns/delegation.ts';
import { findDelegationFor } from '../../features/returns/delegations.server.ts';
import { mayAnswerPart, partScope } from '../../features/returns/parts.server.ts';
import { getProfilePage } from '../../features/returns/profile-page.server.ts';
import { isEditable } from '../../features/returns/rules.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/details';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  const { db } = portal.database;
  const part = { returnId: params.returnId, part: profilePart };
  const page = await getProfilePage(db, await partScope(db, viewer, 'return.read', part), params.returnId);
  const { status, organisationId } = page.agencyReturn;
  const { today } = portal.stamp();
  return {
    page,
    delegation: await findDelegationFor(db, viewer, { organisationIds: [organisationId] }, part, today),
    editable: isEditable(status) && (await mayAnswerPart(db, viewer, organisationId, part)),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await saveProfileForm(portal, viewer, params.returnId, await request.formData());
  if (outcome.kind === 'moved') return redirect(outcome.to);
  return data(outcome, { status: outcome.why === 'conflict' ? 409 : 422 });
}

export default function Details({ loaderData: { page, editable, delegation }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const { agencyReturn, organisation, questions, phaseMissing } = page;
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}`}>Back to the list of standards</BackLink>}>
      <title>{pageTitle('About your organisation', Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        {search.has('saved') && !actionData ? (
          <NotificationBanner key="saved">
            <BannerHeading>Your answers are saved. Some of these questions still need an answer.</BannerHeading>
          </NotificationBanner>
        ) : null}
        <TwoThirds>
          <span className="govuk-caption-l">
            {agencyReturn.organisationName}: {agencyReturn.cycleName}
          </span>
          <h1 className="govuk-heading-l">About your organisation</h1>
          <PartNote found={delegation} />
          <p className="govuk-body">
            This is what {agencyReturn.partnershipName} has on record. If something is wrong, ask the partnership to put
            it right.
          </p>
          <SummaryList rows={organisation.map(({ label, words }) => ({ label, value: words }))} />
          {phaseMissing ? (
            <InsetText>
              Your phase is not on record, and some questions depend on it: ask the partnership to add it.
            </InsetText>
          ) : null}
          {editable ? <EditWarning status={agencyReturn.status} /> : null}
          {editable ? (
            <Form method="post" noValidate autoComplete="off" key={page.seen}>
              {questions.length > 0 ? <h2 className="govuk-heading-m">What decides your questions</h2> : null}
              <HiddenFields
                fields={{ seen: actionData?.seen ?? page.seen, shown: questions.map(({ question }) => question.code) }}
              />
              {page.filledInFrom === null ? null : (
                <InsetText>
                  Answers to some of these questions are filled in from {page.filledInFrom}. Check that they are still
                  true, then confirm.
                </InsetText>
              )}
              {questions.map((asked) => (
                <ProfileField key={asked.question.code} asked={asked} typed={actionData?.typed[asked.question.code]} />
              ))}
              <p className="govuk-body">
                If you change an answer, questions may be added or taken away. Answers you have given are kept.
              </p>
              <Button preventDoubleClick>Confirm and continue</Button>
            </Form>
          ) : (
            <ProfileReading page={page} />
          )}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
