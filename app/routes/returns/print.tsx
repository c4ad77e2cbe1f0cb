import { signedIn } from '../../context.server.ts';
import { CopyFiles } from '../../features/returns/components/copy-links.tsx';
import { ReturnCopy } from '../../features/submissions/components/return-copy.tsx';
import { getPrintPage } from '../../features/submissions/pages.server.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/print';

export const handle = { noScripts: true };

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Whole return') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPrintPage(portal, viewer, params.returnId, {
    blank: url.searchParams.has('blank'),
    draft: url.searchParams.has('draft'),
  });
}

export default function Print({ loaderData: { returnId, model, kind, undecided } }: Route.ComponentProps) {
  return (
    <Main
      before={
        <BackLink href={kind === 'sent' ? `/returns/${returnId}/receipt` : `/returns/${returnId}`}>Back</BackLink>
      }
    >
      <p className="govuk-body app-not-in-print">
        Use your browser to print this page
        {kind === 'blank' ? (
          ' or to save it as a PDF. '
        ) : (
          <>
            , or download it:{' '}
            <CopyFiles returnId={returnId} of="this return" search={kind === 'filled' ? '?draft=1' : ''} />.{' '}
          </>
        )}
        {kind === 'filled' ? (
          <a className="govuk-link" href="?blank=1">
            Show the questions without answers
          </a>
        ) : null}
        {kind === 'blank' ? (
          <a className="govuk-link" href="?">
            Show the answers so far
          </a>
        ) : null}
      </p>
      {undecided > 0 ? (
        <p className="govuk-body">
          {countOf(undecided, 'more question')} may be asked, depending on your details. Confirm your details to see{' '}
          {undecided === 1 ? 'it' : 'them'}.
        </p>
      ) : null}
      <ReturnCopy
        model={model}
        title={kind === 'blank' ? 'Questions of the return' : 'Whole return'}
        blank={kind === 'blank'}
      />
    </Main>
  );
}
