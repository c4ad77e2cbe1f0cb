import { HeatTable } from '../../../ui/heat-table.tsx';
import { RatingKey } from '../../../ui/rating-mark.tsx';
import { ScrollPane } from '../../../ui/scroll-pane.tsx';
import { Table } from '../../../ui/table.tsx';
import { kindInWords } from '../../organisations/rules.ts';
import type { Heatmap } from '../heatmap.ts';

type RatingHeatmapProps = {
  heatmap: Heatmap;
  /** Whose ratings, in words. */
  basis: string;
  /** Whether the viewer may open what was sent. */
  mayRead: boolean;
};

const noRating = { word: 'No rating', letter: '', shape: 'ring', tone: 'grey' } as const;

/** Organisations down, standards across; each column's totals are over everybody who matches, on all pages. */
export function RatingHeatmap({ heatmap, basis, mayRead }: RatingHeatmapProps) {
  const { standards, points, rows } = heatmap;
  return (
    <>
      <RatingKey points={[...Object.values(points), noRating]} label="What letters and shapes mean" />
      <HeatTable
        caption={`Ratings: ${basis.toLowerCase()}`}
        captionHidden
        scrollLabel="Heatmap of ratings, scrolls sideways"
        corner="Organisation"
        columns={standards.map(({ number, title }) => ({
          label: (
            <>
              {number}
              <span className="govuk-visually-hidden"> {title}</span>
            </>
          ),
        }))}
        rows={rows.items.map((row) => ({
          head: {
            label: (
              <>
                {row.name}
                <span className="govuk-visually-hidden">, {kindInWords(row)}</span>
              </>
            ),
            ...(mayRead ? { href: `/moderation/${row.submissionId}` } : {}),
          },
          cells: row.points.map((key) => (key === null ? null : (points[key] ?? null))),
          totals: [row.needingAction],
        }))}
        totalColumns={['Need action']}
        footRows={totalRows(heatmap)}
        emptyWords="No rating"
      />
      <StandardNames standards={standards} />
    </>
  );
}

function totalRows({ standards, points, totals }: Heatmap) {
  const counts = new Map(totals.map(({ standard, point, count }) => [`${standard} ${point}`, count]));
  return Object.entries(points).map(([key, { word }]) => {
    const cells = standards.map(({ code }) => counts.get(`${code} ${key}`) ?? 0);
    return { label: word, cells: [...cells, ''] };
  });
}

function StandardNames({ standards }: Pick<Heatmap, 'standards'>) {
  return (
    <ScrollPane label="Standards by number">
      <Table
        caption="Standards by number"
        captionSize="s"
        rowHeaders
        columns={[{ label: 'Number' }, { label: 'Standard' }]}
        rows={standards.map(({ code, number, title }) => ({ key: code, cells: [number, title] }))}
      />
    </ScrollPane>
  );
}
