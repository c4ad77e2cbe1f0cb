import type { Trx } from '../../../../../db/client.server.ts';
import type { InformationRequestEntryRow, InformationRequestRow } from '../../../../../db/schema/registers.table.ts';
import type { Saved } from '../../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { notFound } from '../../../../platform/refusals.ts';
import { dayInWords } from '../../../../platform/words.ts';
import { mayInOrganisation, mayInPartnership, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import type { NewEvidence } from '../../../evidence/commands/add-evidence.server.ts';
import { findProof } from '../../../evidence/commands/find-proof.server.ts';
import { problem } from '../../../partnerships/commands/saved.ts';
import { canAnswerItself } from '../get-request.server.ts';
import { type RequestMove, requestAfter } from '../rules.ts';
import type {
  AnswerForRequest,
  AnswerRequest,
  AskAgain,
  CloseRequest,
  ExtendRequest,
  RefuseRequest,
} from '../schema.ts';
import { ownerOfRequest } from './ask-for-information.server.ts';
import { tellAsked, tellAsker } from './tell.server.ts';

const stale = problem(
  '',
  'Somebody else changed this request while you were writing. Read what is new, then save again',
);
const over = problem('', 'This request has been closed meanwhile. What you wrote stands below: copy it if you need it');

interface At {
  readonly trx: Trx;
  readonly portal: Portal;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly request: InformationRequestRow;
}

/**
 * The organisation that was asked answers. It needs no revision: an answer is added, none is replaced. A new file joins its
 * evidence in the same step.
 */
export const answerRequest = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: AnswerRequest,
  newEvidence?: NewEvidence,
): Promise<Saved> =>
  asAsked(portal, viewer, requestId, async (at, organisationId) => {
    if (requestAfter(at.request.status, 'answered') === undefined) return over;
    const proof = await findProof(at.trx, at.stamp, viewer, organisationId, input.evidence, newEvidence);
    if (proof === undefined) return problem('evidence', 'Choose evidence from the list');
    return move(at, 'answered', {
      note: input.note,
      evidence_id: proof.evidence_id ?? null,
      evidence_version: proof.evidence_id === undefined ? null : (proof.evidence_version ?? 1),
    });
  });

/** The organisation that was asked refuses, with its reason. */
export const refuseRequest = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: RefuseRequest,
): Promise<Saved> =>
  asAsked(portal, viewer, requestId, async (at) =>
    requestAfter(at.request.status, 'refused') === undefined ? over : move(at, 'refused', { note: input.note }),
  );

/** Enters what a body without an account said, who said it and when. Refuses as not found one whose own people can answer. */
export const answerForRequest = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: AnswerForRequest,
): Promise<Saved> =>
  asAsker(portal, viewer, requestId, null, async (at) => {
    const { request, stamp } = at;
    if (await canAnswerItself(at.trx, request.organisation_id, stamp.today)) throw notFound();
    if (requestAfter(request.status, input.what) === undefined) return over;
    if (input.givenOn > stamp.today) return problem('givenOn', 'Enter a day that is not in the future');
    if (input.givenOn < request.asked_on)
      return problem('givenOn', `Enter a day that is not before ${dayInWords(request.asked_on)}, when it was asked`);
    return move(at, input.what, { note: input.note, given_by: input.givenBy, happened_on: input.givenOn });
  });

/** Gives more time, with a reason. The first day stays on record. */
export const extendRequest = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: ExtendRequest,
): Promise<Saved> =>
  asAsker(portal, viewer, requestId, input.revision, async (at) => {
    const { request } = at;
    if (request.status !== 'open') return problem('', 'There is an answer already, so the date cannot change');
    if (input.dueOn <= request.due_on) return problem('dueOn', `Enter a day after ${dayInWords(request.due_on)}`);
    return write(at, 'extended', 'open', { note: input.note, due_from: request.due_on, due_to: input.dueOn });
  });

