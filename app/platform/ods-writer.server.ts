import { columnLetters, type FormCell, type FormSheet, type FormWorkbook, listSheet } from './form-sheet.ts';
import { TextReader, Uint8ArrayWriter, ZipWriter } from './zip.server.ts';

const mediaType = 'application/vnd.oasis.opendocument.spreadsheet';

/**
 * A workbook to fill in as OpenDocument. Written here because no library that we know writes what it needs: line breaks
 * within a cell, lists to choose from, locked cells and hidden columns.
 */
export async function writeOds(workbook: FormWorkbook): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { extendedTimestamp: false, dataDescriptor: false });
  await zip.add('mimetype', new TextReader(mediaType), { level: 0 });
  const parts = {
    'content.xml': contentOf(workbook),
    'styles.xml': `<office:document-styles ${namespaces}><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="en" fo:country="GB" fo:font-size="10pt"/></style:default-style></office:styles>${page}</office:document-styles>`,
    'meta.xml': `<office:document-meta ${namespaces}><office:meta><dc:title>${escaped(workbook.title)}</dc:title><dc:creator>${escaped(workbook.creator)}</dc:creator><dc:language>en-GB</dc:language></office:meta></office:document-meta>`,
    'settings.xml': settingsOf(workbook),
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>${['content', 'styles', 'meta', 'settings'].map((part) => `<manifest:file-entry manifest:full-path="${part}.xml" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`,
  };
  for (const [name, xml] of Object.entries(parts))
    await zip.add(name, new TextReader(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`));
  return Uint8Array.from(await zip.close());
}

/** A4 across, all columns on one page. */
const page =
  '<office:automatic-styles><style:page-layout style:name="across"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Sheet" style:page-layout-name="across"/></office:master-styles>';

const namespaces = Object.entries({
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  number: 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  config: 'urn:oasis:names:tc:opendocument:xmlns:config:1.0',
  of: 'urn:oasis:names:tc:opendocument:xmlns:of:1.2',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')
  .concat(' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"');

function contentOf({ sheets, lists, toRead }: FormWorkbook): string {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))];
  return `<office:document-content ${namespaces}><office:automatic-styles><number:text-style style:name="AsTyped"><number:text-content/></number:text-style>${widths
    .map(
      (width) =>
        `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.2).toFixed(1)}cm"/></style:style>`,
    )
    .join(
      '',
    )}<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style><style:style style:name="shown" style:family="table" style:master-page-name="Sheet"><style:table-properties table:display="true"/></style:style><style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>${cellStyle('locked', 'protected')}${cellStyle('bold', 'protected', ' fo:font-weight="bold"')}${cellStyle('open', 'none', '', ' fo:background-color="#fffbe6" fo:border="0.5pt solid #505a5f"')}</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>${lists
    .map(
      ({ length }, at) =>
        `<table:content-validation table:name="list${at}" table:condition="of:cell-content-is-in-list([$${listSheet}.$${columnLetters(at)}$2:.$${columnLetters(at)}$${length + 1}])" table:allow-empty-cell="true" table:display-list="unsorted"><table:error-message table:display="true" table:message-type="stop" table:title="Not in the list"><text:p>Choose one of the answers in the list, or leave the cell empty.</text:p></table:error-message></table:content-validation>`,
    )
    .join(
      '',
    )}</table:content-validations>${sheets.map((sheet) => sheetOf(sheet, toRead !== true)).join('')}</office:spreadsheet></office:body></office:document-content>`;
}

const cellStyle = (name: string, protect: string, text = '', cell = '') =>
  `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="AsTyped"><style:table-cell-properties style:cell-protect="${protect}" fo:wrap-option="wrap" style:vertical-align="top"${cell}/><style:text-properties fo:language="en" fo:country="GB"${text}/></style:style>`;

function sheetOf({ name, rows, widths, hiddenColumns = [], hidden }: FormSheet, locked: boolean): string {
  const columns = widths.map(
    (width, at) =>
      `<table:table-column table:style-name="w${width}"${hiddenColumns.includes(at) ? ' table:visibility="collapse"' : ''}/>`,
  );
  // No "header rows": the library that we read workbooks with passes over them.
  const lines = rows.map(
    (cells) => `<table:table-row table:style-name="row">${cells.map(cellOf).join('')}</table:table-row>`,
  );
  return `<table:table table:name="${escaped(name)}" table:style-name="${hidden ? 'unseen' : 'shown'}" table:protected="${locked}">${columns.join('')}${lines.join('')}</table:table>`;
}

function cellOf({ value, open, list, look }: FormCell): string {
  const style = open ? 'open' : look ? 'bold' : 'locked';
  const attributes = `table:style-name="${style}"${list === undefined ? '' : ` table:content-validation-name="list${list}"`}`;
  if (value === '') return `<table:table-cell ${attributes}/>`;
  if (typeof value === 'number')
    return `<table:table-cell ${attributes} office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
  const paragraphs = value.split('\n').map((line) => `<text:p>${spaced(line)}</text:p>`);
  return `<table:table-cell ${attributes} office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}

/** Spaces at an end, runs of them and tabs: plain ones are folded away by every reader. */
const spaced = (line: string) =>
  escaped(line)
    .replace(/^ +| {2,}| +$/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
    .replaceAll('\t', '<text:tab/>');

/** Keeps the first row of each sheet in sight. */
const settingsOf = ({ sheets }: FormWorkbook) =>
  `<office:document-settings ${namespaces}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables">${sheets
    .map(
      ({ name }) =>
        `<config:config-item-map-entry config:name="${escaped(name)}"><config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item><config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item><config:config-item config:name="PositionBottom" config:type="int">1</config:config-item></config:config-item-map-entry>`,
    )
    .join(
      '',
    )}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`.replace(
    'xmlns:of=',
    'xmlns:ooo="http://openoffice.org/2004/office" xmlns:of=',
  );

const forbidden = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
