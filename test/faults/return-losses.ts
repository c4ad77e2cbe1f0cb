import { createHash } from 'node:crypto';
import { snapshotSchema } from '../../app/features/submissions/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { sha256OfValue } from '../../standards/hash.server.ts';
import type { Cast } from './kill-cast.ts';
import type { Acknowledged } from './return-kills.ts';

/** Everything in the data of a portal that is not as people were told, each in a sentence; none when nothing is lost. */
export async function lossesIn(portal: Portal, cast: Cast, acknowledged: Acknowledged): Promise<string[]> {
  return [
    ...(await lostAnswers(portal, acknowledged)),
    ...(await lostFiles(portal, acknowledged)),
    ...(await lostSignatures(portal, cast, acknowledged)),
    ...(await lostSubmissions(portal, acknowledged)),
    ...(await lostMessages(portal, acknowledged)),
    ...brokenFile(portal),
  ];
}

async function lostAnswers({ database: { db } }: Portal, { answers }: Acknowledged): Promise<string[]> {
  const losses: string[] = [];
  const stored = await db
    .selectFrom('answer')
    .select(['return_id', 'question_code', 'revision', 'value', 'point'])
    .execute();
  const standing = new Map(stored.map((row) => [`${row.return_id} ${row.question_code}`, row]));
  const history = await db
    .selectFrom('answer_revision')
    .select(['return_id', 'question_code', 'revision', 'value', 'outcome', 'idempotency_key'])
    .execute();
  const kept = new Map<string, (typeof history)[number]>();
  for (const row of history) {
    const name = `${row.return_id} ${row.question_code} ${row.revision}`;
    if (row.outcome !== 'kept') losses.push(`${name} met another save, and nobody else typed there`);
    if (kept.has(name)) losses.push(`${name} was written twice`);
    kept.set(name, row);
  }
  for (const { returnId, code, revision, narrative, key } of answers) {
    const name = `${returnId} ${code}`;
    const row = standing.get(name);
    if (!row || row.revision < revision) losses.push(`${name} was saved at ${revision} and stands at ${row?.revision}`);
    else if (row.revision === revision && narrativeOf(row.value) !== narrative)
      losses.push(`${name} says something else at ${revision}`);
    const then = kept.get(`${name} ${revision}`);
    if (!then || narrativeOf(then.value) !== narrative || then.idempotency_key !== key)
      losses.push(`${name} has no history of what was saved at ${revision}`);
  }
  for (const [name, row] of standing) {
    if (kept.get(`${name} ${row.revision}`)?.value !== row.value) losses.push(`${name} and its history disagree`);
    for (let revision = 1; revision <= row.revision; revision += 1)
      if (!kept.has(`${name} ${revision}`)) losses.push(`${name} has a gap at ${revision}`);
  }
  return losses;
}

const narrativeOf = (value: string) => (JSON.parse(value) as { narrative?: string }).narrative;

async function lostFiles({ database: { db }, blobs }: Portal, { files }: Acknowledged): Promise<string[]> {
  const losses: string[] = [];
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'organisation_id', 'sha256', 'size'])
    .where('kind', '=', 'file')
    .execute();
  const named = new Set<string>();
  for (const { id, organisation_id, sha256, size } of rows) {
    const name = `${organisation_id} ${sha256}`;
    if (named.has(name)) losses.push(`The file ${name} was added twice`);
    named.add(name);
    const blob = await blobs.open(organisation_id, sha256 ?? '');
    if (!blob) losses.push(`Evidence ${id} has no file`);
    else if ((await hashOf(blob.stream)) !== sha256 || blob.size !== size)
      losses.push(`Evidence ${id} has another file than it says`);
  }
  for (const { organisationId, sha256 } of files)
    if (!named.has(`${organisationId} ${sha256}`)) losses.push(`The file ${organisationId} ${sha256} is not there`);
  return losses;
}