/** Closes a request with what came of it; one without an answer is closed as no longer asked. */
export const closeRequest = (portal: Portal, viewer: Viewer, requestId: string, input: CloseRequest): Promise<Saved> =>
  asAsker(portal, viewer, requestId, input.revision, async (at) =>
    requestAfter(at.request.status, 'closed') === undefined ? over : move(at, 'closed', { note: input.note }),
  );

/** Asks again after an answer, a refusal or the closing; an answer is due by another day then. */
export const askAgain = (portal: Portal, viewer: Viewer, requestId: string, input: AskAgain): Promise<Saved> =>
  asAsker(portal, viewer, requestId, input.revision, async (at) => {
    if (requestAfter(at.request.status, 'reopened') === undefined)
      return problem('', 'Nobody has answered yet, so there is nothing to ask again');
    if (input.dueOn <= at.stamp.today) return problem('dueOn', 'Enter a day that is in the future');
    return move(at, 'reopened', { note: input.note, due_from: at.request.due_on, due_to: input.dueOn });
  });

/** For the people of the organisation that was asked. Anybody else's request is refused as not found. */
async function asAsked(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  run: (at: At, organisationId: string) => Promise<Saved>,
): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const request = await held(trx, requestId);
    const organisationId = request?.organisation_id;
    if (!request || !organisationId || !mayInOrganisation(viewer, 'information-request.answer', organisationId))
      throw notFound();
    return run({ trx, portal, stamp: portal.stamp(), viewer, request }, organisationId);
  });
}

/** For the partnership that asks. */
async function asAsker(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  seen: number | null,
  run: (at: At) => Promise<Saved>,
): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const request = await held(trx, requestId);
    if (!request || !mayInPartnership(viewer, 'information-request.change', request.partnership_id)) throw notFound();
    if (seen !== null && request.revision !== seen) return stale;
    return run({ trx, portal, stamp: portal.stamp(), viewer, request });
  });
}

/** Reads a request and holds its row until the transaction ends, so that two writers decide one after the other. */
const held = (trx: Trx, requestId: string) =>
  trx
    .updateTable('information_request')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirst();

type Parts = Pick<InformationRequestEntryRow, 'note'> & Partial<InformationRequestEntryRow>;

function move(at: At, kind: RequestMove, parts: Parts): Promise<Saved> {
  const status = requestAfter(at.request.status, kind);
  if (status === undefined) throw new Error(`A request that is ${at.request.status} cannot be ${kind}`);
  return write(at, kind, status, parts);
}

/** Writes what stands now, adds to the history, and records the event. */
async function write(
  { trx, portal, stamp, viewer, request }: At,
  kind: InformationRequestEntryRow['kind'],
  status: InformationRequestRow['status'],
  parts: Parts,
): Promise<Saved> {
  const changed = await trx
    .updateTable('information_request')
    .set({ status, ...(parts.due_to ? { due_on: parts.due_to } : {}), revision: request.revision + 1 })
    .where('id', '=', request.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('information_request_entry')
    .values({
      id: stamp.newId(),
      partnership_id: request.partnership_id,
      organisation_id: request.organisation_id,
      request_id: request.id,
      kind,
      given_by: null,
      happened_on: stamp.today,
      due_from: null,
      due_to: null,
      evidence_id: null,
      evidence_version: null,
      made_by: viewer.personId,
      made_at: stamp.now,
      ...parts,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: `information-request.${kind}`,
    owner: ownerOfRequest(request.partnership_id, request.organisation_id),
    actorId: viewer.personId,
    subject: { kind: 'information-request', id: request.id },
    detail: { status, dueOn: parts.due_to ?? request.due_on, forBody: parts.given_by !== undefined },
  });
  if (status === 'open') await tellAsked(trx, portal, stamp, changed);
  else if (kind !== 'closed' && kind !== 'reopened' && kind !== 'extended' && !parts.given_by)
    await tellAsker(trx, portal, stamp, changed, kind);
  return { saved: true, id: request.id };
}
