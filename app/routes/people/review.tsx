import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import {
  confirmReview,
  findReviewDue,
  listReviews,
  listRolesToReview,
} from '../../features/onboarding/access-review.server.ts';
import { quarterInWords, quarterOf } from '../../features/onboarding/quarters.ts';
import { reviewSchema } from '../../features/onboarding/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { typedText } from '../../platform/typed-text.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/review';

const title = 'Who may do what';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { db } = portal.database;
  const { today } = portal.stamp();
  return {
    query: url.search,
    quarter: quarterOf(today),
    due: await findReviewDue(db, scope, today),
    reviews: await listReviews(db, scope),
    list: await listRolesToReview(db, scope, { today, page: pageAsked(url.searchParams) }),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const parsed = parseForm(reviewSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await confirmReview(portal, viewer, parsed.value);
  return redirect('/people/review');
}

export default function Review({ loaderData, actionData }: Route.ComponentProps) {
  const { query, quarter, due, reviews, list } = loaderData;
  return (
    <Main before={<BackLink href="/people">People of the partnership</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">
          Every role in the partnership and its organisations: {countOf(list.total, 'role')}. End what is not needed on
          the page of the organisation, or of the partnership.{' '}
          <a className="govuk-link" href="/people/review.csv" download>
            Download as CSV
          </a>
        </p>
        <Table
          caption="Roles"
          captionHidden
          rowHeaders
          scrollLabel="Table of roles"
          columns={[{ label: 'Who' }, { label: 'Role' }, { label: 'Last here' }, { label: 'To look at' }]}
          rows={list.items.map((one) => ({
            key: one.id,
            cells: [
              `${one.name}, ${one.email}`,
              `${one.role}, ${one.place}`,
              one.lastHere === null ? 'Never' : dayInWords(one.lastHere),
              [one.idle ? 'Not here for six months' : '', one.contactEnded ? 'No contact there any more' : '']
                .filter(Boolean)
                .join('; '),
            ],
          }))}
        />
        <Pagination page={list.page} pageCount={list.pageCount} search={query} />
        <h2 className="govuk-heading-m">
          {due === null
            ? `Reviewed for ${quarterInWords(quarter)}`
            : `Say that you looked through them, for ${quarterInWords(quarter)}`}
        </h2>
        <Form method="post" noValidate>
          <HiddenFields fields={{ quarter }} />
          <TextArea
            name="note"
            label={due === null ? 'Another note' : 'What you found'}
            limit={{ characters: 2000 }}
            defaultValue={typedText(actionData?.values, 'note')}
          />
          <Button preventDoubleClick>The roles are reviewed</Button>
        </Form>
        {reviews.length > 0 ? (
          <Table
            caption="Reviews"
            rowHeaders
            scrollLabel="Table of reviews"
            columns={[{ label: 'Quarter' }, { label: 'By' }, { label: 'People', numeric: true }, { label: 'Note' }]}
            rows={reviews.map((one) => ({
              key: one.quarter,
              cells: [
                quarterInWords(one.quarter),
                `${one.by}, ${one.on}`,
                { content: one.people, numeric: true },
                one.note,
              ],
            }))}
          />
        ) : null}
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/people">
            People of the partnership
          </Anchor>
        </p>
      </FormErrors>
    </Main>
  );
}
