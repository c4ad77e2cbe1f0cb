import type { Trx } from '../../../../db/client.server.ts';
import type { MinutesModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notNow, Refusal } from '../../../platform/refusals.ts';
import { instantInWords } from '../../../platform/words.ts';
import { emergencyReader, roleNames } from '../../accounts/permissions.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { lockSession } from '../commands/lock-session.server.ts';
import { tellMinutesWait } from '../commands/tell-approvers.server.ts';
import { type MinutesText, minutesBody, proposedMinutes } from './minutes-model.server.ts';
import { findMinutesWords, findNewestMinutes, mayApproveMinutes } from './minutes-queries.server.ts';
import { type MinutesRecords, readMinutesRecords } from './minutes-records.server.ts';
import type { MinutesWords } from './schema.ts';

/** Saved; a reason is missing; or somebody else's words were saved first, to be shown beside one's own. */
export type MinutesSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly problem: string }
  | { readonly saved: false; readonly theirs: MinutesText & { readonly revision: number; readonly by: string } };

/**
 * Keeps a person's words for the minutes of a session that was held; every text that they had stays. Beside an approved
 * version a reason is asked for. A lost race gives the words that were first.
 */
export async function saveMinutes(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  { revision, ...text }: MinutesWords,
): Promise<MinutesSaved> {
  const scope = partnershipScope(viewer, 'minutes.write');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.status !== 'held') throw notNow('This session has not been held yet: its minutes come after it.');
    const records = await readMinutesRecords(trx, scope, sessionId, stamp.today);
    const now = await findMinutesWords(trx, records);
    if ((now?.revision ?? 0) !== revision && now)
      return { saved: false, theirs: { ...now.text, revision: now.revision, by: now.by } };
    const approved = await findNewestMinutes(trx, records);
    if (approved && (text.reason === '' || text.reason === approved.body.change))
      return { saved: false, problem: 'Enter why there is a new version' };
    const by = { by: viewer.personId, at: stamp.now };
    if (!now) await keepWords(trx, records, proposedMinutes(records), { revision: 0, ...by });
    const kept = (now?.revision ?? 0) + 1;
    await keepWords(trx, records, text, { revision: kept, ...by });
    await recordEvent(trx, stamp, {
      type: 'minutes.saved',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { revision: kept },
    });
    await tellMinutesWait({ trx, stamp, portal, actorId: viewer.personId }, records);
    return { saved: true };
  });
}

async function keepWords(
  trx: Trx,
  records: MinutesRecords,
  text: MinutesText,
  { revision, by, at }: { readonly revision: number; readonly by: string; readonly at: string },
): Promise<void> {
  const body = minutesBody(records, text);
  const { nextSteps, ...words } = text;
  await trx
    .insertInto('session_minutes_words')
    .values({
      partnership_id: records.partnershipId,
      session_id: records.session.id,
      revision,
      ...words,
      next_steps: nextSteps,
      body: canonicalJson(body),
      body_sha256: sha256OfValue(body),
      saved_by: by,
      saved_at: at,
    })
    .execute();
}

/**
 * The chair approves the minutes that were read, by their hash: they are frozen as the next version. What was approved
 * already is not approved again. Refused when the record or the words changed since, and beside an approved version
 * without words that say why.
 *
 * @returns the number of the version
 */
export async function approveMinutes(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  read: { readonly bodySha256: string },
): Promise<{ readonly version: number }> {
  const scope = partnershipScope(viewer, 'minutes.write');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    const records = await readMinutesRecords(trx, scope, sessionId, stamp.today);
    if (!mayApproveMinutes(viewer, records)) throw notNow('The chair of the session approves its minutes.');
    if (session.status !== 'held') throw notNow('This session has not been held yet: its minutes come after it.');
    const saved = await findMinutesWords(trx, records);
    const text = saved?.text ?? proposedMinutes(records);
    const body = minutesBody(records, text);
    const bodySha256 = sha256OfValue(body);
    if (bodySha256 !== read.bodySha256)
      throw new Refusal(
        'stale-revision',
        'The record or the words of these minutes changed after you read them. Read them again as they are now, and approve them then.',
      );
    const newest = await findNewestMinutes(trx, records);
    if (newest?.bodySha256 === bodySha256) return { version: newest.version };
    if (newest && newest.body.change === body.change)
      throw notNow('Write first why there is a new version beside the approved one.');
    const version = (newest?.version ?? 0) + 1;
    const id = stamp.newId();
    const reference = makeReference('MIN');
    const check = await issueDocument(trx, stamp, portal.config.publicOrigin, {
      kind: 'minutes',
      subjectId: id,
      series: session.id,
      version,
      reference,
      owner: { partnershipId: session.partnership_id },
      contentSha256: bodySha256,
    });
    const model = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference,
      check,
      version: String(version),
      approval: `Approved by ${viewer.name}, ${roleIn(viewer, records)}, on ${instantInWords(stamp.now)}`,
      contentHash: bodySha256,
      accessibleAddress: `${portal.config.publicOrigin}/challenge/${session.id}/minutes/${version}`,
    } satisfies MinutesModel;
    const sha256 = sha256OfValue(model);
    await trx
      .insertInto('session_minutes')
      .values({
        id,
        partnership_id: session.partnership_id,
        session_id: session.id,
        version,
        reference: model.reference,
        words_revision: saved?.revision ?? 0,
        body: canonicalJson(body),
        body_sha256: bodySha256,
        model: canonicalJson(model),
        sha256,
        approved_by: viewer.personId,
        approved_at: stamp.now,
        pdf_sha256: null,
        pdf_size: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'minutes.approved',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'minutes', id },
      detail: { sessionId: session.id, version, sha256 },
    });
    return { version };
  });
}

/** The role in which somebody approves. */
function roleIn(viewer: Viewer, { partnershipId }: MinutesRecords): string {
  const held = viewer.partnershipRoles.flatMap(({ role, partnershipId: at }) =>
    at === partnershipId && role !== emergencyReader ? [role] : [],
  );
  const role = held.find((one) => one === 'independent-chair') ?? held[0];
  return role ? roleNames[role] : 'Chair of the session';
}
