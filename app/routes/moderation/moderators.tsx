import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getModeratorsPage } from '../../features/moderation/assignments.server.ts';
import { postModeratorForm } from '../../features/moderation/commands/post-moderator-form.server.ts';
import { AssignedModerators, ConflictedPeople } from '../../features/moderation/components/moderators.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Radios } from '../../ui/radios.tsx';
import type { Route } from './+types/moderators';

const title = 'Who moderates this return';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getModeratorsPage(portal.database.db, viewer, params.submissionId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postModeratorForm(portal, viewer, params.submissionId, await request.formData());
  return posted.ok ? redirect(url.pathname) : data(posted, 422);
}

export default function Moderators({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const free = page.candidates.filter(({ conflict }) => conflict === null);
  return (
    <Main before={<BackLink href={`/moderation/${page.submissionId}`}>Back to {page.organisationName}</BackLink>}>
      <title>{pageTitle(`${title}: ${page.organisationName}`, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">
            {page.organisationName}: {page.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <AssignedModerators assigned={page.assigned} />
          {free.length > 0 ? (
            <Form method="post" noValidate>
              <Radios
                key={page.assigned.length}
                name="person"
                legend="Give it to somebody else as well"
                legendSize="m"
                hint="A peer moderator reads this return and nothing else of the partnership, once they have declared that they have no interest in the organisation."
                items={free.map(({ personId, name, role, load }) => ({
                  value: personId,
                  label: name,
                  hint: `${role}, ${load === 0 ? 'no open return' : `${load} open`}`,
                }))}
                defaultValue={null}
              />
              <Button name="intent" value="assign" preventDoubleClick>
                Give the return to this person
              </Button>
            </Form>
          ) : (
            <p className="govuk-body">There is nobody else to whom it could be given.</p>
          )}
          <ConflictedPeople candidates={page.candidates} />
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
