import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { listActionsByQuestion } from '../../features/actions/lineage.server.ts';
import { fieldNames } from '../../features/questionnaire/form-fields.ts';
import { listCentral } from '../../features/returns/central/queries.server.ts';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import { saveStandardForm } from '../../features/returns/commands/save-standard-form.server.ts';
import { firstFieldId } from '../../features/returns/components/answer-fields.tsx';
import { autosaveScript } from '../../features/returns/components/autosave-script.ts';
import { StandardForm } from '../../features/returns/components/standard-form.tsx';
import { StandardIntroduction, StandardReading } from '../../features/returns/components/standard-parts.tsx';
import { isEditable } from '../../features/returns/rules.ts';
import { getStandardPage } from '../../features/returns/standard-page.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/standard';

/** A plain form with a script of its own: nothing of React goes to the browser. */
export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'return.read');
  await carryOnOpening(portal, scope, params.returnId);
  const page = await getStandardPage(portal.database.db, scope, params);
  const { status, organisationId } = page.agencyReturn;
  const { today } = portal.stamp();
  return {
    page,
    actions: await listActionsByQuestion(portal.database.db, scope, page.agencyReturn, today),
    central: Object.fromEntries(
      await listCentral(
        portal.database.db,
        scope,
        page.agencyReturn,
        today,
        page.questions.map(({ question }) => question.code),
      ),
    ),
    personId: viewer.personId,
    editable: isEditable(status) && mayInOrganisation(viewer, 'return.answer', organisationId),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await saveStandardForm(portal, viewer, params, await request.formData());
  if (outcome.kind === 'moved') return redirect(outcome.to);
  return data(outcome.result, { status: { conflict: 409, problems: 422, edit: 200 }[outcome.why] });
}

export default function StandardRoute({
  loaderData: { page, actions, central, personId, editable },
  actionData,
}: Route.ComponentProps) {
  const [search] = useSearchParams();
  const { agencyReturn, standard, questions } = page;
  const more = search.get('more');
  const moreRows = more === null ? {} : { [more]: 3 };
  const changing = [...search.getAll('change'), ...(actionData?.changing ?? [])];
  const hasErrors = Object.keys(actionData?.errors ?? {}).length > 0;
  const ids = Object.fromEntries(questions.map(({ question }) => [fieldNames(question).main, firstFieldId(question)]));
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}`}>Back to the list of standards</BackLink>}>
      {editable ? <script type="module" async src={autosaveScript} /> : null}
      <title>{pageTitle(`${standard.number} ${standard.title}`, hasErrors)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={ids} />
        <TwoThirds>
          <StandardIntroduction
            page={page}
            editable={editable}
            opened={search.has('opened')}
            takenBack={search.has('taken-back')}
          />
          {editable ? (
            <StandardForm
              page={page}
              personId={personId}
              result={actionData}
              moreRows={moreRows}
              changing={changing}
              actions={actions}
              central={central}
            />
          ) : (
            <StandardReading page={page} actions={actions} central={central} />
          )}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
