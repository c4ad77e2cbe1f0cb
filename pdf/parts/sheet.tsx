import { Page, StyleSheet, Text, View } from '@react-pdf/renderer';
import { createContext, type ReactNode, useContext } from 'react';
import type { DocumentFrame } from '../models.ts';
import type { PageRegister } from './page-register.ts';
import { colours, sheet, type } from './theme.ts';

/** What every part may need to know of the document it stands in. */
export type DocumentSetting = {
  frame: DocumentFrame;
  /** Words after the reference in the footer: "Version 2". */
  footNote: string;
  register: PageRegister;
  /** Set when characters had to be replaced because the typeface lacks them. */
  replacedCharacters: number;
};

const Setting = createContext<DocumentSetting | null>(null);
export const SettingProvider = Setting.Provider;

/** The document's setting. Not for `layout` and `render` functions, which run outside React: close over it instead. */
export function useSetting(): DocumentSetting {
  const setting = useContext(Setting);
  if (setting === null) throw new Error('A part of a document was drawn outside a document');
  return setting;
}

type LayoutProps = { children: ReactNode; pageNumber?: number; totalPages?: number; subPageNumber?: number };

type SheetProps = {
  /** What the running header calls this part. */
  name: string;
  /** Place of this part in the document from 0, for progress. */
  order: number;
  bookmark?: string;
  landscape?: boolean;
  /** The first page of this part has a footer but no running header. */
  headless?: boolean;
  children: ReactNode;
};

/** One part of a document on pages of its own, with running header and footer. */
export function Sheet({ name, order, bookmark, landscape = false, headless = false, children }: SheetProps) {
  const { frame, footNote, register } = useSetting();
  const layout = (at: LayoutProps) => {
    const page = at.pageNumber ?? 1;
    const pages = at.totalPages ?? null;
    register.step({ stage: pages === null ? 'laying-out' : 'numbering', page, pages, section: order });
    return (
      <View style={styles.frame}>
        {headless && at.subPageNumber === 1 ? null : (
          <View style={styles.header}>
            <Text style={[type.running, styles.grow]}>{`${frame.partnership}   |   ${frame.title}`}</Text>
            <Text style={[type.runningStrong, styles.end]}>{name}</Text>
          </View>
        )}
        <View style={styles.content}>{at.children}</View>
        <View style={styles.footer}>
          <Text style={[type.running, styles.grow]}>{[frame.reference, footNote].filter(Boolean).join('   |   ')}</Text>
          <Text style={[type.running, styles.end]}>{`Page ${page} of ${pages ?? '000'}`}</Text>
        </View>
      </View>
    );
  };
  return (
    <Page
      size="A4"
      orientation={landscape ? 'landscape' : 'portrait'}
      style={styles.page}
      layout={layout}
      {...(bookmark === undefined ? {} : { bookmark: bookmarkOf(bookmark, landscape) })}
    >
      {children}
    </Page>
  );
}

/** The engine counts a bookmark's `left` from the right edge; the full width brings readers to the left one. */
export const bookmarkOf = (title: string, landscape = false) => ({
  title,
  expanded: false,
  left: landscape ? sheet.long : sheet.short,
});

const styles = StyleSheet.create({
  page: {
    fontFamily: 'Inter',
    color: colours.ink,
    paddingLeft: sheet.left,
    paddingRight: sheet.right,
    paddingTop: sheet.top,
    paddingBottom: sheet.bottom,
  },
  frame: { flexGrow: 1 },
  header: {
    flexDirection: 'row',
    alignItems: 'flex-end',
    paddingBottom: 5,
    marginBottom: 16,
    borderBottomWidth: 0.75,
    borderBottomColor: colours.line,
  },
  content: { flexGrow: 1 },
  footer: {
    flexDirection: 'row',
    paddingTop: 6,
    marginTop: 14,
    borderTopWidth: 0.75,
    borderTopColor: colours.line,
  },
  grow: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  end: { textAlign: 'right', marginLeft: 16, maxWidth: '50%' },
});
