import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { nameOfOwner, ownerAsked } from '../../features/retention/access.server.ts';
import { prepareErasure } from '../../features/retention/commands/prepare-run.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { erasureSchema } from '../../features/retention/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/new-erasure';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  return { name: await nameOfOwner(portal.database.db, owner), of: ownerInAddress(owner) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  const form = await request.formData();
  const parsed = parseForm(erasureSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const run = await prepareErasure(portal, viewer, owner, parsed.value);
  if (!run.prepared) return data(formProblem(run.field, run.problem, form), { status: 422 });
  return redirect(`/retention/runs/${run.id}`);
}

export default function NewErasure({ loaderData: shown, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/retention?of=${shown.of}`}>How long records are kept</BackLink>}>
      <title>{pageTitle('Erase an account', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{shown.name}</span>
          <h1 className="govuk-heading-l">Erase an account</h1>
          <p className="govuk-body">
            Name, e-mail address, job title, ways to sign in and messages go, and copies of the name in actions, risks,
            invitations and contacts are written over. The name of somebody who signed stays in what was signed, sent or
            issued, until that goes itself.
          </p>
          <Form method="post" noValidate>
            <TextInput
              name="email"
              type="email"
              label="E-mail address"
              labelSize="s"
              hint="Of somebody whose roles have all ended"
              autoComplete="off"
              spellCheck={false}
              defaultValue={typedText(actionData?.values, 'email')}
            />
            <TextArea
              name="reason"
              label="Why"
              labelSize="s"
              hint="It stands on the certificate, so do not write the name."
              rows={3}
              limit={{ characters: 1000 }}
              defaultValue={typedText(actionData?.values, 'reason')}
            />
            <Button preventDoubleClick>Prepare</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
