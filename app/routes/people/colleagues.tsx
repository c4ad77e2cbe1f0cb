import { Form, redirect, useLocation, useSearchParams } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { findOrganisationScope, mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { type Colleague, listColleagues } from '../../features/organisations/colleagues.server.ts';
import { endContributor } from '../../features/organisations/commands/people.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { TextButton } from '../../ui/button.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/colleagues';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Colleagues') }];

const doneWords: Record<string, string> = {
  ended: 'They can no longer sign in for your organisation. What they had been asked waits for you.',
  'hand-over-cancelled': 'The hand-over has been cancelled: nothing changes on that day.',
  'handed-over': 'The role has been handed over, and a message is on its way.',
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'people.read');
  const { today } = portal.stamp();
  const page = await listColleagues(portal.database.db, scope, today, pageAsked(url.searchParams));
  return {
    ...page,
    several: scope.organisationIds.length > 1,
    mayChangeAny: findOrganisationScope(viewer, 'people.change') !== undefined,
    items: page.items.map((one) => ({
      ...one,
      isViewer: one.personId === viewer.personId,
      mayChange: mayInOrganisation(viewer, 'people.change', one.organisationId),
    })),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  organisationScope(viewer, 'people.change');
  const form = await request.formData();
  await requireRecentConfirmation(context, request, url);
  await endContributor(portal, viewer, {
    organisationId: formText(form, 'organisationId') ?? '',
    personId: formText(form, 'personId') ?? '',
  });
  return redirect('/colleagues?done=ended');
}

export default function Colleagues({
  loaderData: { items, page, pageCount, several, mayChangeAny },
}: Route.ComponentProps) {
  const { search } = useLocation();
  const [said] = useSearchParams();
  const done = doneWords[said.get('done') ?? ''];
  return (
    <Main>
      {done ? (
        <NotificationBanner kind="success" key={done}>
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">Colleagues</h1>
      <p className="govuk-body">
        These people can sign in for your organisation.{' '}
        {mayChangeAny
          ? 'You add a colleague by asking them to answer part of a return. For everybody else, ask the partnership.'
          : 'Ask your safeguarding lead or the partnership to change them.'}
      </p>
      <Table
        caption="People and their roles"
        captionHidden
        scrollLabel="People and their roles, scrolls sideways"
        rowHeaders
        columns={[
          { label: 'Name' },
          ...(several ? [{ label: 'Organisation' }] : []),
          { label: 'Role' },
          { label: 'E-mail address' },
          ...(mayChangeAny ? [{ label: 'Action' }] : []),
        ]}
        rows={items.map((one) => ({
          key: `${one.organisationId} ${one.personId} ${one.role} ${one.from}`,
          cells: [
            one.name,
            ...(several ? [one.organisation] : []),
            roleWords(one),
            one.email,
            ...(mayChangeAny ? [<Change key="change" one={one} />] : []),
          ],
        }))}
      />
      <Pagination page={page} pageCount={pageCount} search={search} />
    </Main>
  );
}

const roleWords = ({ roleName, from, to }: Colleague) =>
  `${roleName}${from === null ? '' : `, from ${dayInWords(from)}`}${to === null ? '' : `, until ${dayInWords(to)}`}`;

function Change({ one }: { one: Colleague & { isViewer: boolean; mayChange: boolean } }) {
  if (!one.mayChange) return null;
  if (one.isViewer && one.role === 'safeguarding-lead')
    return (
      <Anchor className="govuk-link" href={`/colleagues/${one.organisationId}/hand-over`}>
        {one.to === null ? 'Hand over your role' : 'See or cancel the hand-over'}
      </Anchor>
    );
  if (one.role !== 'contributor' || one.isViewer) return null;
  return (
    <Form method="post">
      <HiddenFields fields={{ organisationId: one.organisationId, personId: one.personId }} />
      <TextButton>
        Has left<span className="govuk-visually-hidden">: {one.name}</span>
      </TextButton>
    </Form>
  );
}
