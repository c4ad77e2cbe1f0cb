import { Form, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { endInterest } from '../../features/moderation/commands/declare-interest.server.ts';
import { listInterests } from '../../features/moderation/interests.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TextButton } from '../../ui/button.tsx';
import { TypedText } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/interests';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Declared interests') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { interests: await listInterests(portal.database.db, viewer, pageAsked(url.searchParams)) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await endInterest(portal, viewer, { interestId: formText(await request.formData(), 'interest') ?? '' });
  return redirect(url.pathname);
}

export default function Interests({ loaderData: { interests } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/moderation">Back to moderation</BackLink>}>
      <h1 className="govuk-heading-l">Declared interests</h1>
      <p className="govuk-body">
        Nobody moderates an organisation in which they have declared an interest. You declare one on the page of a
        return.
      </p>
      {interests.items.length === 0 ? (
        <EmptyState>No interest has been declared.</EmptyState>
      ) : (
        <Table
          caption="Declared interests"
          captionHidden
          scrollLabel="Declared interests"
          columns={[
            { label: 'Who' },
            { label: 'Organisation' },
            { label: 'What it is' },
            { label: 'Declared' },
            { label: 'Ended' },
          ]}
          rows={interests.items.map(({ id, person, organisationName, text, declaredAt, endedAt }) => ({
            key: id,
            cells: [
              person,
              organisationName,
              <TypedText key="text">{text}</TypedText>,
              instantInWords(declaredAt),
              endedAt === null ? (
                <Form key="end" method="post">
                  <HiddenFields fields={{ interest: id }} />
                  <TextButton>
                    It has ended
                    <span className="govuk-visually-hidden">
                      : {person}, {organisationName}
                    </span>
                  </TextButton>
                </Form>
              ) : (
                instantInWords(endedAt)
              ),
            ],
          }))}
        />
      )}
      <Pagination page={interests.page} pageCount={interests.pageCount} search={search} />
    </Main>
  );
}
