import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type Tag, tagged } from '../tagging/tag.ts';
import { useSetting } from './sheet.tsx';
import { colours, type } from './theme.ts';

/** A line of the contents: a title and the page the heading with that id is on. */
export function ContentsLine({ id, title, number }: { id: string; title: string; number?: string }) {
  return (
    <View style={styles.line} wrap={false} {...tagged('TOCI')}>
      {number === undefined ? null : (
        <Text style={[type.strong, styles.number]} {...tagged('Lbl')}>
          {number}
        </Text>
      )}
      <Link src={`#${id}`} style={styles.title}>
        <Text style={type.body}>{title}</Text>
      </Link>
      <View style={styles.leader} />
      <PageNumber id={id} />
    </View>
  );
}

/**
 * The page of a heading, as a link. Right-aligned in a box of fixed width, so that filling it in moves nothing. The text is
 * made inside `render`: on a rendered `Text` itself the engine would multiply the line height by the size twice.
 */
export function PageNumber({ id, width = 26, tag }: { id: string; width?: number; tag?: Tag }) {
  const { register } = useSetting();
  return (
    <Link src={`#${id}`} style={{ width, textDecoration: 'none' }} {...(tag === undefined ? {} : { tag })}>
      <View render={() => <Text style={[type.body, styles.page]}>{register.pageOf(id)}</Text>} />
    </Link>
  );
}

const styles = StyleSheet.create({
  line: { flexDirection: 'row', alignItems: 'flex-end', paddingVertical: 3.5 },
  number: { width: 34 },
  title: { textDecoration: 'none', color: colours.ink, flexShrink: 1 },
  leader: {
    flexGrow: 1,
    minWidth: 16,
    marginHorizontal: 5,
    marginBottom: 3.5,
    borderBottomWidth: 0.75,
    borderBottomColor: colours.line,
    borderBottomStyle: 'dotted',
  },
  page: { textAlign: 'right', color: colours.ink, fontFeatureSettings: ['tnum'] },
});
