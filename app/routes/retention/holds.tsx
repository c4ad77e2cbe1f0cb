import { data, redirect, useLocation } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { mayRetain, nameOfOwner, ownerAsked } from '../../features/retention/access.server.ts';
import { liftHold } from '../../features/retention/commands/hold.server.ts';
import { HoldList } from '../../features/retention/components/hold-list.tsx';
import { listHolds } from '../../features/retention/holds.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { liftSchema } from '../../features/retention/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/holds';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams);
  const { db } = portal.database;
  return {
    name: await nameOfOwner(db, owner),
    of: ownerInAddress(owner),
    mayChange: mayRetain(viewer, 'change', owner),
    holds: await listHolds(db, owner, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  ownerAsked(viewer, url.searchParams, 'change');
  const form = await request.formData();
  const hold = formText(form, 'hold') ?? '';
  const parsed = parseForm(liftSchema, form);
  if (!parsed.ok) return data({ ...parsed, hold }, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  const owner = await liftHold(portal, viewer, hold, parsed.value);
  return redirect(`/retention/holds?of=${ownerInAddress(owner)}`);
}

export default function Holds({ loaderData: shown, actionData }: Route.ComponentProps) {
  const { search } = useLocation();
  const wrong = actionData && 'errors' in actionData ? actionData : undefined;
  const { page } = shown.holds;
  return (
    <Main before={<BackLink href={`/retention?of=${shown.of}`}>How long records are kept</BackLink>}>
      <title>{pageTitle(page > 1 ? `Legal holds, page ${page}` : 'Legal holds', wrong !== undefined)}</title>
      <FormErrors errors={wrong?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{shown.name}</span>
        <h1 className="govuk-heading-l">Legal holds</h1>
        <p className="govuk-body">
          What a hold names never goes, until somebody lifts the hold: not by the schedule, not on request, and not by a
          run that was approved before.
        </p>
        {shown.mayChange ? (
          <LinkButton href={`/retention/holds/new?of=${shown.of}`}>Put a legal hold</LinkButton>
        ) : null}
        <HoldList holds={shown.holds.items} mayChange={shown.mayChange} wrong={wrong} />
        <Pagination page={page} pageCount={shown.holds.pageCount} search={search} />
      </FormErrors>
    </Main>
  );
}
