import { data, Form, redirect, useLocation } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { mayRetain, ownerAsked } from '../../features/retention/access.server.ts';
import { DryRunTable } from '../../features/retention/components/dry-run-table.tsx';
import { LengthFields } from '../../features/retention/components/length-fields.tsx';
import { LineFacts } from '../../features/retention/components/line-facts.tsx';
import { setLength } from '../../features/retention/lengths.server.ts';
import { getDryRun } from '../../features/retention/overview.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { lengthSchema } from '../../features/retention/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/line';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams);
  return {
    ...(await getDryRun(portal, owner, params.line, pageAsked(url.searchParams))),
    of: ownerInAddress(owner),
    mayChange: mayRetain(viewer, 'change', owner),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  const parsed = parseForm(lengthSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  await setLength(portal, viewer, owner, params.line, parsed.value);
  return redirect(`/retention?of=${ownerInAddress(owner)}`);
}

export default function Line({ loaderData: shown, actionData }: Route.ComponentProps) {
  const { search } = useLocation();
  const { line, list } = shown;
  const errors = actionData && 'errors' in actionData ? actionData : undefined;
  return (
    <Main before={<BackLink href={`/retention?of=${shown.of}`}>How long records are kept</BackLink>} width="full">
      <title>
        {pageTitle(
          list.page > 1 ? `${line.title}, kept how long, page ${list.page}` : `${line.title}, kept how long`,
          errors !== undefined,
        )}
      </title>
      <FormErrors errors={errors?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{shown.name}</span>
        <h1 className="govuk-heading-l">{line.title}: kept how long</h1>
        <TwoThirds>
          <LineFacts line={line} own={shown.own} />
        </TwoThirds>
        {line.fate === 'kept' ? null : (
          <>
            <h2 className="govuk-heading-m">What would go today</h2>
            <p className="govuk-body">This is a dry run: it changes nothing.</p>
            <DryRunTable counts={shown.counts} items={list.items} />
            <Pagination page={list.page} pageCount={list.pageCount} search={search} />
          </>
        )}
        {shown.mayChange && line.fate !== 'kept' ? (
          <TwoThirds>
            <h2 className="govuk-heading-m">Keep them for another time</h2>
            <Form method="post" noValidate>
              <LengthFields length={line.amount} values={errors?.values} />
              <Button preventDoubleClick>Save</Button>
            </Form>
          </TwoThirds>
        ) : null}
      </FormErrors>
    </Main>
  );
}
