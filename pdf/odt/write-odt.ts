import { configure, TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { type FlowBlock, type FlowDocument, withoutForbidden } from '../flow/blocks.ts';
import { flowOf } from '../flow/flow-of.ts';
import type { PdfModel } from '../models.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { namespaces, paragraphStyles, stylesPart } from './styles.ts';
import { element, type Xml, xmlFile } from './xml.ts';

configure({ useWebWorkers: false });

const mediaType = 'application/vnd.oasis.opendocument.text';

/**
 * Model in, OpenDocument text out: the same model gives the same bytes. Copies of returns, letters and minutes have
 * this form; any other model is refused. It has no pages yet.
 */
export async function writeOdt(given: PdfModel): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const model = withoutForbidden(given);
  const flow = flowOf(model);
  if (!flow) throw new Error(`There is no OpenDocument form of ${model.kind}`);
  return { bytes: await odtOf(flow), pages: 0 };
}

async function odtOf(flow: FlowDocument): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    lastModDate: new Date(flow.madeOn),
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  // Stands first and unpacked, so that the kind of file can be read from its first bytes.
  await zip.add('mimetype', new TextReader(mediaType), { level: 0 });
  const parts = {
    'content.xml': contentPart(flow),
    'styles.xml': stylesPart(flow.foot),
    'meta.xml': metaPart(flow),
    'META-INF/manifest.xml': manifestPart(),
  };
  for (const [name, part] of Object.entries(parts)) await zip.add(name, new TextReader(xmlFile(part)));
  return Uint8Array.from(await zip.close());
}

function contentPart(flow: FlowDocument): Xml {
  return element(
    'office:document-content',
    namespaces,
    element(
      'office:automatic-styles',
      {},
      cellStyle('Cell', {}),
      cellStyle('Head', { 'fo:background-color': '#f3f4f5' }),
      element(
        'style:style',
        { 'style:name': 'Grid', 'style:family': 'table' },
        element('style:table-properties', {
          'style:rel-width': '100%',
          'fo:margin-bottom': '0.3cm',
          'table:align': 'margins',
        }),
      ),
    ),
    element(
      'office:body',
      {},
      element(
        'office:text',
        {},
        paragraph('title', flow.title),
        paragraph('subtitle', flow.subtitle),
        flow.blocks.flatMap((block, at) => xmlOfBlock(block, `Table${at + 1}`)),
      ),
    ),
  );
}

const cellStyle = (name: string, properties: Record<string, string>) =>
  element(
    'style:style',
    { 'style:name': name, 'style:family': 'table-cell' },
    element('style:table-cell-properties', {
      'fo:border': '0.5pt solid #b1b4b6',
      'fo:padding': '0.12cm',
      ...properties,
    }),
  );

function xmlOfBlock(block: FlowBlock, tableName: string): Xml[] {
  switch (block.type) {
    case 'heading':
      return [
        element(
          'text:h',
          {
            'text:style-name': block.level === 1 ? paragraphStyles.heading1 : paragraphStyles.heading2,
            'text:outline-level': block.level,
          },
          words(block.text),
        ),
      ];
    case 'text':
      return paragraphsOf(block.text).map((text) => paragraph(block.look ?? 'body', text));
    case 'list':
      return [
        element(
          'text:list',
          { 'text:style-name': 'Bullets' },
          block.items.map((item) => element('text:list-item', {}, paragraph('list', item))),
        ),
      ];
    case 'table':
      return [table(block, tableName)];
  }
}

function table({ headings, rows }: Extract<FlowBlock, { type: 'table' }>, name: string): Xml {
  const row = (cells: readonly string[], look: 'cell' | 'head') =>
    element(
      'table:table-row',
      {},
      cells.map((text) =>
        element(
          'table:table-cell',
          { 'table:style-name': look === 'head' ? 'Head' : 'Cell', 'office:value-type': 'string' },
          paragraph(look, text),
        ),
      ),
    );
  return element(
    'table:table',
    { 'table:name': name, 'table:style-name': 'Grid' },
    element('table:table-column', { 'table:number-columns-repeated': headings.length }),
    element('table:table-header-rows', {}, row(headings, 'head')),
    rows.map((cells) => row(cells, 'cell')),
  );
}

const paragraph = (style: keyof typeof paragraphStyles, text: string) =>
  element('text:p', { 'text:style-name': paragraphStyles[style] }, words(text));

/** Text with its line breaks, tabs and runs of spaces: plain ones are folded into one space by every reader. */
const words = (text: string): (Xml | string)[] =>
  text.split(/(\n|\t| {2,})/).flatMap((part) => {
    if (part === '') return [];
    if (part === '\n') return [element('text:line-break')];
    if (part === '\t') return [element('text:tab')];
    return /^ {2,}$/.test(part) ? [' ', element('text:s', { 'text:c': part.length - 1 })] : [part];
  });

const metaPart = ({ title, subtitle, author, subject, madeOn }: FlowDocument) =>
  element(
    'office:document-meta',
    namespaces,
    element(
      'office:meta',
      {},
      element('dc:title', {}, `${title}. ${subtitle}`),
      element('dc:subject', {}, subject),
      element('dc:language', {}, 'en-GB'),
      element('dc:creator', {}, author),
      element('meta:creation-date', {}, madeOn),
      element('dc:date', {}, madeOn),
    ),
  );

const manifestPart = () => {
  const entry = (path: string, type: string) =>
    element('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': type });
  return element(
    'manifest:manifest',
    { 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.3' },
    entry('/', mediaType),
    ...['content.xml', 'styles.xml', 'meta.xml'].map((part) => entry(part, 'text/xml')),
  );
};
