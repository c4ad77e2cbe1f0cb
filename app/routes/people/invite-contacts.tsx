import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { inviteContacts, listContactsToInvite } from '../../features/onboarding/invite-contacts.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/invite-contacts';

const title = 'Invite contacts of the directory';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { today } = portal.stamp();
  return {
    query: url.search,
    list: await listContactsToInvite(portal.database.db, scope, today, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const ticked = (await request.formData()).getAll('contact').filter((one) => typeof one === 'string');
  if (ticked.length === 0)
    return data({ errors: { contact: ['Choose at least one person to invite'] } }, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  await inviteContacts(portal, viewer, ticked);
  return redirect('/people/invitations?done=sent');
}

export default function InviteContacts({ loaderData: { query, list }, actionData }: Route.ComponentProps) {
  const able = list.items.filter(({ problem }) => problem === null);
  const unable = list.items.filter(({ problem }) => problem !== null);
  return (
    <Main before={<BackLink href="/people/invitations">Open invitations</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">
          These {countOf(list.total, 'contact')} of organisations have an address and no role yet. Whom you tick gets a
          message with a link and becomes safeguarding lead of their organisation. Nobody is invited before you press.
        </p>
        {unable.length > 0 ? (
          <p className="govuk-body">
            {unable.map(({ name, organisation, email }) => `${name} of ${organisation} (${email})`).join('; ')} cannot
            be invited: mend the address in the directory first.
          </p>
        ) : null}
        {able.length === 0 ? (
          <p className="govuk-body">Nobody is left to invite.</p>
        ) : (
          <Form method="post">
            <Checkboxes
              name="contact"
              legend="Whom to invite"
              legendSize="m"
              small
              items={able.map((one) => ({
                value: one.contactId,
                label: `${one.name}, ${one.organisation}`,
                hint: one.jobTitle === null ? one.email : `${one.jobTitle}, ${one.email}`,
              }))}
            />
            <Button preventDoubleClick>Invite those ticked</Button>
          </Form>
        )}
        <Pagination page={list.page} pageCount={list.pageCount} search={query} />
      </FormErrors>
    </Main>
  );
}
