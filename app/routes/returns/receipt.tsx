import { signedIn } from '../../context.server.ts';
import { CopyFiles } from '../../features/submissions/components/copy-links.tsx';
import { Signatures } from '../../features/submissions/components/return-copy.tsx';
import { getReceiptPage } from '../../features/submissions/pages.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Panel } from '../../ui/panel.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/receipt';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your return has been sent') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getReceiptPage(portal, viewer, params.returnId);
}

export default function Receipt({ loaderData: { returnId, submissionId, receipt, ours } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={ours ? `/returns/${returnId}` : `/moderation/${submissionId}`}>Back</BackLink>}>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <Panel title={ours ? 'Your return has been sent' : 'Receipt for a return'}>
            Reference
            <br />
            <strong>{receipt.reference}</strong>
          </Panel>
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
          <h2 className="govuk-heading-m">Keep a copy</h2>
          <ul className="govuk-list">
            <li>
              <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
                Read the copy on screen
              </Anchor>
            </li>
            <li>
              Download the copy: <CopyFiles returnId={returnId} of="the copy" />
            </li>
            <li>
              <Anchor className="govuk-link" href={`/returns/${returnId}/receipt.pdf`} reloadDocument>
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
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">Who to ask</h3>
          <p className="govuk-body">{receipt.contact}</p>
        </div>
      </div>
      <h2 className="govuk-heading-m">Signatures</h2>
      <Signatures signatures={receipt.signatures} />
    </Main>
  );
}
