import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import {
  declarationSchema,
  declareInterest,
  interestLimit,
} from '../../features/moderation/commands/declare-interest.server.ts';
import { getDeclarationPage } from '../../features/moderation/interests.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Radios } from '../../ui/radios.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/declare';

const title = 'Declare an interest';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { ...(await getDeclarationPage(portal.database.db, viewer, params.submissionId)), interestLimit };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { submissionId } = params;
  await getDeclarationPage(portal.database.db, viewer, submissionId);
  const parsed = parseForm(declarationSchema, await request.formData());
  if (!parsed.ok) return data(parsed, 422);
  await declareInterest(portal, viewer, { submissionId, ...parsed.value });
  return redirect(parsed.value.interest === 'none' ? `/moderation/${submissionId}` : '/moderation');
}

export default function Declare({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { organisationName, declared, conflict } = page;
  return (
    <Main before={<BackLink href="/moderation">Back to moderation</BackLink>}>
      <title>{pageTitle(`${title}: ${organisationName}`, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{organisationName}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {conflict === null ? (
            <>
              <p className="govuk-body">
                An interest is anything that could make your rating of this organisation seem unfair: you worked there,
                a relative does, you give it money or are given some, you are in a dispute with it.
              </p>
              {declared ? <InsetText>You have declared that you have no interest.</InsetText> : null}
              <Form method="post" noValidate>
                <Radios
                  name="interest"
                  legend={`Do you have an interest in ${organisationName}?`}
                  legendSize="m"
                  items={[
                    { value: 'none', label: 'No, I have none' },
                    {
                      value: 'some',
                      label: 'Yes',
                      hint: 'You then moderate it no longer. What you rated before stays under your name.',
                    },
                  ]}
                  defaultValue={typedText(failed?.values, 'interest')}
                />
                <TextArea
                  name="text"
                  label="If yes, what it is"
                  labelSize="s"
                  hint="The business manager reads it. No names of children or families."
                  rows={3}
                  limit={{ characters: page.interestLimit, threshold: 75 }}
                  defaultValue={typedText(failed?.values, 'text')}
                />
                <Button preventDoubleClick>Declare</Button>
              </Form>
            </>
          ) : (
            <InsetText>{conflict}, so you do not moderate it and there is nothing to declare.</InsetText>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