/** Of acknowledged files, those that do not come down from the portal as they went up. */
export async function changedDownloads(origin: string, cast: Cast, { files }: Acknowledged): Promise<string[]> {
  const losses: string[] = [];
  for (const { path, organisationId, sha256 } of files) {
    if (path === null) continue;
    const cookie = cast.uploaders.find((one) => one.organisationId === organisationId)?.cookie ?? '';
    const response = await fetch(new URL(`${path}/file`, origin), { headers: { cookie }, redirect: 'manual' });
    const sum = response.body ? await hashOf(response.body) : '';
    if (response.status !== 200 || sum !== sha256) losses.push(`${path} came down as ${response.status} ${sum}`);
  }
  return losses;
}

async function hashOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

async function lostSignatures({ database: { db } }: Portal, cast: Cast, { signatures }: Acknowledged) {
  const rows = await db
    .selectFrom('sign_off')
    .select(['return_id', 'signatory', 'voided_at'])
    .where(
      'return_id',
      'in',
      cast.waiting.map(({ returnId }) => returnId),
    )
    .execute();
  const count = (returnId: string, code: string) =>
    rows.filter((row) => row.return_id === returnId && row.signatory === code && row.voided_at === null).length;
  const losses = signatures.flatMap(({ returnId, code }) =>
    count(returnId, code) === 1 ? [] : [`${returnId} is signed ${count(returnId, code)} times as ${code}`],
  );
  return rows.length === signatures.length ? losses : [...losses, `There are ${rows.length} signatures`];
}

async function lostSubmissions({ database: { db } }: Portal, { sent }: Acknowledged): Promise<string[]> {
  const losses: string[] = [];
  const rows = await db.selectFrom('submission').selectAll().execute();
  const returns = await db.selectFrom('agency_return').select(['id', 'status']).execute();
  const moderated = await db.selectFrom('moderation').select('submission_id').execute();
  const told = await db.selectFrom('event').select('subject_id').where('type', '=', 'return.submitted').execute();
  for (const { return_id, id, version, snapshot, sha256 } of rows) {
    if (version !== 1) losses.push(`${return_id} was sent in version ${version}`);
    if (createHash('sha256').update(snapshot, 'utf8').digest('hex') !== sha256)
      losses.push(`The snapshot of ${return_id} has another hash`);
    const { content, contentHash, signatures } = snapshotSchema.parse(JSON.parse(snapshot));
    if (sha256OfValue(content) !== contentHash) losses.push(`The content of ${return_id} has another hash`);
    if (signatures.length !== 2 || signatures.some((one) => one.contentHash !== contentHash))
      losses.push(`${return_id} was sent without its signatures`);
    if (!moderated.some(({ submission_id }) => submission_id === id)) losses.push(`${return_id} is not in the queue`);
    if (told.filter(({ subject_id }) => subject_id === return_id).length !== 1)
      losses.push(`${return_id} is not recorded as sent once`);
  }
  for (const { id, status } of returns) {
    const times = rows.filter(({ return_id }) => return_id === id).length;
    if (times !== (status === 'submitted' ? 1 : 0)) losses.push(`${id} is ${status} and was sent ${times} times`);
  }
  for (const { returnId } of sent)
    if (!rows.some(({ return_id }) => return_id === returnId)) losses.push(`${returnId} was sent and is not there`);
  return losses;
}

async function lostMessages({ database: { db } }: Portal, { sent }: Acknowledged): Promise<string[]> {
  const rows = await db.selectFrom('outbox_message').select('reference').execute();
  const references = new Set(rows.map(({ reference }) => reference));
  return [
    ...(references.size === rows.length ? [] : ['Two messages have one reference']),
    ...sent.flatMap(({ returnId, leadId }) =>
      references.has(`submitted:${returnId}:${leadId}`) ? [] : [`Nobody is told that ${returnId} was sent`],
    ),
  ];
}

function brokenFile({ database: { sqlite } }: Portal): string[] {
  const verdict = sqlite?.pragma('integrity_check', { simple: true }) ?? 'ok';
  return verdict === 'ok' ? [] : [`The database file is damaged: ${String(verdict)}`];
}
