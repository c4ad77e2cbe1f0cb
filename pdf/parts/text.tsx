import { Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ComponentProps } from 'react';
import { paragraphsOf } from '../paragraphs.ts';
import { whenPlaced } from '../tagging/quick-frames.ts';
import { tagged } from '../tagging/tag.ts';
import { numbered } from './numbered.ts';
import { bookmarkOf, useSetting } from './sheet.tsx';
import { colours, type } from './theme.ts';

type TextStyle = ComponentProps<typeof View>['style'];

/**
 * Text of one or more paragraphs, as so many children of the column it stands in. Always allowed to run over pages: a
 * narrative may have thousands of words. No box around them: every box is laid out again for each page.
 */
export function Prose({ text, style = type.body }: { text: string; style?: TextStyle }) {
  return (
    <>
      {numbered(paragraphsOf(text)).map(({ number, item: paragraph }) => (
        <Text key={number} style={number === 1 ? style : [style, styles.paragraph]}>
          {paragraph}
        </Text>
      ))}
    </>
  );
}

type HeadingProps = {
  /** Anchor for links inside the document, and the name its page number is recorded under. */
  id: string;
  title: string;
  bookmark?: string;
  level?: 1 | 2 | 3;
  /** A line under the heading. */
  note?: string;
  onNewPage?: boolean;
  /** A section in the size of a subsection, for documents of one page. */
  tight?: boolean;
};

/**
 * A heading that stays with what follows it. It must be a direct child of a `Sheet`: the engine re-places such a heading
 * correctly when it moves to the next page, and takes its position for links from there.
 *
 * The space above and below belongs to the words: the engine would begin a heading with its empty space on the page
 * before.
 */
export function Heading({ id, title, bookmark, level = 2, note, onNewPage = false, tight = false }: HeadingProps) {
  const { register } = useSetting();
  const looks = tight ? 3 : level;
  const style = looks === 1 ? type.h1 : looks === 2 ? type.h2 : type.h3;
  return (
    <View
      id={id}
      minPresenceAhead={56}
      break={onNewPage}
      {...whenPlaced((page) => register.record(id, page))}
      {...(bookmark === undefined ? {} : { bookmark: bookmarkOf(bookmark) })}
    >
      <View wrap={false} style={looks === 1 ? styles.h1 : looks === 2 ? styles.h2 : tight ? styles.tight : styles.h3}>
        <Text style={style} {...tagged(level === 1 ? 'H1' : level === 2 ? 'H2' : 'H3')}>
          {title}
        </Text>
        {note === undefined ? null : <Text style={[type.small, styles.note]}>{note}</Text>}
      </View>
    </View>
  );
}

/** A full web address, shown whole and clickable. */
export function Address({ href }: { href: string }) {
  return (
    <Link src={href} style={[type.body, styles.link]}>
      {href}
    </Link>
  );
}

const styles = StyleSheet.create({
  paragraph: { marginTop: 6 },
  h1: { paddingBottom: 10 },
  h2: { paddingTop: 18, paddingBottom: 7 },
  h3: { paddingTop: 12, paddingBottom: 5 },
  tight: { paddingTop: 5, paddingBottom: 1 },
  note: { marginTop: 2 },
  link: { color: colours.accent, textDecoration: 'underline' },
});
