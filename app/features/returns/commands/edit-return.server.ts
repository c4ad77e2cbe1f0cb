/** What every edit of a return begins and ends with. */
import type { Trx } from '../../../../db/client.server.ts';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import type { OrganisationScope, Viewer } from '../../accounts/viewer.ts';
import { editVoidsSignatures, isEditable, type ReturnStatus } from '../rules.ts';
import { holdShared, listTogether } from '../shared/members.server.ts';
import { takeReturnBack } from '../sign-off.server.ts';

/** A return that may be edited now, with what decides its questions. */
export interface ReturnForEdit {
  readonly id: string;
  readonly organisationId: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly editionId: string;
  readonly editionSha256: string;
  readonly status: ReturnStatus;
  readonly revision: number;
  readonly profile: string;
  readonly kind: string;
  readonly phase: string | null;
  readonly dutyBasis: string;
  /** Answers were carried into it, so a save may settle some. */
  readonly carried: boolean;
  readonly sharedReturnId: string | null;
  /** The other open returns that are answered together with it: an edit of what they share is an edit of each. */
  readonly together: readonly ReturnForEdit[];
}

/** The return is on another edition than the one that the person or this transaction has read. */
export const movedOn = () =>
  new Refusal(
    'stale-revision',
    'This return has moved to another edition of the standards since you opened the page: copy your text, then load the page again',
  );

/** The return was joined to others, or parted from them, while this edit was under way: nothing of it is written. */
export const joinedMeanwhile = () =>
  new Refusal(
    'stale-revision',
    'Who receives this return has changed since you opened the page: copy your text, then load the page again',
  );

const sent = () => notNow('This return has been sent, so its answers can no longer be changed');

/**
 * Refuses a return outside the scope as unknown, and one that has been sent. Returns that are answered together are held
 * by the row that they share before anything of them is written, so that two edits of them come one after the other.
 */
export async function getReturnForEdit(trx: Trx, scope: OrganisationScope, returnId: string): Promise<ReturnForEdit> {
  const read = await readForEdit(trx, scope, returnId);
  if (read.sharedReturnId === null) return read;
  await holdShared(trx, read.sharedReturnId);
  const held = await readForEdit(trx, scope, returnId);
  if (held.sharedReturnId === null) return held;
  const together: ReturnForEdit[] = [];
  for (const { id } of await listTogether(trx, scope, held.sharedReturnId))
    if (id !== returnId) together.push(await readForEdit(trx, scope, id));
  return { ...held, together };
}

async function readForEdit(trx: Trx, scope: OrganisationScope, returnId: string): Promise<ReturnForEdit> {
  const [row] = (
    await returnForEdit(trx, {
      returnId,
      organisationIds: scope.organisationIds,
    })
  ).rows;
  if (!row) throw notFound();
  if (!isEditable(row.status)) throw sent();
  const { carryOutcome, ...agencyReturn } = row;
  return { ...agencyReturn, carried: carryOutcome === 'carried', together: [] };
}

const returnForEdit = compiledQuery(
  (
    db,
    {
      returnId,
      organisationIds,
    }: {
      readonly returnId: string;
      readonly organisationIds: readonly string[];
    },
  ) =>
    db
      .selectFrom('agency_return')
      .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
      .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
      .leftJoin('carry_forward', 'carry_forward.return_id', 'agency_return.id')
      .select([
        'agency_return.id',
        'agency_return.organisation_id as organisationId',
        'agency_return.partnership_id as partnershipId',
        'agency_return.cycle_id as cycleId',
        'agency_return.edition_id as editionId',
        'standard_edition.sha256 as editionSha256',
        'agency_return.status',
        'agency_return.revision',
        'agency_return.profile',
        'organisation.kind',
        'organisation.phase',
        'organisation.duty_basis as dutyBasis',
        'carry_forward.outcome as carryOutcome',
        'agency_return.shared_return_id as sharedReturnId',
      ])
      .where('agency_return.id', '=', returnId)
      .where('agency_return.organisation_id', 'in', organisationIds),
);

/**
 * Says that the return, and each that is answered together with it, was worked on, and holds its row until the end of
 * the transaction. A return that waited for signatures, or had them all, goes back to work and its signatures are
 * voided. An edit that concerns one of them alone hands over that one `alone`.
 *
 * @returns whether a return went back to work, and its profile as it stands now that nobody else can change it
 */
export async function touchReturn(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  agencyReturn: ReturnForEdit,
): Promise<{ readonly takenBack: boolean; readonly profile: string }> {
  const { status } = agencyReturn;
  let takenBack = editVoidsSignatures(status);
  const [touched] = (
    await touch(trx, {
      id: agencyReturn.id,
      editionId: agencyReturn.editionId,
      from: status,
      to: status === 'not-started' ? 'in-progress' : status,
      step: status === 'in-progress' ? 0 : 1,
      now: stamp.now,
      personId: viewer.personId,
    })
  ).rows;
  if (!touched) return touchAgain(trx, stamp, viewer, agencyReturn);
  if (touched.shared_return_id !== agencyReturn.sharedReturnId) throw joinedMeanwhile();
  if (takenBack)
    await takeReturnBack(trx, stamp, agencyReturn, viewer.personId, {
      outcome: 'changed',
    });
  for (const other of agencyReturn.together)
    takenBack = (await touchReturn(trx, stamp, viewer, other)).takenBack || takenBack;
  return { takenBack, profile: touched.profile };
}

interface Touch {
  readonly id: string;
  readonly editionId: string;
  readonly from: ReturnStatus;
  readonly to: ReturnStatus;
  /** How many revisions further the return is: its stage counts, its answers have revisions of their own. */
  readonly step: number;
  readonly now: string;
  readonly personId: string;
}

const touch = compiledQuery((db, { id, editionId, from, to, step, now, personId }: Touch) =>
  db
    .updateTable('agency_return')
    .set((eb) => ({
      last_saved_at: now,
      last_saved_by: personId,
      status: to,
      started_at: eb.fn.coalesce('started_at', eb.val(now)),
      revision: eb('revision', '+', step),
    }))
    .where('id', '=', id)
    .where('status', '=', from)
    .where('edition_id', '=', editionId)
    .returning(['profile', 'shared_return_id']),
);

/** Holds the return's row until the end of the transaction, for a change that leaves its content as it is. */
export async function holdReturn(trx: Trx, agencyReturn: ReturnForEdit): Promise<void> {
  await trx
    .updateTable('agency_return')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', agencyReturn.id)
    .execute();
}

/** Somebody moved the return on while this edit was under way. */
async function touchAgain(trx: Trx, stamp: Stamp, viewer: Viewer, before: ReturnForEdit) {
  const { status, edition_id } = await trx
    .selectFrom('agency_return')
    .select(['status', 'edition_id'])
    .where('id', '=', before.id)
    .executeTakeFirstOrThrow();
  if (!isEditable(status)) throw sent();
  if (edition_id !== before.editionId) throw movedOn();
  return touchReturn(trx, stamp, viewer, { ...before, status });
}
