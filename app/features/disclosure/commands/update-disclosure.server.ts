import type { Trx } from '../../../../db/client.server.ts';
import type { DisclosureEntryRow, DisclosureRequestRow } from '../../../../db/schema/disclosure.table.ts';
import { daysBetween } from '../../../platform/clock.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { problem } from '../../partnerships/commands/saved.ts';
import { findAccount } from '../owners.server.ts';
import { type DisclosureMove, disclosureAfter, pausesOf } from '../rules.ts';
import type {
  ChangeDisclosure,
  CloseDisclosure,
  ExtendDisclosure,
  PauseDisclosure,
  ResumeDisclosure,
} from '../schema.ts';
import { holdDisclosure, ownerColumns, ownerOf } from '../scope.server.ts';
import { lastDayToAnswer } from '../time-to-answer.ts';
import { noAccount } from './record-disclosure.server.ts';

export const stale = problem(
  '',
  'Somebody else changed this request while you were writing. Read what is new, then save again',
);

/** What commands about one request work with. */
export interface At {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly request: DisclosureRequestRow;
}

/** Corrects who asks for what, and what is looked for. The kind and the day of receipt, on which the time rests, stay. */
export const changeDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: ChangeDisclosure,
): Promise<Saved> =>
  asHandler(portal, viewer, requestId, input.revision, async (at) => {
    const { request, trx } = at;
    if (request.status === 'closed') return problem('', 'This request is closed');
    const person = input.account === null ? null : await findAccount(trx, ownerOf(request), input.account);
    if (person === undefined) return noAccount;
    return write(at, 'changed', '', {
      asked_by: input.askedBy,
      asked_for: input.askedFor,
      search_words: JSON.stringify(input.searchWords),
      person_id: person?.id ?? null,
    });
  });

/** The time stands still while the person is asked for something. */
export const pauseDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: PauseDisclosure,
): Promise<Saved> =>
  moving(portal, viewer, requestId, input.revision, 'paused', async (at, status) => {
    const { request, stamp } = at;
    if (!pausesOf(request.kind).includes(input.pausedFor))
      return problem('pausedFor', 'Freedom of information asks nobody for proof of who they are');
    if (input.pausedOn > stamp.today) return problem('pausedOn', 'Enter a day that is not in the future');
    if (input.pausedOn < request.counts_from)
      return problem('pausedOn', `Enter a day that is not before ${dayInWords(request.counts_from)}`);
    return write(at, 'paused', input.note, { status, paused_on: input.pausedOn, paused_for: input.pausedFor });
  });

/**
 * What was waited for has come. The time begins again where the law counts from then, else the days of waiting are left
 * out; see `lastDayToAnswer`.
 */
export const resumeDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: ResumeDisclosure,
): Promise<Saved> =>
  moving(portal, viewer, requestId, input.revision, 'resumed', async (at, status) => {
    const { request, stamp } = at;
    const pausedOn = request.paused_on ?? stamp.today;
    if (input.resumedOn > stamp.today) return problem('resumedOn', 'Enter a day that is not in the future');
    if (input.resumedOn < pausedOn)
      return problem('resumedOn', `Enter a day that is not before ${dayInWords(pausedOn)}, when you asked`);
    const afresh = request.kind === 'freedom-of-information' || request.paused_for === 'identity';
    const counted = afresh
      ? { counts_from: input.resumedOn, days_not_counted: 0 }
      : {
          counts_from: request.counts_from,
          days_not_counted: request.days_not_counted + daysBetween(pausedOn, input.resumedOn),
        };
    return writeWithTime(at, 'resumed', input.note, { status, paused_on: null, paused_for: null, ...counted });
  });

/** Takes the longer time that the law allows once, with the reason that the person is told. */
export const extendDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: ExtendDisclosure,
): Promise<Saved> =>
  moving(portal, viewer, requestId, input.revision, 'extended', async (at) => {
    const { request, stamp } = at;
    if (request.extended === 1) return problem('', 'The longer time has been taken already');
    if (stamp.today > request.due_on)
      return problem('', 'The time to answer is over. The person must be told of longer time before that');
    return writeWithTime(at, 'extended', input.note, { extended: 1 });
  });

/** Ends a request with what came of it. From this day the time for which its copies are kept is counted. */
export const closeDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: CloseDisclosure,
): Promise<Saved> =>
  moving(portal, viewer, requestId, input.revision, 'closed', async (at, status) =>
    write(at, 'closed', input.note, {
      status,
      outcome: input.outcome,
      closed_on: at.stamp.today,
      paused_on: null,
      paused_for: null,
    }),
  );

/** Opens a closed request again; its time is the one it had. */
export const reopenDisclosure = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  input: { readonly revision: number; readonly note: string },
): Promise<Saved> =>
  moving(portal, viewer, requestId, input.revision, 'reopened', async (at, status) =>
    write(at, 'reopened', input.note, { status, outcome: null, closed_on: null }),
  );

/** For those who handle the request, at the revision they have seen. */
export async function asHandler(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  seen: number,
  run: (at: At) => Promise<Saved>,
): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const request = await holdDisclosure(trx, viewer, requestId);
    return request.revision === seen ? run({ trx, stamp: portal.stamp(), viewer, request }) : stale;
  });
}

const moving = (
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  seen: number,
  move: DisclosureMove,
  run: (at: At, status: DisclosureRequestRow['status']) => Promise<Saved>,
): Promise<Saved> =>
  asHandler(portal, viewer, requestId, seen, async (at) => {
    const status = disclosureAfter(at.request.status, move);
    return status === undefined ? problem('', 'The request is in a state that does not allow this') : run(at, status);
  });

type Changes = Partial<DisclosureRequestRow>;

/** As `write`, with the last day to answer worked out afresh. */
function writeWithTime(at: At, kind: DisclosureEntryRow['kind'], note: string, changes: Changes): Promise<Saved> {
  const after = { ...at.request, ...changes };
  return write(at, kind, note, {
    ...changes,
    due_on: lastDayToAnswer(after.kind, {
      countsFrom: after.counts_from,
      daysNotCounted: after.days_not_counted,
      extended: after.extended === 1,
    }),
  });
}

/** Writes what stands now, adds to the history, and records the event, which holds no word that anybody typed. */
export async function write(
  { trx, stamp, viewer, request }: At,
  kind: DisclosureEntryRow['kind'],
  note: string,
  changes: Changes,
): Promise<Saved> {
  const dueOn = changes.due_on ?? request.due_on;
  await trx
    .updateTable('disclosure_request')
    .set({ ...changes, revision: request.revision + 1 })
    .where('id', '=', request.id)
    .execute();
  await trx
    .insertInto('disclosure_entry')
    .values({
      id: stamp.newId(),
      ...ownerColumns(ownerOf(request)),
      request_id: request.id,
      kind,
      note,
      due_from: dueOn === request.due_on ? null : request.due_on,
      due_to: dueOn === request.due_on ? null : dueOn,
      made_by: viewer.personId,
      made_at: stamp.now,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: `disclosure.${kind}`,
    owner: ownerOf(request),
    actorId: viewer.personId,
    subject: { kind: 'disclosure', id: request.id },
    detail: {
      dueOn,
      ...(changes.outcome ? { outcome: changes.outcome } : {}),
      ...(changes.paused_for ? { pausedFor: changes.paused_for } : {}),
      ...(changes.check_by ? { checkBy: changes.check_by } : {}),
    },
  });
  return { saved: true, id: request.id };
}
