import { signedIn } from '../../context.server.ts';
import { Letter } from '../../features/challenge/components/letter.tsx';
import { getIssuedLetter } from '../../features/challenge/letter/issued-letter.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/letter';

/** A letter is read and printed: no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.model.title ?? 'Outcome letter') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { model } = await getIssuedLetter(portal.database.db, viewer, params.returnId);
  return { model, returnId: params.returnId };
}

export default function OutcomeLetter({ loaderData: { model, returnId } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <p className="govuk-body app-not-in-print">
        <a className="govuk-link" href={`/returns/${returnId}/letter.pdf`}>
          Download this letter (PDF)
        </a>
        ,{' '}
        <a className="govuk-link" href={`/returns/${returnId}/letter.docx`}>
          Word
        </a>
        ,{' '}
        <a className="govuk-link" href={`/returns/${returnId}/letter.odt`}>
          OpenDocument
        </a>
        .{' '}
        <a className="govuk-link" href={`/returns/${returnId}/letter/reply`}>
          Reply to this letter
        </a>
      </p>
      <Letter model={model} />
    </Main>
  );
}
