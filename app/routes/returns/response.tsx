import { signedIn } from '../../context.server.ts';
import { WrittenResponse } from '../../features/challenge/components/written-response.tsx';
import { getResponse } from '../../features/challenge/responses/response-queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/response';

/** A response is read and printed: no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.model.title ?? 'Response') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { model } = await getResponse(portal.database.db, viewer, params.returnId);
  return { model, returnId: params.returnId };
}

export default function Response({ loaderData: { model, returnId } }: Route.ComponentProps) {
  const whole = `/returns/${returnId}/response`;
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <p className="govuk-body app-not-in-print">
        Download this response:{' '}
        <a className="govuk-link" href={`${whole}.pdf`}>
          PDF
        </a>
        ,{' '}
        <a className="govuk-link" href={`${whole}.docx`}>
          Word
        </a>
        ,{' '}
        <a className="govuk-link" href={`${whole}.odt`}>
          OpenDocument
        </a>
      </p>
      <WrittenResponse model={model} />
    </Main>
  );
}
