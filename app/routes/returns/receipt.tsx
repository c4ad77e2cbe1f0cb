import { signedIn } from '../../context.server.ts';
import { hasOpenRatings } from '../../features/moderation/reply-page.server.ts';
import { CopyFiles } from '../../features/returns/components/copy-links.tsx';
import { Receipt } from '../../features/submissions/components/receipt.tsx';
import { Rounds } from '../../features/submissions/components/rounds.tsx';
import { getReceiptPage } from '../../features/submissions/pages.server.ts';
import { CorrectionNote, VersionTable } from '../../features/submissions/versions/components/versions.tsx';
import { versionAsked } from '../../features/submissions/versions/difference-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/receipt';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your return has been sent') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = await getReceiptPage(portal, viewer, params.returnId, versionAsked(url.searchParams));
  return { ...page, ratingsOpen: page.ours && (await hasOpenRatings(portal.database.db, viewer, page.submissionId)) };
}

export default function ReceiptPage({ loaderData: page }: Route.ComponentProps) {
  const { returnId, submissionId, receipt, ours, version, versions, correction } = page;
  const newest = versions.at(-1);
  const asked = `?version=${version}`;
  const open = correction?.status === 'asked' || correction?.status === 'open';
  return (
    <Main before={<BackLink href={ours ? `/returns/${returnId}` : `/moderation/${submissionId}`}>Back</BackLink>}>
      <Receipt
        model={receipt}
        title={ours ? 'Your return has been sent' : 'Receipt for a return'}
        afterFacts={
          <>
            {page.ratingsOpen ? (
              <p className="govuk-body">
                <Anchor className="govuk-link" href={`/returns/${returnId}/ratings`}>
                  The partnership has rated your return: where it differs, and your reply
                </Anchor>
              </p>
            ) : null}
            <KeepACopy returnId={returnId} asked={asked} />
          </>
        }
      >
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
      </Receipt>
      <VersionTable returnId={returnId} versions={versions} />
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

function KeepACopy({ returnId, asked }: { returnId: string; asked: string }) {
  return (
    <>
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
    </>
  );
}
