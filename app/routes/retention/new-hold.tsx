import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { nameOfOwner, ownerAsked } from '../../features/retention/access.server.ts';
import { placeHold } from '../../features/retention/commands/hold.server.ts';
import { HoldFields } from '../../features/retention/components/hold-fields.tsx';
import { listHoldable } from '../../features/retention/holds.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { holdSchema } from '../../features/retention/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-hold';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  const { db } = portal.database;
  return {
    name: await nameOfOwner(db, owner),
    of: ownerInAddress(owner),
    choices: await listHoldable(db, owner),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  const form = await request.formData();
  const parsed = parseForm(holdSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const placed = await placeHold(portal, viewer, owner, parsed.value);
  if (!placed.placed) return data(formProblem(placed.field, placed.problem, form), { status: 422 });
  return redirect(`/retention/holds?of=${ownerInAddress(owner)}`);
}

export default function NewHold({ loaderData: shown, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/retention/holds?of=${shown.of}`}>Legal holds</BackLink>}>
      <title>{pageTitle('Put a legal hold', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{shown.name}</span>
          <h1 className="govuk-heading-l">Put a legal hold</h1>
          <p className="govuk-body">
            From now on nothing that it names goes. Put one when a review, a claim, a complaint or an inquiry may need
            the records. Do not write names of children or families.
          </p>
          <Form method="post" noValidate>
            <HoldFields choices={shown.choices} values={actionData?.values} />
            <Button preventDoubleClick>Put the hold</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
