import { signedIn } from '../../context.server.ts';
import { DocumentCheckNote } from '../../features/audit/components/document-check.tsx';
import { hasOpenRatings } from '../../features/moderation/reply-page.server.ts';
import { CopyFiles } from '../../features/returns/components/copy-links.tsx';
import { Signatures } from '../../features/submissions/components/return-copy.tsx';
import { Rounds } from '../../features/submissions/components/rounds.tsx';
import { getReceiptPage } from '../../features/submissions/pages.server.ts';
import { CorrectionNote, VersionTable } from '../../features/submissions/versions/components/versions.tsx';
import { versionAsked } from '../../features/submissions/versions/difference-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Panel } from '../../ui/panel.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/receipt';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your return has been sent') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = await getReceiptPage(portal, viewer, params.returnId, versionAsked(url.searchParams));
  return { ...page, ratingsOpen: page.ours && (await hasOpenRatings(portal.database.db, viewer, page.submissionId)) };
}

export default function Receipt({ loaderData: page }: Route.ComponentProps) {
  const { returnId, submissionId, receipt, ours, version, versions, correction } = page;
  const newest = versions.at(-1);
  const asked = `?version=${version}`;
  const open = correction?.status === 'asked' || correction?.status === 'open';
  return (
    <Main before={<BackLink href={ours ? `/returns/${returnId}` : `/moderation/${submissionId}`}>Back</BackLink>}>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <Panel title={ours ? 'Your return has been sent' : 'Receipt for a return'}>
            Reference
            <br />
            <strong>{receipt.reference}</strong>
          </Panel>
          {newest && newest.version !== version ? (
            <InsetText>
              This is version {version}. The one that counts is{' '}
              <Anchor className="govuk-link" href={`/returns/${returnId}/receipt`}>
                version {newest.version}
              </Anchor>
              .
            </InsetText>
          ) : null}
          <CorrectionNote correction={correction} />
          <SummaryList
            rows={[
              { label: 'From', value: receipt.organisation },
              { label: 'Sent by', value: receipt.sentBy },
              { label: 'Received', value: receipt.receivedOn },
              { label: 'Cycle', value: receipt.cycleTitle },
              { label: 'Set of standards', value: receipt.editionTitle },
              ...receipt.contents,
              { label: 'Snapshot, SHA-256', value: <code className="app-hash">{receipt.snapshotHash}</code> },
            ]}
          />
          <DocumentCheckNote check={receipt.check ?? null} />
          <h2 className="govuk-heading-m">Keep a copy</h2>
          <ul className="govuk-list">
            <li>
              <Anchor className="govuk-link" href={`/returns/${returnId}/copy${asked}`}>
                Read the copy on screen
              </Anchor>
            </li>
            <li>
              Download the copy: <CopyFiles returnId={returnId} of="the copy" search={asked} />
            </li>
            <li>
              <Anchor className="govuk-link" href={`/returns/${returnId}/receipt.pdf${asked}`} reloadDocument>
                Download this receipt (PDF)
              </Anchor>
            </li>
            <li>
              <Anchor className="govuk-link" href={`/returns/${returnId}/print`} reloadDocument>
                Print the whole return
              </Anchor>
            </li>
          </ul>
          <h2 className="govuk-heading-m">What happens next</h2>
          {receipt.whatHappensNext.split('\n\n').map((paragraph) => (
            <p key={paragraph} className="govuk-body">
              {paragraph}
            </p>
          ))}
          {page.ratingsOpen ? (
            <p className="govuk-body">
              <Anchor className="govuk-link" href={`/returns/${returnId}/ratings`}>
                The partnership has rated your return: where it differs, and your reply
              </Anchor>
            </p>
          ) : null}
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">Who to ask</h3>
          <p className="govuk-body">{receipt.contact}</p>
        </div>
      </div>
      <VersionTable returnId={returnId} versions={versions} />
      <h2 className="govuk-heading-m">Signatures</h2>
      <Signatures signatures={receipt.signatures} />
      <Rounds rounds={page.rounds} />
      {page.mayAskCorrection ? (
        <p className="govuk-body">
          Something in it is wrong?{' '}
          <Anchor className="govuk-link" href={`/returns/${returnId}/correction`}>
            {open ? 'See what became of your correction' : 'Ask to correct this return'}
          </Anchor>
        </p>
      ) : null}
    </Main>
  );
}
