import { keyed } from '../keyed.ts';
import { shapeDrawings, shapeLineWidth } from '../rating-shapes.ts';
import type { Chart, ChartShape } from './chart.ts';

type SvgChartProps = {
  chart: Chart;
  /** What it is, in a few words; the figure's caption says what it shows, its table gives the figures. */
  label: string;
};

/** A chart as SVG in the page; colours come from classes. Goes into a `Figure`. */
export function SvgChart({ chart, label }: SvgChartProps) {
  const reachable = { tabIndex: 0, role: 'group', 'aria-label': `${label}, scrolls sideways` };
  return (
    <div className="app-chart-pane" {...reachable}>
      <svg className="app-chart" viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={label}>
        {keyed(chart.shapes).map(({ key, value }) => (
          <SvgShape key={key} shape={value} />
        ))}
      </svg>
    </div>
  );
}

function SvgShape({ shape }: { shape: ChartShape }) {
  if (shape.kind === 'rect') {
    const { x, y, width, height, tone } = shape;
    return <rect x={x} y={y} width={width} height={height} className={`app-chart__solid--${tone}`} />;
  }
  if (shape.kind === 'line') {
    const { x1, y1, x2, y2, faint } = shape;
    const className = faint ? 'app-chart__line app-chart__line--faint' : 'app-chart__line';
    return <line x1={x1} y1={y1} x2={x2} y2={y2} className={className} />;
  }
  if (shape.kind === 'path') {
    return (
      <path
        d={shape.d}
        strokeWidth={3}
        strokeDasharray={shape.dashed ? '7 5' : undefined}
        className={`app-chart__stroke--${shape.tone}`}
      />
    );
  }
  if (shape.kind === 'mark') return <Mark {...shape} />;
  return (
    <text
      x={shape.x}
      y={shape.y}
      fontSize={shape.size}
      fontWeight={shape.bold ? 700 : undefined}
      textAnchor={shape.anchor === 'start' ? undefined : shape.anchor}
      className={shape.on ? `app-chart__on--${shape.on}` : 'app-chart__text'}
    >
      {shape.words}
    </text>
  );
}

function Mark({ shape, x, y, size, on }: Extract<ChartShape, { kind: 'mark' }>) {
  const { viewBox, parts } = shapeDrawings[shape];
  return (
    <g transform={`translate(${x} ${y}) scale(${size / viewBox[0]})`} className={`app-chart__on--${on}`}>
      {parts.map(({ d, role }) =>
        role === 'line' ? (
          <path key={d} d={d} fill="none" strokeWidth={shapeLineWidth} className={`app-chart__stroke-on--${on}`} />
        ) : (
          <path key={d} d={d} />
        ),
      )}
    </g>
  );
}
