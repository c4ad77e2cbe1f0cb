import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Columns, TypedText } from '../../../ui/columns.tsx';
import type { ConflictView } from '../standard-fields.ts';

export type ConflictChoice = 'keep-mine' | 'keep-theirs' | 'edit-both';

interface ConflictPanelProps {
  conflict: ConflictView;
  /** With script the choice is made in place; without, each button sends the form. */
  onChoose?: ((choice: ConflictChoice) => void) | undefined;
}

/** Two texts of one answer side by side, and the three ways out. Whatever is chosen, both stay in the history. */
export function ConflictPanel({ conflict, onChoose }: ConflictPanelProps) {
  const { questionCode, theirName, theirTimeWords, mine, theirs } = conflict;
  const headingId = `conflict-${questionCode}`;
  const button = (choice: ConflictChoice, words: string) => (
    <Button
      variant="secondary"
      name="intent"
      value={`${choice}:${questionCode}`}
      onClick={
        onChoose &&
        ((event) => {
          event.preventDefault();
          onChoose(choice);
        })
      }
    >
      {words}
    </Button>
  );
  return (
    <section className="app-conflict" aria-labelledby={headingId} tabIndex={-1} id={`${headingId}-panel`}>
      <h3 className="govuk-heading-s" id={headingId}>
        {theirName} saved another answer at {theirTimeWords}, while you were writing
      </h3>
      <p className="govuk-body">Both are kept. Choose which one is the answer now; the other stays in the history.</p>
      <Columns
        first={<Version title="Yours" words={mine} />}
        second={<Version title={`From ${theirName}`} words={theirs} />}
      />
      <ButtonGroup>
        {button('keep-mine', 'Keep mine')}
        {button('keep-theirs', 'Keep theirs')}
        {button('edit-both', 'Edit both')}
      </ButtonGroup>
    </section>
  );
}

function Version({ title, words }: { title: string; words: readonly string[] }) {
  return (
    <>
      <h4 className="govuk-heading-s">{title}</h4>
      <TypedText>{words.length === 0 ? 'Nothing' : words.join('\n\n')}</TypedText>
    </>
  );
}
