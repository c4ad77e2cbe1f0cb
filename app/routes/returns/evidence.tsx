import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { FreshnessMark } from '../../features/evidence/components/freshness-mark.tsx';
import { ScanMark } from '../../features/evidence/components/scan-mark.tsx';
import { evidenceHref, kindOfEvidence, periodOfEvidence } from '../../features/evidence/words.ts';
import { getReturnEvidence } from '../../features/returns/return-evidence.server.ts';
import { questionAnchor } from '../../features/returns/standard-fields.ts';
import { pageAsked, pageOfList } from '../../platform/paging.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/evidence';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Evidence used in this return') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'return.read');
  const { agencyReturn, items } = await getReturnEvidence(portal.database.db, scope, params.returnId);
  const { id, organisationName, cycleName } = agencyReturn;
  return {
    id,
    organisationName,
    cycleName,
    list: pageOfList(items, pageAsked(url.searchParams)),
    search: url.search,
    today: portal.stamp().today,
  };
}

export default function ReturnEvidence({
  loaderData: { id, organisationName, cycleName, list, search, today },
}: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/returns/${id}`}>Back to the list of standards</BackLink>}>
      <span className="govuk-caption-l">
        {organisationName}: {cycleName}
      </span>
      <h1 className="govuk-heading-l">Evidence used in this return</h1>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${id}/evidence/shared`}>
          What the partnership will be able to open
        </Anchor>
      </p>
      {list.total === 0 ? (
        <EmptyState>No evidence yet. Add it beside the question that it belongs to.</EmptyState>
      ) : (
        <Table
          caption="Evidence used in this return"
          captionHidden
          scrollLabel="Evidence used in this return"
          rowHeaders
          columns={[{ label: 'Evidence' }, { label: 'Covers' }, { label: 'State' }, { label: 'Used for' }]}
          rows={list.items.map(({ evidence, questions, mostMonths }) => ({
            key: evidence.id,
            cells: [
              <>
                <Anchor
                  className="govuk-link"
                  href={evidenceHref({ ...evidence, version: evidence.sentVersion ?? undefined })}
                  reloadDocument
                  {...(evidence.kind === 'link' ? { rel: 'noreferrer' } : {})}
                >
                  {evidence.title}
                </Anchor>
                <br />
                <span className="govuk-!-font-weight-regular">
                  {kindOfEvidence(evidence)}
                  {evidence.version > 1 ? `, version ${evidence.sentVersion ?? evidence.version}` : ''}
                </span>
              </>,
              periodOfEvidence(evidence) ?? 'Not said',
              <ScanMark key="state" scan={evidence.scan}>
                <FreshnessMark file={evidence} today={today} mostMonths={mostMonths} />
              </ScanMark>,
              <ul className="govuk-list" key="questions">
                {questions.map(({ code, standardCode, words }) => (
                  <li key={code}>
                    <Anchor
                      className="govuk-link"
                      href={`/returns/${id}/standards/${standardCode}#${questionAnchor(code)}`}
                    >
                      {words}
                    </Anchor>
                  </li>
                ))}
              </ul>,
            ],
          }))}
        />
      )}
      <Pagination page={list.page} pageCount={list.pageCount} search={search} />
    </Main>
  );
}
