import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Columns, TypedText } from '../../../ui/columns.tsx';
import type { ConflictView } from '../standard-fields.ts';

/** Two texts of one answer side by side, and the three ways out. Whatever is chosen, both stay in the history. */
export function ConflictPanel({ conflict }: { conflict: ConflictView }) {
  const { questionCode, theirName, theirTimeWords, mine, theirs } = conflict;
  const button = (choice: string, words: string) => (
    <Button variant="secondary" name="intent" value={`${choice}:${questionCode}`}>
      {words}
    </Button>
  );
  return (
    <div className="app-conflict">
      <h3 className="govuk-heading-s">
        {theirName} saved another answer at {theirTimeWords}, while you were writing
      </h3>
      <p className="govuk-body">{conflictAdvice}</p>
      <Columns
        first={
          <>
            <h4 className="govuk-heading-s">Yours</h4>
            <TypedText>{mine.length === 0 ? 'Nothing' : mine.join('\n\n')}</TypedText>
          </>
        }
        second={
          <>
            <h4 className="govuk-heading-s">From {theirName}</h4>
            <TypedText>{theirs.length === 0 ? 'Nothing' : theirs.join('\n\n')}</TypedText>
          </>
        }
      />
      <ButtonGroup>
        {button('keep-mine', 'Keep mine')}
        {button('keep-theirs', 'Keep theirs')}
        {button('edit-both', 'Edit both')}
      </ButtonGroup>
    </div>
  );
}

export const conflictAdvice =
  'Both are kept. Choose which one is the answer now; the other stays in the history. If you save without choosing, yours becomes the answer.';
