import { signedIn } from '../../context.server.ts';
import { getSharedEvidence, type SharedPiece } from '../../features/submissions/shared-evidence.server.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/shared-evidence';

const title = 'What the partnership will be able to open';

export const meta: Route.MetaFunction = () => [{ title: pageTitle(title) }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getSharedEvidence(portal.database.db, viewer, params.returnId, portal.stamp().today);
}

export default function SharedEvidence({ loaderData: page }: Route.ComponentProps) {
  const { returnId, organisationName, cycleName, partnershipName, sentAs, files, links, standards } = page;
  const counts = `${countOf(files, 'file')} and ${countOf(links, 'link')}`;
  return (
    <Main before={<BackLink href={`/returns/${returnId}/evidence`}>Back to the evidence of this return</BackLink>}>
      <span className="govuk-caption-l">
        {organisationName}: {cycleName}
      </span>
      <h1 className="govuk-heading-l">{sentAs === null ? title : 'What the partnership can open'}</h1>
      <TwoThirds>
        <p className="govuk-body">
          {sentAs === null
            ? `If you sent this return now, the people of ${partnershipName} who read returns could open ${counts}. Until then they can open none of it.`
            : `The people of ${partnershipName} who read returns can open ${counts}, as they were when ${sentAs} was sent. Later versions stay with you.`}
        </p>
        {standards.length === 0 ? <EmptyState>No evidence goes with this return.</EmptyState> : null}
        {standards.map((standard) => (
          <section key={standard.code} aria-labelledby={`standard-${standard.code}`}>
            <h2 className="govuk-heading-m" id={`standard-${standard.code}`}>
              {standard.number} {standard.title}
            </h2>
            {standard.questions.map((question) => (
              <div key={question.code} className="app-copy-question">
                <h3 className="govuk-heading-s">
                  {question.number} {question.text}
                </h3>
                <ul className="govuk-list">
                  {question.evidence.map((piece) => (
                    <Piece key={piece.id} piece={piece} />
                  ))}
                </ul>
              </div>
            ))}
          </section>
        ))}
      </TwoThirds>
    </Main>
  );
}

function Piece({ piece }: { piece: SharedPiece }) {
  return (
    <li>
      <Anchor className="govuk-link" href={piece.href} reloadDocument {...(piece.isFile ? {} : { rel: 'noreferrer' })}>
        {piece.title}
      </Anchor>{' '}
      <span className="govuk-hint app-inline-hint">
        {piece.words}
        {piece.version > 1 ? `, version ${piece.version}` : ''}
      </span>
      {piece.notes.map((note) => (
        <p key={note} className="govuk-body-s govuk-!-margin-bottom-1">
          {note}
        </p>
      ))}
    </li>
  );
}
