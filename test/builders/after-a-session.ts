import { getMinutesDesk } from '../../app/features/challenge/minutes/minutes-queries.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { aWrittenResponse, someMinutes } from '../pdf/after-models.ts';
import type { SessionParts } from './a-session.ts';

/** Minutes that were approved, and a written response that was sent, as if by their commands; with files to download. */
export async function afterASession(
  portal: Portal,
  session: SessionParts,
  agency: SessionParts['agencies'][number],
): Promise<{ readonly version: string; readonly batchId: string }> {
  const { db } = portal.database;
  const { now } = portal.stamp();
  const { partnershipId, sessionId, cycleId } = session;
  const drawn = await portal.blobs.put(partnershipId, new TextEncoder().encode(`%PDF after ${sessionId}`));
  const file = { pdf_sha256: drawn.sha256, pdf_size: drawn.size };
  const { body, bodySha256 } = await getMinutesDesk(portal, session.chair, sessionId);
  const minutesId = portal.newId();
  await db
    .insertInto('session_minutes')
    .values({
      id: minutesId,
      partnership_id: partnershipId,
      session_id: sessionId,
      version: 1,
      reference: `MIN-${minutesId}`,
      words_revision: 0,
      body: JSON.stringify(body),
      body_sha256: bodySha256,
      model: JSON.stringify({ ...someMinutes(), ...body, version: '1' }),
      sha256: bodySha256,
      approved_by: session.chair.personId,
      approved_at: now,
      ...file,
    })
    .execute();
  const batchId = portal.newId();
  await db
    .insertInto('response_batch')
    .values({
      id: batchId,
      partnership_id: partnershipId,
      cycle_id: cycleId,
      status: 'draft',
      text: 'Thank you.',
      created_by: session.manager.personId,
      created_at: now,
      sent_by: null,
      sent_at: null,
      done_at: null,
      revision: 1,
    })
    .execute();
  await db
    .insertInto('response_batch_member')
    .values({
      partnership_id: partnershipId,
      batch_id: batchId,
      organisation_id: agency.organisationId,
      submission_id: agency.submissionId,
      position: 1,
      own_line: '',
      status: 'waiting',
      why: null,
    })
    .execute();
  const responseId = portal.newId();
  await db
    .insertInto('written_response')
    .values({
      id: responseId,
      partnership_id: partnershipId,
      organisation_id: agency.organisationId,
      submission_id: agency.submissionId,
      batch_id: batchId,
      reference: `RSP-${responseId}`,
      model: JSON.stringify(aWrittenResponse()),
      sha256: bodySha256,
      sent_by: session.manager.personId,
      sent_at: now,
      ...file,
    })
    .execute();
  return { version: '1', batchId };
}
