import { signedIn } from '../../context.server.ts';
import { CopyFiles } from '../../features/returns/components/copy-links.tsx';
import { ReturnCopy } from '../../features/submissions/components/return-copy.tsx';
import { getReturnCopy } from '../../features/submissions/pages.server.ts';
import { versionAsked } from '../../features/submissions/versions/difference-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/copy';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Copy of a return') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getReturnCopy(portal, viewer, params.returnId, versionAsked(url.searchParams));
}

export default function Copy({ loaderData: { returnId, version, superseded, model } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/returns/${returnId}/receipt`}>Back to the receipt</BackLink>}>
      {superseded ? (
        <InsetText>
          This is version {version}.{' '}
          <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
            Read the version that counts
          </Anchor>
          .
        </InsetText>
      ) : null}
      <ReturnCopy model={model} title="Copy of a return" />
      <p className="govuk-body app-not-in-print">
        Download this copy: <CopyFiles returnId={returnId} of={model.reference} search={`?version=${version}`} />
      </p>
      <p className="govuk-body app-not-in-print">
        <Anchor className="govuk-link" href={`/returns/${returnId}/year-on-year`}>
          Compare the ratings with the return before
        </Anchor>
      </p>
    </Main>
  );
}
