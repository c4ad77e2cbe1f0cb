import { element, type Xml } from './xml.ts';

/** What every part of an OpenDocument text names its words by. */
export const namespaces = {
  'xmlns:office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  'xmlns:style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  'xmlns:text': 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  'xmlns:table': 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  'xmlns:fo': 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  'xmlns:meta': 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'office:version': '1.3',
} as const;

/** Names of the paragraph styles; a reader may change how each looks for the whole document. */
export const paragraphStyles = {
  title: 'Title',
  subtitle: 'Subtitle',
  heading1: 'Heading_20_1',
  heading2: 'Heading_20_2',
  body: 'Text_20_body',
  quiet: 'Quiet',
  strong: 'Strong_20_line',
  list: 'List_20_item',
  cell: 'Table_20_contents',
  head: 'Table_20_heading',
  foot: 'Footer',
} as const;

type Look = { readonly text?: Record<string, string>; readonly paragraph?: Record<string, string> };

const looks: Readonly<Record<keyof typeof paragraphStyles, Look>> = {
  title: { text: { 'fo:font-size': '22pt', 'fo:font-weight': 'bold' }, paragraph: { 'fo:margin-bottom': '0.2cm' } },
  subtitle: { text: { 'fo:font-size': '13pt' }, paragraph: { 'fo:margin-bottom': '0.4cm' } },
  heading1: {
    text: { 'fo:font-size': '16pt', 'fo:font-weight': 'bold', 'fo:color': '#16395c' },
    paragraph: { 'fo:margin-top': '0.7cm', 'fo:margin-bottom': '0.2cm', 'fo:keep-with-next': 'always' },
  },
  heading2: {
    text: { 'fo:font-size': '12pt', 'fo:font-weight': 'bold' },
    paragraph: { 'fo:margin-top': '0.5cm', 'fo:margin-bottom': '0.15cm', 'fo:keep-with-next': 'always' },
  },
  body: { paragraph: { 'fo:margin-bottom': '0.2cm' } },
  quiet: { text: { 'fo:font-style': 'italic' }, paragraph: { 'fo:margin-bottom': '0.2cm' } },
  strong: { text: { 'fo:font-weight': 'bold' }, paragraph: { 'fo:margin-bottom': '0.2cm' } },
  list: { paragraph: { 'fo:margin-bottom': '0.1cm' } },
  cell: { text: { 'fo:font-size': '10pt' } },
  head: { text: { 'fo:font-size': '10pt', 'fo:font-weight': 'bold' }, paragraph: { 'fo:keep-with-next': 'always' } },
  foot: { text: { 'fo:font-size': '8pt' } },
};

/** The styles of the document: typeface, language, headings, lists, and the page with its number at the foot. */
export function stylesPart(foot: string): Xml {
  return element(
    'office:document-styles',
    namespaces,
    element(
      'office:styles',
      {},
      element(
        'style:default-style',
        { 'style:family': 'paragraph' },
        element('style:paragraph-properties', { 'fo:line-height': '120%', 'fo:orphans': 2, 'fo:widows': 2 }),
        element('style:text-properties', {
          'fo:font-family': 'Arial',
          'fo:font-size': '11pt',
          'fo:language': 'en',
          'fo:country': 'GB',
        }),
      ),
      element('style:style', { 'style:name': 'Standard', 'style:family': 'paragraph', 'style:class': 'text' }),
      Object.entries(looks).map(([key, look]) => paragraphStyle(key, look)),
      element(
        'text:list-style',
        { 'style:name': 'Bullets' },
        element(
          'text:list-level-style-bullet',
          { 'text:level': 1, 'text:bullet-char': '•' },
          element(
            'style:list-level-properties',
            { 'text:list-level-position-and-space-mode': 'label-alignment' },
            element('style:list-level-label-alignment', {
              'text:label-followed-by': 'listtab',
              'fo:text-indent': '-0.5cm',
              'fo:margin-left': '0.9cm',
            }),
          ),
        ),
      ),
    ),
    element(
      'office:automatic-styles',
      {},
      element(
        'style:page-layout',
        { 'style:name': 'A4' },
        element('style:page-layout-properties', {
          'fo:page-width': '21cm',
          'fo:page-height': '29.7cm',
          'fo:margin': '2cm',
        }),
      ),
    ),
    element(
      'office:master-styles',
      {},
      element(
        'style:master-page',
        { 'style:name': 'Standard', 'style:page-layout-name': 'A4' },
        element(
          'style:footer',
          {},
          element(
            'text:p',
            { 'text:style-name': paragraphStyles.foot },
            `${foot}. Page `,
            element('text:page-number', { 'text:select-page': 'current' }, '1'),
            ' of ',
            element('text:page-count', {}, '1'),
          ),
        ),
      ),
    ),
  );
}

function paragraphStyle(key: string, { text, paragraph }: Look): Xml {
  const name = Object.entries(paragraphStyles).find(([one]) => one === key)?.[1] ?? key;
  return element(
    'style:style',
    {
      'style:name': name,
      'style:display-name': name.replaceAll('_20_', ' '),
      'style:family': 'paragraph',
      'style:parent-style-name': 'Standard',
      ...(key === 'heading1' ? { 'style:default-outline-level': 1 } : {}),
      ...(key === 'heading2' ? { 'style:default-outline-level': 2 } : {}),
    },
    paragraph ? element('style:paragraph-properties', paragraph) : null,
    text ? element('style:text-properties', text) : null,
  );
}
