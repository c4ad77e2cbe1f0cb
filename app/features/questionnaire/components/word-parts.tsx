import type { WordPart } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';

/** The parts of one side of a changed text, as `wordDifferences` cuts it. */
export function WordParts({ parts }: { parts: readonly WordPart[] }) {
  return keyed(parts).map(({ key, value }) => <Part key={key} part={value} />);
}

/** A mark, a line and hidden words: never colour alone. */
function Part({ part: { text, change } }: { part: WordPart }) {
  if (change === 'same') return text;
  const said = (words: string) => <span className="govuk-visually-hidden"> {words} </span>;
  return change === 'added' ? (
    <ins className="app-added">
      {said('[added:')}
      {text}
      {said('end of added]')}
    </ins>
  ) : (
    <del className="app-removed">
      {said('[removed:')}
      {text}
      {said('end of removed]')}
    </del>
  );
}
