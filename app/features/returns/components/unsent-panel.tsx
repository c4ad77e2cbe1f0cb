import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import type { StandardQuestion } from '../standard-page.ts';
import type { Fields } from './answer-queue.ts';

interface UnsentPanelProps {
  questions: readonly StandardQuestion[];
  unsent: Readonly<Record<string, Fields>>;
  onPutBack: (questionCode: string, fields: Fields) => void;
  onDiscard: (questionCode: string) => void;
}

/** Text typed in this tab before the connection, or the session, was lost: offered again, never put back by itself. */
export function UnsentPanel({ questions, unsent, onPutBack, onDiscard }: UnsentPanelProps) {
  const waiting = questions.flatMap(({ question, number }) => {
    const fields = unsent[question.code];
    return fields ? [{ code: question.code, number, fields }] : [];
  });
  if (waiting.length === 0) return null;
  return (
    <section className="app-conflict" aria-labelledby="unsent-heading">
      <h2 className="govuk-heading-m" id="unsent-heading">
        Some of what you typed here was not saved
      </h2>
      {waiting.map(({ code, number, fields }) => (
        <div key={code}>
          <h3 className="govuk-heading-s">{number}</h3>
          <TypedText>{proseIn(fields)}</TypedText>
          <ButtonGroup>
            <Button type="button" variant="secondary" onClick={() => onPutBack(code, fields)}>
              Put it back and save it<span className="govuk-visually-hidden">: {number}</span>
            </Button>
            <Button type="button" variant="secondary" onClick={() => onDiscard(code)}>
              Throw it away<span className="govuk-visually-hidden">: {number}</span>
            </Button>
          </ButtonGroup>
        </div>
      ))}
    </section>
  );
}

function proseIn(fields: Fields): string {
  const texts = Object.entries(fields)
    .filter(([name]) => !/\.answer$/.test(name) || /\s/.test(String(fields[name])))
    .map(([, value]) => (typeof value === 'string' ? value : value.join(', ')));
  return texts.length > 0 ? texts.join('\n\n') : 'A choice without words';
}
