import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import type { MoveOfReturn } from '../moves.server.ts';

/** On a return: that the partnership moved it to a newer edition, why, and where to read what was set aside. */
export function MovedNote({ returnId, moves }: { returnId: string; moves: readonly MoveOfReturn[] }) {
  const [last] = moves;
  if (!last) return null;
  const aside = moves.reduce((sum, move) => sum + move.aside.length, 0);
  return (
    <InsetText>
      <p className="govuk-body">
        <strong>This return moved to edition {last.toEdition}</strong> of the standards on{' '}
        {instantInWords(last.movedAt)}. Your answers came along: where a question has changed, yours waits beside it
        until somebody has looked.
      </p>
      <TypedText>{`Why: ${last.reason}`}</TypedText>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${returnId}/moves`}>
          {aside > 0
            ? `Read ${countOf(aside, 'answer')} to questions that are not asked any more`
            : 'What the move did to this return'}
        </Anchor>
      </p>
    </InsetText>
  );
}
