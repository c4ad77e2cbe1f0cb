/** Who and what a session can be made of: cycles, agencies that sent a return, people of the panel. */
import type { Reader } from '../../../db/client.server.ts';
import type { Role } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';

export interface CycleWithSubmissions {
  readonly id: string;
  readonly name: string;
  readonly challengeOn: string;
  readonly submissions: number;
}

/** The cycles in scope in which something was sent: a session can be held on these. Newest first. */
export async function listCyclesToChallenge(db: Reader, scope: PartnershipScope): Promise<CycleWithSubmissions[]> {
  const rows = await db
    .selectFrom('cycle')
    .innerJoin('submission', 'submission.cycle_id', 'cycle.id')
    .select(['cycle.id', 'cycle.name', 'cycle.challenge_on'])
    .select((eb) => eb.fn.count<number>('submission.organisation_id').distinct().as('submissions'))
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .where('submission.superseded_at', 'is', null)
    .groupBy(['cycle.id', 'cycle.name', 'cycle.challenge_on', 'cycle.due_on'])
    .orderBy('cycle.due_on', 'desc')
    .orderBy('cycle.id')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    challengeOn: row.challenge_on,
    submissions: Number(row.submissions),
  }));
}

export interface AgencyToChallenge {
  readonly organisationId: string;
  readonly organisation: string;
  /** The newest submission of the organisation in the cycle. */
  readonly submissionId: string;
  readonly returnId: string;
  readonly partnershipId: string;
  /** The session that already has it, if there is one. */
  readonly session: string | null;
}

/** Everybody who sent a return in a cycle in scope, by name, each with their newest submission. */
export async function listAgenciesToChallenge(
  db: Reader,
  scope: PartnershipScope,
  cycleId: string,
): Promise<AgencyToChallenge[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .select([
      'submission.id',
      'submission.return_id',
      'submission.partnership_id',
      'submission.organisation_id',
      'organisation.name',
    ])
    .select((eb) =>
      eb
        .selectFrom('session_slot')
        .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
        .select('challenge_session.title')
        .whereRef('session_slot.organisation_id', '=', 'submission.organisation_id')
        .whereRef('challenge_session.cycle_id', '=', 'submission.cycle_id')
        .orderBy('challenge_session.held_on', 'desc')
        .limit(1)
        .as('session'),
    )
    .where('submission.cycle_id', '=', cycleId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .where('submission.superseded_at', 'is', null)
    .orderBy('organisation.name')
    .orderBy('submission.organisation_id')
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    organisation: row.name,
    submissionId: row.id,
    returnId: row.return_id,
    partnershipId: row.partnership_id,
    session: row.session,
  }));
}

const panelRoles = ['independent-chair', 'business-manager', 'moderator'] as const;

/** Who may chair a session or lead the questions: the partnership's own panel, by name. */
export async function listPanel(
  db: Reader,
  partnershipId: string,
  today: string,
): Promise<{ readonly id: string; readonly name: string; readonly role: Role }[]> {
  const holders = await listRoleHolders(db, { partnershipId }, today);
  const panel = holders.filter(({ role }) => panelRoles.some((one) => one === role));
  return panel
    .filter((holder, at) => panel.findIndex(({ personId }) => personId === holder.personId) === at)
    .map(({ personId, name, role }) => ({ id: personId, name, role }));
}
