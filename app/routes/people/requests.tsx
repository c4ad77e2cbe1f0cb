import { Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { decideAccessRequest, listAccessRequests } from '../../features/onboarding/access-requests.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { formText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { SummaryCard } from '../../ui/summary-list.tsx';
import type { Route } from './+types/requests';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Who asks to be let in') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { today } = portal.stamp();
  return {
    query: url.search,
    list: await listAccessRequests(portal.database.db, scope, today, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const form = await request.formData();
  const decision = form.get('decision');
  if (decision !== 'approved' && decision !== 'refused') throw notFound();
  await requireRecentConfirmation(context, request, url);
  await decideAccessRequest(portal, viewer, { id: formText(form, 'request') ?? '', decision });
  return redirect('/people/requests');
}

export default function Requests({ loaderData: { query, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/people">People of the partnership</BackLink>}>
      <h1 className="govuk-heading-l">Who asks to be let in</h1>
      <p className="govuk-body">
        Somebody of a school wrote this on the public page. Hold it against what the directory says, and ring the school
        when you are not sure: whoever you approve gets a link and the role.
      </p>
      {list.total === 0 ? <p className="govuk-body">Nobody asks.</p> : null}
      {list.items.map((one) => (
        <SummaryCard
          key={one.id}
          title={`${one.name}, ${one.role.toLowerCase()}`}
          rows={[
            { label: 'School', value: <SchoolLink school={one.school} /> },
            { label: 'Address they gave', value: one.email },
            {
              label: 'Website of the school',
              value: `${one.school.website ?? 'Not known'}${one.school.sameDomain ? ': the address ends alike' : ''}`,
            },
            {
              label: 'In the directory',
              value: one.school.knownContact ? 'This address is a contact of the school' : 'This address is not known',
            },
            {
              label: 'Who has a role there',
              value: one.school.people.length === 0 ? 'Nobody' : one.school.people.join('; '),
            },
            { label: 'Asked', value: instantInWords(one.askedAt) },
          ]}
        >
          <Form method="post">
            <HiddenFields fields={{ request: one.id }} />
            <ButtonGroup>
              <Button name="decision" value="approved" preventDoubleClick>
                Let {one.name} in
              </Button>
              <Button name="decision" value="refused" variant="secondary" preventDoubleClick>
                Refuse
              </Button>
            </ButtonGroup>
          </Form>
        </SummaryCard>
      ))}
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
    </Main>
  );
}

function SchoolLink({ school }: { school: { readonly id: string; readonly name: string; readonly urn: string } }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/organisations/${school.id}`}>
        {school.name}
      </Anchor>
      , URN {school.urn}
    </>
  );
}
