/**
 * The pages that go out: readable in any browser, without this portal and without a file beside them. They are made from
 * pieces that were blacked out before; nothing else of a record reaches them.
 */
import { blackedOutWords, type Piece } from '../redaction.ts';

/** A record as it goes out. */
export interface AnswerRecord {
  readonly number: number;
  readonly source: string;
  readonly title: string;
  readonly datedText: string | null;
  readonly pieces: readonly Piece[];
}

/** What was kept back: a whole record, or passages of one. */
export interface KeptBack {
  readonly number: number;
  readonly source: string;
  readonly datedText: string | null;
  readonly whole: boolean;
  readonly why: string;
}

export interface Answer {
  readonly title: string;
  readonly reference: string;
  readonly owner: string;
  readonly kindText: string;
  readonly receivedText: string;
  readonly madeText: string;
  readonly rights: readonly string[];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 Arial,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c;background:#fff}table{border-collapse:collapse;width:100%}th,td{border:1px solid #505a5f;padding:.4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f4f5}.text{white-space:pre-wrap;overflow-wrap:anywhere;border-left:4px solid #505a5f;padding-left:1rem}mark{background:#0b0c0c;color:#fff;padding:0 .2rem}section{break-inside:avoid-page}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;

const pieceInHtml = (piece: Piece): string => (piece.out ? `<mark>${blackedOutWords}</mark>` : escaped(piece.text));

/** "Sent return, 14 March 2027" */
const about = ({ source, datedText }: Pick<AnswerRecord, 'source' | 'datedText'>): string =>
  datedText === null ? source : `${source}, ${datedText}`;

const head = (answer: Answer): string[] => [
  `${answer.kindText} ${answer.reference}, received on ${answer.receivedText}.`,
  `Given by ${answer.owner} on ${answer.madeText}.`,
  `Where you read “${blackedOutWords}”, words were taken out. They are not in this file. The schedule says why.`,
];

export const answerPage = (answer: Answer, records: readonly AnswerRecord[]): string =>
  page(
    answer.title,
    [
      ...head(answer).map((line) => `<p>${escaped(line)}</p>`),
      records.length === 0 ? '<p>No records are given with this answer.</p>' : '',
      ...records.map(
        (record) => `<section aria-labelledby="record-${record.number}">
<h2 id="record-${record.number}">Record ${record.number}: ${escaped(record.title)}</h2>
<p>${escaped(about(record))}</p>
<div class="text">${record.pieces.map(pieceInHtml).join('')}</div>
</section>`,
      ),
      '<h2>If you disagree</h2>',
      ...answer.rights.map((line) => `<p>${escaped(line)}</p>`),
    ].join('\n'),
  );

export const answerText = (answer: Answer, records: readonly AnswerRecord[]): string =>
  [
    answer.title,
    '',
    ...head(answer),
    ...records.flatMap((record) => [
      '',
      `Record ${record.number}: ${record.title}`,
      about(record),
      '',
      record.pieces.map((piece) => (piece.out ? blackedOutWords : piece.text)).join(''),
    ]),
    '',
    'If you disagree',
    ...answer.rights,
    '',
  ].join('\n');

export const schedulePage = (answer: Answer, kept: readonly KeptBack[]): string =>
  page(
    `What was kept back: ${answer.reference}`,
    kept.length === 0
      ? '<p>Nothing was kept back.</p>'
      : `<table>
<caption>Records and passages that are not in the answer, with the reason</caption>
<thead><tr><th scope="col">Record</th><th scope="col">Kind and date</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>
${kept
  .map(
    (one) =>
      `<tr><th scope="row">${one.number}</th><td>${escaped(about(one))}</td><td>${one.whole ? 'The whole record' : 'Passages that are blacked out'}</td><td>${escaped(one.why)}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table>`,
  );
