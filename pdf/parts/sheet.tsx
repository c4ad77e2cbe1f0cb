import { Page, StyleSheet, Text } from '@react-pdf/renderer';
import { createContext, type ReactNode, useContext } from 'react';
import type { DocumentFrame } from '../models.ts';
import { tagged } from '../tagging/tag.ts';
import type { PageRegister } from './page-register.ts';
import { colours, sheet } from './theme.ts';

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
  const column = (landscape ? sheet.long : sheet.short) - sheet.left - sheet.right;
  const wide = { width: column, paddingRight: column * 0.46 };
  const foot = { width: column, paddingRight: 80 };
  const half = { width: column * 0.44 };
  const footLine = [frame.partnership, frame.reference, footNote].filter((part) => part !== '').join('   |   ');
  const layout = (at: LayoutProps) => {
    const page = at.pageNumber ?? 1;
    const pages = at.totalPages ?? null;
    // The engine also asks for a frame to look at before it lays anything out; only a placed page has a number of its own.
    if (at.subPageNumber !== undefined)
      register.step({ stage: pages === null ? 'laying-out' : 'numbering', page, pages, section: order });
    return (
      <>
        {headless && at.subPageNumber === 1 ? null : (
          <>
            <Text {...tagged('Artifact')} style={[styles.running, styles.header, wide]}>
              {frame.title}
            </Text>
            <Text {...tagged('Artifact')} style={[styles.running, styles.headerEnd, half]}>
              {name}
            </Text>
          </>
        )}
        {at.children}
        <Text {...tagged('Artifact')} style={[styles.running, styles.footer, foot]}>
          {footLine}
        </Text>
        {frame.check ? (
          <Text {...tagged('Artifact')} style={[styles.running, styles.check, { width: column }]}>
            {`Check this document: ${frame.check.address}`}
          </Text>
        ) : null}
        <Text
          {...tagged('Artifact')}
          style={[styles.running, styles.footerEnd, half]}
        >{`Page ${page} of ${pages ?? '000'}`}</Text>
      </>
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

const { size, line, rule } = { size: 7.5, line: 9.75, rule: 5 };

const styles = StyleSheet.create({
  page: {
    fontFamily: 'Inter',
    color: colours.ink,
    paddingLeft: sheet.left,
    paddingRight: sheet.right,
    paddingTop: sheet.top,
    paddingBottom: sheet.bottom,
  },
  // Set by position and without boxes around them: a frame is laid out four times for each page.
  running: {
    position: 'absolute',
    fontSize: size,
    lineHeight: line / size,
    color: colours.soft,
    maxLines: 1,
    textOverflow: 'ellipsis',
  },
  header: { left: sheet.left, top: 34, paddingBottom: rule, borderBottomWidth: 0.75, borderBottomColor: colours.line },
  headerEnd: { right: sheet.right, top: 34, fontWeight: 600, color: colours.ink, textAlign: 'right' },
  footer: { left: sheet.left, bottom: 28, paddingTop: rule, borderTopWidth: 0.75, borderTopColor: colours.line },
  check: { left: sheet.left, bottom: 17 },
  footerEnd: { right: sheet.right, bottom: 28, textAlign: 'right' },
});
