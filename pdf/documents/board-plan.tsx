import { StyleSheet, Text } from '@react-pdf/renderer';
import type { BoardList, BoardPlanModel } from '../models.ts';
import { AccessibleLine } from '../parts/notices.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { SummaryFigures } from '../parts/summary-figures.tsx';
import { Table } from '../parts/table.tsx';
import { Heading } from '../parts/text.tsx';
import { colours, measure, type } from '../parts/theme.ts';

/** Actions for the board on one upright page. Its model is short enough: the counts, and the worst or newest few. */
export function BoardPlan({ model }: { model: BoardPlanModel }) {
  return (
    <Sheet name={model.asAt} order={0} bookmark={model.title}>
      <Heading id="board" title={model.title} level={1} note={`${model.asAt}. ${model.period}.`} />
      <AccessibleLine />
      <SummaryFigures facts={model.summary} width={72} />
      {model.lists.flatMap((list) => [
        <Heading key={`${list.id}-title`} id={list.id} title={list.title} bookmark={list.title} tight />,
        <List key={list.id} list={list} />,
      ])}
      <Text style={[type.running, styles.basis]}>{`${model.basis} Made ${model.madeOnText}.`}</Text>
    </Sheet>
  );
}

function List({ list: { finding, headings, rows, notShown } }: { list: BoardList }) {
  return (
    <>
      <Text style={styles.finding}>{notShown === null ? finding : `${finding} ${notShown}`}</Text>
      {rows.length === 0 ? null : (
        <Table
          rows={rows}
          charactersOf={(row) => Math.max(...row.map((cell) => cell.length))}
          width={measure}
          dense
          columns={headings.map((heading, place) => ({
            heading,
            width: widthOf(place, headings.length),
            longestWord: 18,
            ...(place === 0 ? { strong: true } : {}),
            cell: (row: string[]) => row[place] ?? '',
          }))}
        />
      )}
    </>
  );
}

/** Names first, figures last: the first two columns share what the others leave. */
const widthOf = (place: number, count: number) => (place < 2 || count < 3 ? { share: place === 0 ? 3 : 4 } : 62);

const styles = StyleSheet.create({
  finding: { ...type.running, color: colours.ink, marginBottom: 2 },
  basis: { marginTop: 6 },
});
