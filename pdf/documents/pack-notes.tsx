import { Path, Svg } from '@react-pdf/renderer';
import { packWords } from '../models.ts';
import { Heading } from '../parts/text.tsx';
import { colours, measure } from '../parts/theme.ts';

const pitch = 26;
const lines = 24;
const height = pitch * lines;
const ruling = Array.from({ length: lines }, (_, index) => `M0 ${(index + 1) * pitch - 0.5}H${measure}`).join('');

/** A page of ruled lines for the pen. */
export function NotesPage({ id, name }: { id: string; name: string }) {
  return (
    <>
      <Heading id={id} title={packWords.notes} bookmark={packWords.notes} note={name} onNewPage />
      <Svg viewBox={`0 0 ${measure} ${height}`} style={{ width: measure, height }}>
        <Path d={ruling} stroke={colours.line} strokeWidth={0.5} />
      </Svg>
    </>
  );
}
