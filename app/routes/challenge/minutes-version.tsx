import { signedIn } from '../../context.server.ts';
import { Minutes } from '../../features/challenge/components/minutes.tsx';
import { getMinutes } from '../../features/challenge/minutes/minutes-queries.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/minutes-version';

/** Minutes are read and printed: no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `${loaderData.model.title}, version ${loaderData.model.version}` : 'Minutes') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { model, version, newest, sha256 } = await getMinutes(
    portal.database.db,
    viewer,
    params.sessionId,
    params.version,
  );
  return { model, version, newest, sha256, sessionId: params.sessionId };
}

export default function ApprovedMinutes({ loaderData }: Route.ComponentProps) {
  const { model, version, newest, sha256, sessionId } = loaderData;
  const whole = `/challenge/${sessionId}/minutes/${version}`;
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}`}>Back to the session</BackLink>}>
      {version < newest ? (
        <InsetText>
          There is a newer version of these minutes.{' '}
          <Anchor className="govuk-link" href={`/challenge/${sessionId}/minutes/${newest}`}>
            Read version {newest}
          </Anchor>
        </InsetText>
      ) : null}
      <p className="govuk-body app-not-in-print">
        Download these minutes:{' '}
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
      <Minutes model={model} />
      <p className="govuk-body-s app-typed-text">Hash of these minutes as they were frozen: {sha256}</p>
    </Main>
  );
}
