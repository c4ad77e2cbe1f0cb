import { signedIn } from '../../context.server.ts';
import { WrittenResponse } from '../../features/challenge/components/written-response.tsx';
import { getResponsePreview } from '../../features/challenge/responses/response-queries.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/preview';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Preview: ${loaderData.body.organisation}` : 'Preview') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getResponsePreview(portal, viewer, params.batchId, params.submissionId);
}

export default function Preview({ loaderData: { batchId, body, next, empty } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/responses/${batchId}`}>Back to the text</BackLink>}>
      <h1 className="govuk-heading-l">Preview: {body.organisation}</h1>
      <InsetText>
        {empty
          ? 'The text is still empty: an empty response is not sent.'
          : 'This is how the text and the facts stand now. Nothing is sent from this page.'}
      </InsetText>
      <WrittenResponse model={body} headingLevel={2} />
      {next === null ? null : (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/responses/${batchId}/preview/${next}`}>
            Preview of the next one
          </Anchor>
        </p>
      )}
    </Main>
  );
}
