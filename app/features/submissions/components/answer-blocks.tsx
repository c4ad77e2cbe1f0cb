import type { AnswerBlock } from '../../../../pdf/models.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';

/** The pieces of one answer, in reading order, as the printed documents have them. */
export function AnswerBlocks({ blocks }: { blocks: readonly AnswerBlock[] }) {
  return keyed(blocks).map(({ key, value }) => <Block key={key} block={value} />);
}

function Block({ block }: { block: AnswerBlock }) {
  switch (block.type) {
    case 'rating':
      return (
        <p className="govuk-body">
          <RatingTag word={block.mark.word} shape={block.mark.shape} tone={block.mark.tone} />
        </p>
      );
    case 'text':
      return <TypedText>{block.text}</TypedText>;
    case 'list':
      return (
        <ul className="govuk-list govuk-list--bullet">
          {keyed(block.items).map(({ key, value }) => (
            <li key={key}>{value}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <Table
          scrollLabel={block.headings.join(', ')}
          small
          columns={block.headings.map((label) => ({ label }))}
          rows={block.rows.map((cells) => ({ cells }))}
        />
      );
    case 'none':
      return <p className="govuk-body app-not-answered">{block.text}</p>;
  }
}
