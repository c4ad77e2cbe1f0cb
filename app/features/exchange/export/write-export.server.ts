import type { OutcomeLetterModel, PdfModel } from '../../../../pdf/models.ts';
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
  const letterIds = await listLetterIds(portal, organisationId);
  const stored = filesOfEvidence(file.evidence);
  const total = returnIds.length + letterIds.length + stored.length;
  let done = 0;
  const step = async (note: string) => onProgress(Math.floor((done++ * 100) / Math.max(1, total)), note);
  const returns: ReturnEntry[] = [];
  for (const [at, returnId] of returnIds.entries()) {
    await step('Writing the returns');
    returns.push(await writeReturn(portal, archive, scope, { returnId, number: at + 1, file }));
  }
  for (const [at, letterId] of letterIds.entries()) {
    await step('Writing the letters');
    await writeLetter(portal, archive, scope, { letterId, number: at + 1, file });
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

async function listLetterIds(portal: Portal, organisationId: string): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('outcome_letter')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('issued_at')
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

interface LetterWork {
  readonly letterId: string;
  readonly number: number;
  readonly file: OrganisationFile;
}

async function writeLetter(
  portal: Portal,
  archive: Archive,
  scope: OrganisationScope,
  { letterId, number, file }: LetterWork,
): Promise<void> {
  const letter = await portal.database.db
    .selectFrom('outcome_letter')
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .select([
      'outcome_letter.model',
      'outcome_letter.sha256',
      'outcome_letter.issued_at',
      'outcome_letter.reference',
      'submission.return_id',
    ])
    .where('outcome_letter.id', '=', letterId)
    .where('outcome_letter.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
  const [page, data] = ['html', 'json'].map((ending) => `letters/${numberedName(number, letter.reference, ending)}`);
  if (!page || !data) return;
  // Written by `issueLetter` from a typed model and never changed after.
  const model = JSON.parse(letter.model) as OutcomeLetterModel;
  await archive.addText(data, letter.model);
  await archive.addText(page, await pageOf(portal, model));
  file.letters.push({
    reference: letter.reference,
    returnId: letter.return_id,
    issuedAt: letter.issued_at,
    sha256: letter.sha256,
    file: data,
    page,
  });
}

async function pageOf({ documents }: Portal, model: PdfModel): Promise<string> {
  const { bytes } = await documents.render(model, { format: 'html' });
  return new TextDecoder().decode(bytes);
}
