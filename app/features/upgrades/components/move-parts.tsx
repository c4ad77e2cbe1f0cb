import { Form } from 'react-router';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { FateTotal } from '../planner.ts';
import { fateWords } from '../words.ts';

type Target = { id: string; title: string; edition: string };

/** Chooses the edition by its address, so that every preview has one. */
export function ChooseEdition({ targets, chosen }: { targets: readonly Target[]; chosen: string | undefined }) {
  if (targets.length === 0)
    return (
      <InsetText>
        There is no newer published edition of these standards to which the library leads, so there is nothing to move
        to.
      </InsetText>
    );
  return (
    <Form method="get">
      <Select
        name="to"
        label="Edition to move to"
        items={targets.map(({ id, title, edition }) => ({ value: id, label: `${edition}: ${title}` }))}
        defaultValue={chosen ?? ''}
      />
      <Button variant="secondary">Show what would happen</Button>
    </Form>
  );
}

/** How many questions change in which way, and how many answers given so far stand at them. */
export function MoveTotals({ totals }: { totals: readonly FateTotal[] }) {
  return (
    <Table
      caption="By kind of change"
      captionSize="m"
      rowHeaders
      scrollLabel="By kind of change, scrolls sideways"
      columns={[
        { label: 'Change' },
        { label: 'Questions', numeric: true },
        { label: 'Answers given so far', numeric: true },
      ]}
      rows={totals.map(({ fate, questions, answers }) => ({ key: fate, cells: [fateWords[fate], questions, answers] }))}
    />
  );
}

type MoveFormProps = {
  target: Target;
  unsent: number;
  signing: number;
  /** What the press names: the returns and the revision of the cycle that the page shows. */
  fields: { target: string; seen: string; revision: number };
  reason: string;
};

/** The reason, and the button that moves every unsent return. */
export function MoveForm({ target, unsent, signing, fields, reason }: MoveFormProps) {
  return (
    <Form method="post">
      <h2 className="govuk-heading-m">Move them</h2>
      {signing > 0 ? (
        <WarningText>
          {countOf(signing, 'return waits for signatures or has them', 'returns wait for signatures or have them')}.
          What is signed is the text of one edition, so those signatures are voided, visibly, and are asked for again.
        </WarningText>
      ) : null}
      <HiddenFields fields={fields} />
      <TextArea
        name="reason"
        label="Why the returns move"
        hint="Every organisation reads this on its return."
        defaultValue={reason}
        rows={3}
      />
      <Button name="intent" value="move" preventDoubleClick>
        Move {countOf(unsent, 'return')} to edition {target.edition}
      </Button>
    </Form>
  );
}

type Moves = readonly {
  id: string;
  from: string;
  to: string;
  reason: string;
  returns: number;
  movedBy: string;
  movedAt: string;
  undoneAt: string | null;
}[];

/** Moves that were made, newest first; the newest that stands can be undone. */
export function MoveList({ moves, mayUndo }: { moves: Moves; mayUndo: boolean }) {
  const newest = moves.find(({ undoneAt }) => undoneAt === null)?.id;
  return (
    <Table
      caption="Moves that were made"
      captionSize="m"
      scrollLabel="Moves that were made, scrolls sideways"
      columns={[
        { label: 'When' },
        { label: 'Editions' },
        { label: 'Returns', numeric: true },
        { label: 'Why' },
        { label: 'Undo' },
      ]}
      rows={moves.map((move) => ({
        key: move.id,
        cells: [
          `${instantInWords(move.movedAt)}, by ${move.movedBy}`,
          `${move.from} to ${move.to}`,
          move.returns,
          move.reason,
          move.undoneAt !== null ? (
            `Undone ${instantInWords(move.undoneAt)}`
          ) : mayUndo && move.id === newest ? (
            <Undo key="undo" id={move.id} />
          ) : (
            'No'
          ),
        ],
      }))}
    />
  );
}

function Undo({ id }: { id: string }) {
  return (
    <Form method="post">
      <HiddenFields fields={{ move: id }} />
      <Button variant="secondary" name="intent" value="undo" preventDoubleClick className="app-small-button">
        Undo
      </Button>
    </Form>
  );
}
