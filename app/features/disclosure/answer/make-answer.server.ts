import type { DisclosureRequestRow } from '../../../../db/schema/disclosure.table.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '../../../platform/zip.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { safeFileName } from '../../evidence/file-name.ts';
import { problem } from '../../partnerships/commands/saved.ts';
import { exemptionInWords, findExemption } from '../exemptions.ts';
import { getDisclosure, nameOfOwner } from '../get-disclosure.server.ts';
import { getReviewedRequest, readItems } from '../items.server.ts';
import { blacksOut, piecesOf } from '../redaction.ts';
import { disclosureKinds } from '../rules.ts';
import { disclosureFilesOf, holdDisclosure, ownerColumns, ownerOf } from '../scope.server.ts';
import { type Answer, type AnswerRecord, answerPage, answerText, type KeptBack, schedulePage } from './answer-pages.ts';

/** What somebody may do who is not content; in our words. */
const rights = {
  'subject-access': [
    'You can ask us to look at this again. You can also complain to the Information Commissioner’s Office (ico.org.uk), or go to court.',
  ],
  'freedom-of-information': [
    'You can ask us to look at this again. If you are not content after that, you can complain to the Information Commissioner’s Office (ico.org.uk).',
  ],
} as const;

const meanwhile = problem(
  '',
  'Something was found or decided anew while the file was made. Look at it, then make the file again',
);

/**
 * Makes the file that goes out: the answer as a page and as text, and a schedule of what was kept back. Refused while a
 * record is undecided, a search runs, or the second person who was asked has not checked what stands now. Whoever calls
 * this has had the person confirm who they are.
 */
export async function makeAnswer(portal: Portal, viewer: Viewer, requestId: string): Promise<Saved> {
  const { db } = portal.database;
  const seen = await getDisclosure(db, viewer, requestId, portal.stamp().today);
  if (!seen.may.handle) throw notFound();
  const [stands] = seen.inTheWay;
  if (stands !== undefined) return problem('', stands);
  const made = await pack(portal, await getReviewedRequest(db, viewer, requestId));
  if (!made) return meanwhile;
  const file = await portal.blobs.put(disclosureFilesOf(requestId), made.bytes);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const request = await holdDisclosure(trx, viewer, requestId);
    if (request.judged_revision !== seen.judgedRevision || request.revision !== seen.revision) return meanwhile;
    const { latest } = await trx
      .selectFrom('disclosure_file')
      .select((eb) => eb.fn.max<number | null>('version').as('latest'))
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow();
    const id = stamp.newId();
    const version = Number(latest ?? 0) + 1;
    await trx
      .insertInto('disclosure_file')
      .values({
        id,
        ...ownerColumns(ownerOf(request)),
        request_id: requestId,
        version,
        included: made.included,
        blacked_out: made.blackedOut,
        left_out: made.leftOut,
        zip_sha256: file.sha256,
        zip_size: file.size,
        made_by: viewer.personId,
        made_at: stamp.now,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'disclosure.file-made',
      owner: ownerOf(request),
      actorId: viewer.personId,
      subject: { kind: 'disclosure', id: requestId },
      detail: {
        version,
        included: made.included,
        blackedOut: made.blackedOut,
        leftOut: made.leftOut,
        sha256: file.sha256,
      },
    });
    return { saved: true, id };
  });
}

/** The file with its figures; undefined where a search has found something meanwhile that nobody decided about. */
async function pack(portal: Portal, request: DisclosureRequestRow) {
  const { db } = portal.database;
  const stamp = portal.stamp();
  const records: AnswerRecord[] = [];
  const kept: KeptBack[] = [];
  let number = 0;
  for await (const item of readItems(db, request.id)) {
    if (item.decision === null) return undefined;
    number += 1;
    const exemption = item.exemption === null ? undefined : findExemption(request.kind, item.exemption);
    const datedText = item.dated === null ? null : inWords(item.dated);
    const why = exemption ? exemptionInWords(exemption) : '';
    const partly = item.decision === 'include' && blacksOut(item.text, item.marks);
    if (item.decision === 'include')
      records.push({
        number,
        source: item.source,
        title: item.title,
        datedText,
        pieces: piecesOf(item.text, item.marks),
      });
    if (item.decision === 'leave-out' || partly)
      kept.push({ number, source: item.source, datedText, whole: !partly, why });
  }
  const kind = disclosureKinds[request.kind];
  const answer: Answer = {
    title: `Answer to ${kind.words.toLowerCase()} ${request.reference}`,
    reference: request.reference,
    owner: await nameOfOwner(db, ownerOf(request)),
    kindText: kind.words,
    receivedText: dayInWords(request.received_on),
    madeText: dayInWords(stamp.today),
    rights: rights[request.kind],
  };
  const zip = new ZipWriter(new Uint8ArrayWriter(), { lastModDate: new Date(stamp.now) });
  await zip.add('answer.html', new TextReader(answerPage(answer, records)));
  await zip.add('answer.txt', new TextReader(answerText(answer, records)));
  await zip.add('schedule.html', new TextReader(schedulePage(answer, kept)));
  return {
    bytes: await zip.close(),
    included: records.length,
    blackedOut: kept.filter(({ whole }) => !whole).length,
    leftOut: kept.filter(({ whole }) => whole).length,
  };
}

const inWords = (at: string): string => (at.length === 10 ? dayInWords(at) : instantInWords(at));

export interface AnswerFile {
  readonly id: string;
  readonly version: number;
  readonly included: number;
  readonly blackedOut: number;
  readonly leftOut: number;
  readonly size: number;
  readonly sha256: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

/** The files that were made for a request, newest first. Refused as not found for whoever does not handle it. */
export async function listAnswers(portal: Portal, viewer: Viewer, requestId: string): Promise<AnswerFile[]> {
  const { db } = portal.database;
  if (!(await getReviewedRequest(db, viewer, requestId)).handles) throw notFound();
  const rows = await db
    .selectFrom('disclosure_file as file')
    .innerJoin('person', 'person.id', 'file.made_by')
    .selectAll('file')
    .select('person.name as by')
    .where('file.request_id', '=', requestId)
    .orderBy('file.version', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    included: row.included,
    blackedOut: row.blacked_out,
    leftOut: row.left_out,
    size: Number(row.zip_size),
    sha256: row.zip_sha256,
    madeBy: row.by,
    madeAt: row.made_at,
  }));
}

/** One file as it was made. That it was taken is recorded. */
export async function openAnswer(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  fileId: string,
): Promise<{ readonly stream: ReadableStream<Uint8Array>; readonly size: number; readonly fileName: string }> {
  const { db } = portal.database;
  const request = await getReviewedRequest(db, viewer, requestId);
  if (!request.handles) throw notFound();
  const file = await db
    .selectFrom('disclosure_file')
    .select(['version', 'zip_sha256'])
    .where('id', '=', fileId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (!file) throw notFound();
  const found = await portal.blobs.open(disclosureFilesOf(requestId), file.zip_sha256);
  if (!found) throw notFound();
  await portal.database.transaction((trx) =>
    recordEvent(trx, portal.stamp(), {
      type: 'disclosure.file-downloaded',
      owner: ownerOf(request),
      actorId: viewer.personId,
      subject: { kind: 'disclosure', id: requestId },
      detail: { version: file.version, sha256: file.zip_sha256 },
    }),
  );
  return { ...found, fileName: safeFileName(`${request.reference} version ${file.version}`, 'zip') };
}
