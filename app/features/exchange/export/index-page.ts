import { dayInWords, instantInWords } from '../../../platform/words.ts';
import type { OrganisationFile, ReturnFile } from './format.ts';
import { escaped, plainPage } from './html.ts';

/** What the front page needs of one return. */
export type ReturnEntry = Pick<ReturnFile, 'cycle' | 'partnership' | 'status' | 'page' | 'sent'> & {
  readonly file: string;
  readonly statusWords: string;
  /** Where the comments can be read; null where nobody wrote any. */
  readonly comments: string | null;
};

function saidInWords(figure: OrganisationFile['surveyFigures'][number]): string {
  if (figure.tooFew) return `Not shown: fewer than ${figure.leastAnswers} people answered`;
  const said =
    figure.mean === null
      ? `${figure.percentAgreed}% agreed`
      : `Mean ${figure.mean} on a scale from ${figure.scaleFrom} to ${figure.scaleTo}`;
  return `${said}, ${figure.answered} answered`;
}

/** The front page of a copy: every file in it as a link, readable without the portal and without script. */
export function indexPage(file: OrganisationFile, returns: readonly ReturnEntry[]): string {
  const { organisation, evidence, letters, responses, challenges, informationRequests, goodPractice } = file;
  const { surveyFigures, actions } = file;
  const title = `Everything of ${organisation.name}`;
  return plainPage(
    title,
    `<p>Made on ${instantInWords(file.madeAt)}. Keep it where only people who may read returns can open it: it holds what was not sent as well.</p>
<h2>Returns</h2>
${table(
  ['Return', 'For', 'State', 'Copies'],
  returns.map((one) => [
    escaped(one.cycle),
    escaped(one.partnership),
    escaped(one.statusWords),
    [
      link(one.page, 'as it stands'),
      ...one.sent.map(({ page, reference, submittedAt }) =>
        link(page, `${reference}, sent on ${instantInWords(submittedAt)}`),
      ),
      ...(one.comments === null ? [] : [link(one.comments, 'comments, inside and with the partnership')]),
      link(one.file, 'data with history and comments (JSON)'),
    ].join('<br>'),
  ]),
)}
<h2>Letters</h2>
${table(
  ['Reference', 'Issued', 'Letter', 'Replies'],
  letters.map((letter) => [
    escaped(letter.reference),
    instantInWords(letter.issuedAt),
    `${link(letter.page, 'read')}, ${link(letter.file, 'data (JSON)')}`,
    letter.replies.map(replyHtml).join('<br>') || 'None',
  ]),
)}
<h2>Written responses</h2>
${table(
  ['Reference', 'Sent', 'Response'],
  responses.map((response) => [
    escaped(response.reference),
    instantInWords(response.sentAt),
    `${link(response.page, 'read')}, ${link(response.file, 'data (JSON)')}`,
  ]),
)}
<h2>Challenges</h2>
${table(
  ['Reference', 'From and to', 'Concern', 'Answer due', 'State', 'What happened'],
  challenges.map((one) => [
    escaped(one.reference),
    escaped(`${one.raisedBy} to ${one.raisedTo}, ${dayInWords(one.raisedOn)}`),
    escaped(one.reason),
    dayInWords(one.dueOn),
    escaped(one.outcome === null ? one.status : `${one.status}: ${one.outcome}`),
    happened(one.updates),
  ]),
)}
<h2>Requests for information</h2>
${table(
  ['Reference', 'What is asked', 'Answer due', 'State', 'What happened'],
  informationRequests.map((one) => [
    escaped(`${one.reference}, ${one.partnership}`),
    escaped(one.asked),
    dayInWords(one.dueOn),
    escaped(one.status),
    happened(one.updates),
  ]),
)}
<h2>Good practice</h2>
${table(
  ['Reference', 'What', 'Difference it made', 'State', 'Agreed to or taken back'],
  goodPractice.map((item) => [
    escaped(item.reference),
    `<strong>${escaped(item.title)}</strong><br>${escaped(item.what)}`,
    escaped(item.difference),
    escaped(item.status),
    item.consents
      .map(({ kind, partnerships, until, madeAt, madeBy }) =>
        escaped(
          [
            `${kind}, ${madeBy}, ${instantInWords(madeAt)}`,
            ...(partnerships.length === 0 ? [] : [`with ${partnerships.join(' and ')}`]),
            ...(until === null ? [] : [`until ${dayInWords(until)}`]),
          ].join(', '),
        ),
      )
      .join('<br>'),
  ]),
)}
<h2>Survey figures</h2>
${table(
  ['Survey', 'About', 'Statement', 'What people said'],
  surveyFigures.map((figure) => [
    escaped(`${figure.survey}, to ${dayInWords(figure.until)}`),
    escaped(figure.question ?? figure.standard),
    escaped(figure.statement),
    saidInWords(figure),
  ]),
)}
<h2>Evidence</h2>
${table(
  ['Title', 'Covers', 'Added', 'File or link'],
  evidence.map(({ title: name, coversFrom, coversTo, addedAt, addedBy, earlier, ...newest }) => [
    escaped(name),
    [coversFrom, coversTo].flatMap((date) => (date === null ? [] : [dayInWords(date)])).join(' to ') || 'Not dated',
    `${instantInWords(addedAt)} by ${escaped(addedBy)}`,
    [newest, ...earlier.toReversed()].map(fileOrLink).join('<br>'),
  ]),
)}
<h2>Actions</h2>
${table(
  ['Reference', 'Action', 'Owner', 'Due', 'State'],
  actions.map(({ reference, what, owner, dueOn, status }) =>
    [reference, what, owner, dayInWords(dueOn), status].map(escaped),
  ),
)}
<h2>Data</h2>
<ul>
<li>${link('organisation.json', 'organisation.json')}: the organisation, its people, evidence, letters, responses, challenges, requests for information, good practice and actions</li>
<li>${link('schema.json', 'schema.json')}: the shape of the JSON files</li>
<li>${link('manifest.json', 'manifest.json')}: every file with its size and SHA-256</li>
</ul>`,
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function replyHtml({
  kind,
  text,
  repliedBy,
  repliedAt,
  answer,
  answeredBy,
}: OrganisationFile['letters'][number]['replies'][number]) {
  const said = text === '' ? (kind === 'agree' ? 'Agrees' : '') : text;
  const answered = answer === null ? '' : ` Answer of ${answeredBy ?? 'the partnership'}: ${answer}`;
  return escaped(`${repliedBy}, ${instantInWords(repliedAt)}: ${said}${answered}`);
}

const fileOrLink = ({ file, url }: Pick<OrganisationFile['evidence'][number], 'file' | 'url'>) =>
  file === null ? escaped(url ?? '') : link(file, file.split('/').at(-1) ?? file);

const link = (path: string, words: string) =>
  `<a href="${path.split('/').map(encodeURIComponent).join('/')}">${escaped(words)}</a>`;

/** What happened to a challenge or a request, a line each. */
const happened = (
  updates:
    | OrganisationFile['challenges'][number]['updates']
    | OrganisationFile['informationRequests'][number]['updates'],
): string =>
  updates
    .map(({ kind, note, madeAt, madeBy }) => escaped(`${kind}, ${madeBy}, ${instantInWords(madeAt)}: ${note}`))
    .join('<br>') || 'Nothing yet';
