import { signedIn } from '../../context.server.ts';
import { DrawFacts, RevisitFiles } from '../../features/actions/components/revisit-facts.tsx';
import { RevisitedAction } from '../../features/actions/components/revisit-member.tsx';
import { getRevisit } from '../../features/actions/revisit/queries.server.ts';
import { choiceInWords, figuresInWords, revisitOutcomes } from '../../features/actions/revisit/rules.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/revisit-print';

export const handle = { noScripts: true };

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Drawn actions to print') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { draw: await getRevisit(portal.database.db, viewer, params.revisitId) };
}

export default function RevisitPrint({ loaderData: { draw } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/actions/revisit/${draw.id}`}>Back to the drawn actions</BackLink>}>
      <p className="govuk-body app-not-in-print">
        Use your browser to print this page or to save it as a PDF, or download it: <RevisitFiles id={draw.id} />.
      </p>
      <span className="govuk-caption-l">{choiceInWords(draw)}</span>
      <h1 className="govuk-heading-l">Drawn actions</h1>
      <p className="govuk-body">{figuresInWords(draw.figures)}</p>
      <DrawFacts draw={draw} />
      {draw.members.map((member) => (
        <div key={member.id}>
          <RevisitedAction action={{ ...member, mayLook: false }} failed={undefined} />
          {member.looks.length === 0 ? (
            <p className="govuk-body">What you saw: {Object.values(revisitOutcomes).join(' / ')}</p>
          ) : null}
        </div>
      ))}
    </Main>
  );
}
