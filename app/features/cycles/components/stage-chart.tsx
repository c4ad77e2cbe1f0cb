import type { BarPart } from '../../../ui/charts/stacked-bars.ts';
import { stackedBars } from '../../../ui/charts/stacked-bars.ts';
import { SvgChart } from '../../../ui/charts/svg-chart.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { RatingKey } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { type ReturnStage, returnStageCodes, returnStages } from '../rules.ts';

const looks = {
  'not-started': { letter: 'N', shape: 'ring', tone: 'grey' },
  'in-progress': { letter: 'P', shape: 'triangle', tone: 'yellow' },
  'awaiting-sign-off': { letter: 'W', shape: 'square', tone: 'orange' },
  signed: { letter: 'U', shape: 'star', tone: 'blue' },
  submitted: { letter: 'S', shape: 'disc-tick', tone: 'green' },
  closed: { letter: 'C', shape: 'dash', tone: 'black' },
} as const satisfies Record<ReturnStage, Pick<BarPart, 'letter' | 'shape' | 'tone'>>;

const parts: readonly BarPart[] = returnStageCodes.map((code) => ({
  code,
  word: returnStages[code].words,
  ...looks[code],
}));

type StageChartProps = { total: number; byStage: Readonly<Record<ReturnStage, number>> };

/** Where the returns of a cycle stand, as one bar. */
export function StageChart({ total, byStage }: StageChartProps) {
  const sent = returnStageCodes.filter((code) => returnStages[code].sent).reduce((sum, code) => sum + byStage[code], 0);
  return (
    <Figure
      caption={`${sent} of ${total} returns have been sent`}
      notes={
        <RatingKey points={parts.filter(({ code }) => byStage[code as ReturnStage] > 0)} label="What the parts mean" />
      }
      table={
        <Table
          caption="Returns by status"
          captionHidden
          rowHeaders
          columns={[{ label: 'Status' }, { label: 'Returns', numeric: true }]}
          rows={returnStageCodes.map((code) => ({ key: code, cells: [returnStages[code].words, byStage[code]] }))}
        />
      }
    >
      <SvgChart
        chart={stackedBars({ bars: [{ label: 'Returns by status', counts: byStage }], parts })}
        label="Returns by status"
      />
    </Figure>
  );
}
