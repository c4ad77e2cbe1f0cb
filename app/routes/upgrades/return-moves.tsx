import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { getMovesOfReturn } from '../../features/upgrades/moves.server.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TypedText } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/return-moves';

const title = 'Moves to another edition';

export const meta: Route.MetaFunction = () => [{ title: pageTitle(title) }];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getMovesOfReturn(portal.database.db, organisationScope(viewer, 'return.read'), params.returnId);
}

export default function ReturnMoves({ loaderData: { id, cycle, organisation, moves } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/returns/${id}`}>{cycle}</BackLink>}>
      <span className="govuk-caption-l">{organisation}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      {moves.length === 0 ? (
        <EmptyState>This return has always been on the edition that it is on now.</EmptyState>
      ) : null}
      {moves.map((move) => (
        <section key={move.id} aria-labelledby={move.id}>
          <h2 className="govuk-heading-m" id={move.id}>
            {instantInWords(move.movedAt)}: from edition {move.fromEdition} to {move.toEdition}
          </h2>
          <TypedText>{`Why: ${move.reason}`}</TypedText>
          {move.aside.length === 0 ? (
            <p className="govuk-body">Every question that you had answered led to one that is asked now.</p>
          ) : (
            <>
              <p className="govuk-body">
                These questions are not asked any more. Your answers are kept here to read; they are not part of the
                return and are not sent.
              </p>
              {move.aside.map((answer) => (
                <div key={answer.code} className="app-carried">
                  <h3 className="govuk-heading-s">
                    {answer.number} {answer.text}
                  </h3>
                  <TypedText>{answer.words.join('\n')}</TypedText>
                  {answer.narrative === '' ? null : <TypedText>{answer.narrative}</TypedText>}
                  <p className="govuk-hint">Saved {instantInWords(answer.savedAt)}</p>
                </div>
              ))}
            </>
          )}
        </section>
      ))}
    </Main>
  );
}
