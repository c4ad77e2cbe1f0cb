import type { Reader } from '../../../db/client.server.ts';
import type { EscalationRow, EscalationStepRow } from '../../../db/schema/escalation.table.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { nextStep } from './climb.ts';
import { isLetter, letters, type Subject } from './ladder.ts';
import { getLadder } from './ladders.server.ts';
import { findLate } from './late.server.ts';
import type { EscalationFilter } from './schema.ts';
import { dutyOf } from './wording.ts';

export interface EscalationSummary {
  readonly id: string;
  readonly name: string;
  readonly subject: Subject;
  readonly organisation: string | null;
  readonly dueOn: string;
  readonly level: number;
  readonly levelName: string;
  readonly levelOn: string;
  readonly status: EscalationRow['status'];
  readonly waitingSince: string | null;
  readonly pausedUntil: string | null;
  readonly endedBecause: EscalationRow['ended_because'];
}

/** What has been raised in the partnerships in scope, those that wait for a press first, then the highest level. */
export async function listEscalations(
  db: Reader,
  viewer: Viewer,
  filter: EscalationFilter,
  pageAsked: number,
): Promise<Page<EscalationSummary>> {
  const scope = partnershipScope(viewer, 'escalation.read');
  const { total } = await narrowed(db, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, filter)
    .leftJoin('organisation', 'organisation.id', 'escalation.organisation_id')
    .select([
      'escalation.id',
      'escalation.name',
      'escalation.subject',
      'organisation.name as organisation',
      'escalation.due_on as dueOn',
      'escalation.level',
      'escalation.level_name as levelName',
      'escalation.level_on as levelOn',
      'escalation.status',
      'escalation.waiting_since as waitingSince',
      'escalation.paused_until as pausedUntil',
      'escalation.ended_because as endedBecause',
    ])
    .orderBy((eb) => eb.case().when('escalation.waiting_level', 'is', null).then(1).else(0).end())
    .orderBy('escalation.level', 'desc')
    .orderBy('escalation.due_on')
    .orderBy('escalation.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows, page, pageCount, total: Number(total) };
}

function narrowed(db: Reader, scope: PartnershipScope, { standing, subject, organisation }: EscalationFilter) {
  let rows = db.selectFrom('escalation').where('escalation.partnership_id', 'in', scope.partnershipIds);
  if (standing === 'current' || standing === 'board') rows = rows.where('escalation.status', 'in', ['open', 'paused']);
  if (standing === 'waiting') rows = rows.where('escalation.waiting_level', 'is not', null);
  if (standing === 'paused' || standing === 'ended') rows = rows.where('escalation.status', '=', standing);
  if (standing === 'board')
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('escalation_step as step')
          .select('step.id')
          .whereRef('step.escalation_id', '=', 'escalation.id')
          .where('step.kind', '=', 'raised')
          .where((eb) => eb.or([eb('step.told', 'like', '%"board"%'), eb('step.told', 'like', '%"lead-partners"%')])),
      ),
    );
  if (subject) rows = rows.where('escalation.subject', '=', subject);
  if (organisation) rows = rows.where('escalation.organisation_id', '=', organisation);
  return rows;
}

/** The organisations of which something was raised, by name: the choices of the filter. */
export async function listRaisedOrganisations(
  db: Reader,
  viewer: Viewer,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const scope = partnershipScope(viewer, 'escalation.read');
  return db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('escalation')
        .select('organisation_id')
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('organisation_id', 'is not', null),
    )
    .orderBy('name')
    .limit(1000)
    .execute();
}

export interface EscalationStep {
  readonly kind: EscalationStepRow['kind'];
  readonly level: number | null;
  readonly levelName: string | null;
  readonly told: readonly string[];
  readonly note: string | null;
  readonly by: string | null;
  readonly at: string;
}

export interface EscalationLetterSummary {
  readonly id: string;
  readonly kind: string;
  readonly status: 'draft' | 'released' | 'set-aside';
  readonly reference: string | null;
}

export interface EscalationDetail extends EscalationSummary {
  readonly subjectId: string;
  readonly revision: number;
  readonly pausedBecause: string | null;
  /** Newest first. */
  readonly steps: readonly EscalationStep[];
  readonly letters: readonly EscalationLetterSummary[];
  /** The level that comes next, and its day; null at the top and once it has ended. */
  readonly next: {
    readonly name: string;
    readonly day: string;
    readonly waits: boolean;
    readonly drafts: boolean;
  } | null;
  readonly mayChange: boolean;
  /** The page of what is late; null once it is not. */
  readonly path: string | null;
}

/** One escalation with all that happened. An unknown or foreign id is refused as not found. */
export async function getEscalation(
  db: Reader,
  viewer: Viewer,
  escalationId: string,
  today: string,
): Promise<EscalationDetail> {
  const scope = partnershipScope(viewer, 'escalation.read');
  const row = await db
    .selectFrom('escalation')
    .leftJoin('organisation', 'organisation.id', 'escalation.organisation_id')
    .selectAll('escalation')
    .select('organisation.name as organisation')
    .where('escalation.id', '=', escalationId)
    .where('escalation.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const steps = await db
    .selectFrom('escalation_step as step')
    .leftJoin('person', 'person.id', 'step.made_by')
    .select([
      'step.kind',
      'step.level',
      'step.level_name',
      'step.told',
      'step.note',
      'person.name as by',
      'step.made_at',
    ])
    .where('step.escalation_id', '=', row.id)
    .where('step.partnership_id', '=', row.partnership_id)
    .orderBy('step.made_at', 'desc')
    .orderBy('step.id', 'desc')
    .limit(200)
    .execute();
  const written = await db
    .selectFrom('escalation_letter')
    .select(['id', 'letter', 'status', 'reference'])
    .where('escalation_id', '=', row.id)
    .where('partnership_id', '=', row.partnership_id)
    .orderBy('level', 'desc')
    .execute();
  const late = await findLate(db, row.subject, { partnershipId: row.partnership_id, today, id: row.subject_id });
  const { ladder } = await getLadder(db, row.partnership_id, row.subject);
  const next =
    row.status === 'ended' || late?.dueOn !== row.due_on || !late
      ? undefined
      : nextStep(
          { dueOn: row.due_on, level: row.level, levelOn: row.level === 0 ? null : row.level_on },
          ladder,
          dutyOf(late.dutyBasis),
        );
  return {
    id: row.id,
    name: row.name,
    subject: row.subject,
    subjectId: row.subject_id,
    organisation: row.organisation,
    dueOn: row.due_on,
    level: row.level,
    levelName: row.level_name,
    levelOn: row.level_on,
    status: row.status,
    waitingSince: row.waiting_since,
    pausedUntil: row.paused_until,
    pausedBecause: row.paused_because,
    endedBecause: row.ended_because,
    revision: row.revision,
    steps: steps.map((step) => ({
      kind: step.kind,
      level: step.level,
      levelName: step.level_name,
      // Written by `writeRaised` from the codes of a level.
      told: step.told === null ? [] : (JSON.parse(step.told) as string[]),
      note: step.note,
      by: step.by,
      at: step.made_at,
    })),
    letters: written.map(({ letter, ...one }) => ({ ...one, kind: isLetter(letter) ? letters[letter] : letter })),
    next: next ? { name: next.level.name, day: next.day, waits: next.waits, drafts: next.level.letter !== null } : null,
    mayChange: mayInPartnership(viewer, 'escalation.change', row.partnership_id),
    // A return in work is its agency's own: the partnership has the list of its cycle.
    path: row.subject === 'return' ? null : (late?.path ?? null),
  };
}
