import { signedIn } from '../../context.server.ts';
import { countWords } from '../../features/threads/components/thread-parts.tsx';
import { getCommentsOverview } from '../../features/threads/overview.server.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/comments';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Comments on a return') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getCommentsOverview(portal.database.db, viewer, params.returnId, portal.stamp().today);
}

export default function Comments({ loaderData: page }: Route.ComponentProps) {
  const { returnId, inside, shared, awaited, standards } = page;
  const here = `/returns/${returnId}/comments`;
  return (
    <Main before={<BackLink href={`/returns/${returnId}`}>Back to the return</BackLink>}>
      <TwoThirds>
        <span className="govuk-caption-l">
          {page.organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">Comments</h1>
        <p className="govuk-body">There are two places to write. Choose by who should read it.</p>
        <section className="app-thread app-thread--inside" aria-labelledby="inside">
          <h2 className="govuk-heading-m" id="inside">
            Inside {page.organisationName}
          </h2>
          <p className="govuk-body">{inside.audience}</p>
          <p className="govuk-body">{countWords(inside)}</p>
          <LinkButton href={`${here}/inside`} variant="secondary">
            Open the comments inside {page.organisationName}
          </LinkButton>
        </section>
        <section className="app-thread app-thread--shared" aria-labelledby="shared">
          <h2 className="govuk-heading-m" id="shared">
            With {page.partnershipName}
          </h2>
          <p className="govuk-body">{shared.audience}</p>
          <p className="govuk-body">{countWords(shared)}</p>
          {awaited.length > 0 ? (
            <p className="govuk-body">
              <strong>{countOf(awaited.length, 'question')} to answer,</strong> the first by{' '}
              {dayInWords(awaited[0]?.replyBy ?? '')}.
            </p>
          ) : null}
          <LinkButton href={`${here}/partnership`} variant="secondary">
            Open the messages with {page.partnershipName}
          </LinkButton>
        </section>
      </TwoThirds>
      {standards.length > 0 ? (
        <Table
          caption="By standard"
          captionSize="m"
          scrollLabel="Comments by standard"
          columns={[{ label: 'Standard' }, { label: 'Inside' }, { label: 'With the partnership' }]}
          rows={standards.map((standard) => ({
            key: standard.code,
            cells: [
              `${standard.number} ${standard.title}`,
              <Anchor key="inside" className="govuk-link" href={`${here}/inside?standard=${standard.code}`}>
                {countWords(standard)}
                <span className="govuk-visually-hidden"> inside, on {standard.number}</span>
              </Anchor>,
              <Anchor key="shared" className="govuk-link" href={`${here}/partnership?standard=${standard.code}`}>
                {countWords(standard.shared)}
                <span className="govuk-visually-hidden"> with the partnership, on {standard.number}</span>
              </Anchor>,
            ],
          }))}
        />
      ) : null}
    </Main>
  );
}
