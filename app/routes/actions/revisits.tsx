import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { DrawForm } from '../../features/actions/components/revisit-forms.tsx';
import { drawRevisit } from '../../features/actions/revisit/draw.server.ts';
import { listDrawingPartnerships, listRevisits } from '../../features/actions/revisit/queries.server.ts';
import { choiceInWords, figuresInWords, revisitChoiceSchema } from '../../features/actions/revisit/rules.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/revisits';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  return {
    draws: await listRevisits(db, viewer, pageAsked(url.searchParams)),
    partnerships: await listDrawingPartnerships(db, viewer),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'action.change');
  const form = await request.formData();
  const parsed = parseForm(revisitChoiceSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const drawn = await drawRevisit(portal, viewer, parsed.value);
  if (!drawn.saved) return data(formProblem(drawn.field, drawn.problem, form), { status: 422 });
  return redirect(`/actions/revisit/${drawn.id}`);
}

export default function Revisits({ loaderData: { draws, partnerships }, actionData }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle('Closed actions looked at again', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Closed actions looked at again</h1>
          <p className="govuk-body">
            Draw closed actions and look whether what they changed still works. The lots are kept, so that anybody can
            check them.
          </p>
          {draws.items.length === 0 ? <EmptyState>Nothing has been drawn yet.</EmptyState> : null}
          <ul className="govuk-list govuk-list--spaced">
            {draws.items.map((draw) => (
              <li key={draw.id}>
                <Anchor className="govuk-link" href={`/actions/revisit/${draw.id}`}>
                  {choiceInWords(draw)}, {instantInWords(draw.at)}
                </Anchor>
                <br />
                {partnerships.length > 1 ? `${draw.partnership}. ` : null}
                {figuresInWords(draw.figures)}
              </li>
            ))}
          </ul>
          <Pagination page={draws.page} pageCount={draws.pageCount} search={search} />
          {partnerships.length === 0 ? null : (
            <>
              <h2 className="govuk-heading-m">Draw closed actions</h2>
              <DrawForm partnerships={partnerships} values={actionData?.values} />
            </>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
