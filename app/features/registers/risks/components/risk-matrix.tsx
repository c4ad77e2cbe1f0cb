import { RatingCell, RatingTag } from '../../../../ui/rating-mark.tsx';
import { Table } from '../../../../ui/table.tsx';
import { impacts, likelihoods, riskBandCodes, riskBandOf, riskBands } from '../../../challenge-log/rules.ts';
import type { MatrixCell } from '../queries.server.ts';

type Props = { cells: readonly MatrixCell[]; caption: string };

/**
 * Risks by how likely they are and how great their harm would be: a table, so that every way of reading a page reads it. A
 * cell has its band as letter and shape, in words to hear, and how many risks lie in it.
 */
export function RiskMatrix({ cells, caption }: Props) {
  const rows = likelihoods.map((words, at) => ({ words, likelihood: at + 1 })).toReversed();
  return (
    <>
      <Matrix caption={caption} cells={cells} rows={rows} />
      <ul className="app-rating-key" aria-label="What the marks mean">
        {riskBandCodes.map((band) => {
          const { words, letter, shape, tone, from, to } = riskBands[band];
          return (
            <li key={band} className="app-rating-key__item">
              <RatingTag word={`${letter} ${words.toLowerCase()}, ${from} to ${to}`} shape={shape} tone={tone} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

type MatrixProps = Props & { rows: readonly { readonly words: string; readonly likelihood: number }[] };

function Matrix({ cells, caption, rows }: MatrixProps) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      scrollLabel={caption}
      rowHeaders
      columns={[
        { label: 'Likelihood' },
        ...impacts.map((words, at) => ({ label: `${at + 1} ${words}`, numeric: true })),
      ]}
      rows={rows.map(({ words, likelihood }) => ({
        key: words,
        cells: [
          `${likelihood} ${words}`,
          ...impacts.map((name, at) => {
            const impact = at + 1;
            const band = riskBands[riskBandOf(likelihood * impact)];
            const count = cells.find((cell) => cell.likelihood === likelihood && cell.impact === impact)?.count ?? 0;
            return {
              content: (
                <span key={name} className="app-nowrap">
                  <RatingCell word={`${band.words}:`} letter={band.letter} shape={band.shape} tone={band.tone} />{' '}
                  {count === 0 ? '0' : <strong>{count}</strong>}
                </span>
              ),
              numeric: true,
            };
          }),
        ],
      }))}
    />
  );
}
