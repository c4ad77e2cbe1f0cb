import { data, redirect, useLocation } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { attachWay } from '../../features/returns/attach-way.ts';
import { submitStandardEvidence } from '../../features/returns/commands/submit-standard-evidence.server.ts';
import { AttachForm, OtherWays } from '../../features/returns/components/attach-form.tsx';
import { EditWarning } from '../../features/returns/components/edit-warning.tsx';
import { getStandardEvidence } from '../../features/returns/standard-evidence.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/attach';

/** A plain form that needs no script of the page. */
export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams.get('search') ?? '';
  const page = await getStandardEvidence(portal.database.db, viewer, {
    ...params,
    search,
    page: pageAsked(url.searchParams),
  });
  const libraryHolds = search !== '' || page.library.total > 0;
  return { ...page, search, libraryHolds, way: attachWay(url.searchParams.get('kind'), libraryHolds) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await withUpload(uploadsOf(context), request, (upload) =>
    submitStandardEvidence(portal, viewer, params, upload),
  );
  return outcome.ok ? redirect(outcome.to) : data(outcome, { status: outcome.same ? 409 : 422 });
}

export default function Attach({ loaderData: page, actionData }: Route.ComponentProps) {
  const location = useLocation();
  const { agencyReturn, standard, library, way } = page;
  const back = `/returns/${agencyReturn.id}/standards/${standard.code}`;
  const here = `${back}/attach`;
  return (
    <Main before={<BackLink href={back}>Back to the standard</BackLink>}>
      <title>{pageTitle('Attach an audit or report to several questions', Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <TwoThirds>
          <span className="govuk-caption-l">
            {standard.number} {standard.title}
          </span>
          <h1 className="govuk-heading-l">Attach an audit or report to several questions</h1>
          {page.editable ? (
            <>
              <p className="govuk-body">
                Your own audit, a report or a policy often answers more than one question. Attach it once, to every
                question of this standard that it covers.
              </p>
              <EditWarning status={agencyReturn.status} />
              {way === 'choose' && (page.search !== '' || library.pageCount > 1) ? (
                <FilterForm heading="Search your evidence" submitText="Search" clearHref={here}>
                  <TextInput
                    name="search"
                    label="Words in the title, file name or address"
                    defaultValue={page.search}
                  />
                </FilterForm>
              ) : null}
              <AttachForm page={page} way={way} values={actionData?.values} same={actionData?.same} here={here} />
              {way === 'choose' ? (
                <Pagination page={library.page} pageCount={library.pageCount} search={location.search} />
              ) : null}
              <OtherWays way={way} here={here} libraryHolds={page.libraryHolds} />
            </>
          ) : (
            <InsetText>This return has been sent, so nothing can be attached to it any more.</InsetText>
          )}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
