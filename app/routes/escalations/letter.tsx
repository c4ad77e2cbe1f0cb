import { signedIn } from '../../context.server.ts';
import { WrittenResponse } from '../../features/challenge/components/written-response.tsx';
import { getReleasedLetter } from '../../features/escalation/letter/released-letter.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/letter';

/** A letter is read and printed: no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: pageTitle(loaderData?.model.title ?? 'Letter') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { id, model } = await getReleasedLetter(portal.database.db, viewer, params.letterId);
  return { id, model };
}

export default function Letter({ loaderData: { id, model } }: Route.ComponentProps) {
  const whole = `/escalations/letters/${id}`;
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <p className="govuk-body app-not-in-print">
        Download this letter:{' '}
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
