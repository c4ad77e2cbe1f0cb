import { signedIn } from '../../context.server.ts';
import { PackTwin } from '../../features/challenge/components/pack-twin.tsx';
import { getPackPage } from '../../features/challenge/pack/pack-page.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/pack';

/** The accessible record runs no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Pack: ${loaderData.model.title}` : 'Pack') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPackPage(portal, viewer, params.packId);
}

export default function Pack({ loaderData: page }: Route.ComponentProps) {
  const { id, sessionId, ready, pages, model, standing, addQuestion } = page;
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}`}>Back to the session</BackLink>} width="full">
      <p className="govuk-body app-not-in-print">
        {ready ? (
          <a className="govuk-link" href={`/packs/${id}.pdf`}>
            Download this pack (PDF, {pages} pages)
          </a>
        ) : (
          <a className="govuk-link" href={`/packs/${id}/progress`}>
            The printed version is still being compiled
          </a>
        )}
      </p>
      {standing.length === 0 ? null : (
        <WarningText>
          {standing.map((sentence) => (
            <span key={sentence}>{sentence} </span>
          ))}
          The pack stays as it was compiled.
        </WarningText>
      )}
      <PackTwin
        model={model}
        afterKeyLines={(agencyId) => {
          const href = addQuestion[agencyId];
          return href === undefined ? null : (
            <p className="govuk-body app-not-in-print">
              <a className="govuk-link" href={href}>
                Add a question for the panel
                <span className="govuk-visually-hidden">
                  {' '}
                  about {model.agencies.find((agency) => agency.id === agencyId)?.name}
                </span>
              </a>
            </p>
          );
        }}
      />
    </Main>
  );
}
