import type { OutcomeLetterModel, PdfModel, WrittenResponseModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { findScan } from '../../evidence/scans.server.ts';
import { returnStatuses } from '../../returns/rules.ts';
import { partsOf } from '../../submissions/documents.server.ts';
import { draftModel, returnCopyModel } from '../../submissions/pdf-model.server.ts';
import { getSubmissionOfReturn } from '../../submissions/queries.server.ts';
import { type Archive, jsonOf } from './archive.server.ts';
import { commentsPage } from './comments-page.ts';
import { filesOfEvidence } from './exported-evidence.server.ts';
import {
  getSentLetter,
  getSentResponse,
  listExportedLetterReplies,
  listSentIds,
  type SentDocument,
} from './exported-feedback.server.ts';
import { numberedName } from './file-names.ts';
import { exportJsonSchema, type OrganisationFile } from './format.ts';
import { indexPage, type ReturnEntry } from './index-page.ts';
import { readOrganisationFile } from './organisation-file.server.ts';
import { readReturnFile } from './return-file.server.ts';

/** Told on the way: per cent done, and what is written in words. */
export type ExportProgress = (percent: number, note: string) => Promise<void>;

/**
 * Writes everything of one organisation into an archive, piece by piece: one return, one letter, one piece of evidence at a
 * time is held, however many there are. Each return is read in one moment; two returns may be a second apart.
 */
export async function writeExport(
  portal: Portal,
  archive: Archive,
  organisationId: string,
  madeAt: string,
  onProgress: ExportProgress = async () => undefined,
): Promise<number> {
  const { db } = portal.database;
  const scope: OrganisationScope = { organisationIds: [organisationId] };
  const file = await readOrganisationFile(db, scope, organisationId, madeAt);
  const returnIds = await listReturnIds(portal, organisationId);
  const letterIds = await listSentIds(db, 'outcome_letter', organisationId);
  const responseIds = await listSentIds(db, 'written_response', organisationId);
  const stored = filesOfEvidence(file.evidence);
  const total = returnIds.length + letterIds.length + responseIds.length + stored.length;
  let done = 0;
  const step = async (note: string) => onProgress(Math.floor((done++ * 100) / Math.max(1, total)), note);
  const returns: ReturnEntry[] = [];
  for (const [at, returnId] of returnIds.entries()) {
    await step('Writing the returns');
    returns.push(await writeReturn(portal, archive, scope, { returnId, number: at + 1, file }));
  }
  for (const [at, id] of letterIds.entries()) {
    await step('Writing the letters');
    const letter = await getSentLetter(db, scope, id);
    const { sentAt: issuedAt, ...sent } = await writeSent(portal, archive, 'letters', letter, at + 1);
    file.letters.push({ ...sent, issuedAt, replies: await listExportedLetterReplies(db, scope, id) });
  }
  for (const [at, id] of responseIds.entries()) {
    await step('Writing the responses');
    const response = await getSentResponse(db, scope, id);
    file.responses.push(await writeSent(portal, archive, 'responses', response, at + 1));
  }
  for (const { evidenceId, path, sha256 } of stored) {
    await step('Writing the evidence');
    const found = await portal.blobs.open(organisationId, sha256);
    if (!found) {
      if ((await findScan(db, { organisationId, sha256 })) !== 'infected')
        throw new Error(`A file of evidence ${evidenceId} is not in the store`);
      await archive.addText(path, 'Malware was found in this file, so it was removed from the portal.\n');
      continue;
    }
    await archive.addStream(path, found.stream);
  }
  await archive.addText('organisation.json', jsonOf(file));
  await archive.addText('schema.json', exportJsonSchema());
  await archive.addText('index.html', indexPage(file, returns));
  return archive.finish();
}

async function listReturnIds(portal: Portal, organisationId: string): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('agency_return')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('due_on')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

interface ReturnWork {
  readonly returnId: string;
  readonly number: number;
  readonly file: OrganisationFile;
}

async function writeReturn(
  portal: Portal,
  archive: Archive,
  scope: OrganisationScope,
  { returnId, number, file }: ReturnWork,
): Promise<ReturnEntry> {
  const named = await portal.database.db
    .selectFrom('agency_return')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select('cycle.name')
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
  const folder = `returns/${numberedName(number, named.name)}`;
  const { file: returnFile, loaded } = await portal.database.readTogether((trx) =>
    readReturnFile(trx, scope, returnId, {
      page: `${folder}/return.html`,
      snapshot: (version) => `${folder}/sent-${version}.json`,
      sentPage: (version) => `${folder}/sent-${version}.html`,
    }),
  );
  const place = `${folder}/return.json`;
  await archive.addText(place, jsonOf(returnFile));
  if (!returnFile.sent.some(({ page }) => page === returnFile.page))
    await archive.addText(
      returnFile.page,
      await pageOf(portal, draftModel(loaded, file.madeAt, portal.config.publicOrigin)),
    );
  for (const { version, snapshot, page } of returnFile.sent) {
    const sent = await getSubmissionOfReturn(
      portal.database.db,
      { organisation: scope, partnership: undefined },
      returnId,
      version,
    );
    // Byte for byte as it was hashed, so that anybody can check it against the receipt.
    await archive.addText(snapshot, sent.text);
    await archive.addText(page, await pageOf(portal, returnCopyModel(await partsOf(portal, sent))));
  }
  const said = commentsPage(returnFile);
  const comments = said === undefined ? null : `${folder}/comments.html`;
  if (said !== undefined && comments !== null) await archive.addText(comments, said);
  const { cycle, partnership, status, page, sent } = returnFile;
  file.returns.push({ id: returnId, cycle, partnership, file: place, page });
  return { cycle, partnership, status, statusWords: returnStatuses[status].words, page, sent, file: place, comments };
}

type Sent = OrganisationFile['responses'][number];

/** What was sent, byte for byte as it was hashed, and the same to read. */
async function writeSent(
  portal: Portal,
  archive: Archive,
  folder: string,
  sent: SentDocument,
  number: number,
): Promise<Sent> {
  const { reference, returnId, sentAt, sha256, model } = sent;
  const place = (ending: string) => `${folder}/${numberedName(number, reference, ending)}`;
  const file = place('json');
  const page = place('html');
  await archive.addText(file, model);
  // Written by `issueLetter` or `sendResponses` from a typed model and never changed after.
  await archive.addText(page, await pageOf(portal, JSON.parse(model) as OutcomeLetterModel | WrittenResponseModel));
  return { reference, returnId, sentAt, sha256, file, page };
}

async function pageOf({ documents }: Portal, model: PdfModel): Promise<string> {
  const { bytes } = await documents.render(model, { format: 'html' });
  return new TextDecoder().decode(bytes);
}
