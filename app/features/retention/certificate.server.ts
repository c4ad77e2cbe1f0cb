import type { Reader, Trx } from '../../../db/client.server.ts';
import type { DisposalRunRow } from '../../../db/schema/retention.table.ts';
import type { DisposalCertificateModel } from '../../../pdf/models.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { makeReference } from '../../platform/ids.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { instantInWords } from '../../platform/words.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { issueDocument } from '../audit/issue-document.server.ts';
import { type DocumentFile, openDocumentFile } from '../challenge/document-file.server.ts';
import { nameOfOwner } from './access.server.ts';
import { isUnit, units } from './map/index.ts';
import { type Owner, ownerOfRow } from './owner.ts';
import { getRunRow, isKept, rulesOf } from './runs.server.ts';
import { lengthInWords, lineOf } from './schedule.ts';

/**
 * Issues the certificate of a run that has ended, in the transaction that ends it. One of the installation has no code to
 * check it by: a code belongs to a partnership.
 */
export async function issueCertificate(trx: Trx, portal: Portal, stamp: Stamp, run: DisposalRunRow): Promise<void> {
  const owner = ownerOfRow(run);
  const reference = makeReference('CRT');
  const partnershipId = await partnershipOf(trx, owner);
  const name = await nameOfOwner(trx, owner);
  const records = await trx
    .selectFrom('disposal_run_record')
    .select(['unit', 'record_id', 'state'])
    .where('run_id', '=', run.id)
    .orderBy('position')
    .execute();
  const gone = records.filter(({ state }) => state === 'gone');
  const model: DisposalCertificateModel = {
    kind: 'disposal-certificate',
    title: 'Certificate of disposal',
    language: 'en-GB',
    madeOn: stamp.now,
    madeOnText: instantInWords(stamp.now),
    partnership: partnershipId === null ? name : await nameOfOwner(trx, { kind: 'partnership', id: partnershipId }),
    reference,
    accessibleAddress: `${portal.config.publicOrigin}/retention/runs/${run.id}/certificate`,
    owner: name,
    facts: await factsOf(trx, run, reference),
    reason: run.reason,
    kinds: [...Map.groupBy(records, ({ unit }) => unit)].map(([code, of]) => {
      const count = (is: (state: string) => boolean) => String(of.filter(({ state }) => is(state)).length);
      return {
        words: wordsOf(code),
        rule: ruleOf(run, code),
        gone: count((state) => state === 'gone'),
        kept: count(isKept),
      };
    }),
    lists: [...Map.groupBy(gone, ({ unit }) => unit)].map(([code, of]) => ({
      words: wordsOf(code),
      ids: of.map(({ record_id }) => record_id),
    })),
    listSha256: sha256OfValue(gone.map(({ unit, record_id }) => `${unit} ${record_id}`)),
  };
  const sha256 = sha256OfValue(model);
  const check =
    partnershipId === null
      ? null
      : await issueDocument(trx, stamp, portal.config.publicOrigin, {
          kind: 'disposal-certificate',
          subjectId: run.id,
          series: run.id,
          version: 1,
          reference,
          owner: { partnershipId, ...(owner.kind === 'organisation' ? { organisationId: owner.id } : {}) },
          contentSha256: sha256,
        });
  await trx
    .insertInto('disposal_certificate')
    .values({
      run_id: run.id,
      reference,
      model: JSON.stringify({ ...model, check }),
      sha256,
      issued_at: stamp.now,
      pdf_sha256: null,
      pdf_size: null,
    })
    .execute();
}

const wordsOf = (code: string) => (isUnit(code) ? units[code].words : code);

function ruleOf(run: DisposalRunRow, code: string): string {
  const rule = isUnit(code) ? rulesOf(run).find(({ line }) => line === units[code].line) : undefined;
  if (!rule) return '';
  if (run.kind === 'erasure') return 'On request';
  return `${lineOf(rule.line).title}: ${lengthInWords(rule.length)}. ${lineOf(rule.line).trigger}`;
}

/** The partnership in whose name a code is given: an organisation's own, or the last one it belonged to. */
async function partnershipOf(db: Reader, { kind, id }: Owner): Promise<string | null> {
  if (kind !== 'organisation') return kind === 'partnership' ? id : null;
  const member = await db
    .selectFrom('partnership_member')
    .select('partnership_id')
    .where('organisation_id', '=', id)
    .orderBy((eb) => eb.case().when('left_on', 'is', null).then(0).else(1).end())
    .orderBy('joined_on')
    .limit(1)
    .executeTakeFirst();
  return member?.partnership_id ?? null;
}

async function factsOf(db: Reader, run: DisposalRunRow, reference: string) {
  const step = async (label: string, by: string | null, at: string | null) => {
    if (by === null || at === null) return [];
    const person = await db.selectFrom('person').select('name').where('id', '=', by).executeTakeFirstOrThrow();
    return [{ label, value: `${person.name}, ${instantInWords(at)}` }];
  };
  return [
    { label: 'Reference', value: reference },
    { label: 'Run', value: run.reference },
    ...(await step('Prepared by', run.prepared_by, run.prepared_at)),
    ...(await step('Approved by', run.approved_by, run.approved_at)),
    ...(await step('Confirmed by', run.confirmed_by, run.confirmed_at)),
    ...(run.finished_at === null ? [] : [{ label: 'Finished', value: instantInWords(run.finished_at) }]),
  ];
}

export interface IssuedCertificate {
  readonly runId: string;
  readonly owner: Owner;
  readonly model: DisposalCertificateModel;
  readonly pdfSha256: string | null;
}

/** The certificate of a run that has ended. Refused as not found for everybody who may not see the run. */
export async function getCertificate(db: Reader, viewer: Viewer, runId: string): Promise<IssuedCertificate> {
  const run = await getRunRow(db, viewer, runId);
  const row = await db
    .selectFrom('disposal_certificate')
    .select(['model', 'pdf_sha256'])
    .where('run_id', '=', runId)
    .executeTakeFirst();
  if (!row) throw notFound();
  // Written by `issueCertificate` from a typed model and never changed after.
  return {
    runId,
    owner: run.owner,
    model: JSON.parse(row.model) as DisposalCertificateModel,
    pdfSha256: row.pdf_sha256,
  };
}

/** The certificate as a PDF, drawn at the first asking: the same bytes ever after. */
export async function openCertificate(portal: Portal, viewer: Viewer, runId: string): Promise<DocumentFile> {
  const { db } = portal.database;
  const { owner, model, pdfSha256 } = await getCertificate(db, viewer, runId);
  return openDocumentFile(
    portal,
    {
      // Files of certificates stand with the owner's other files; the installation has a place of its own.
      partnershipId: owner.kind === 'installation' ? 'installation' : owner.id,
      model,
      pdfSha256,
      name: `certificate-${model.reference}`,
      keep: (file) =>
        db
          .updateTable('disposal_certificate')
          .set(file)
          .where('run_id', '=', runId)
          .where('pdf_sha256', 'is', null)
          .execute(),
    },
    'pdf',
  );
}
