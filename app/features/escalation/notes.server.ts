import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findPartnershipScope,
  mayInOrganisation,
  mayInPartnership,
  type PartnershipScope,
  partnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';
import { nextStep } from './climb.ts';
import type { Subject } from './ladder.ts';
import { getLadder } from './ladders.server.ts';
import { findLate } from './late.server.ts';
import { dutyOf } from './wording.ts';

/** How many matters are raised, and how many of them wait for a person; null for whoever may not open them. */
export async function countEscalations(
  db: Reader,
  viewer: Viewer,
): Promise<{ readonly running: number; readonly waiting: number } | null> {
  const scope = findPartnershipScope(viewer, 'escalation.read');
  if (!scope) return null;
  const { running, waiting } = await db
    .selectFrom('escalation')
    .select((eb) => [eb.fn.countAll<number>().as('running'), eb.fn.count<number>('waiting_level').as('waiting')])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('status', 'in', ['open', 'paused'])
    .executeTakeFirstOrThrow();
  return { running: Number(running), waiting: Number(waiting) };
}

/** What somebody late reads about where it stands; of what runs alone. */
export interface EscalationNote {
  readonly levelName: string;
  readonly levelOn: string;
  /** For those of the partnership who may open it. */
  readonly href: string | null;
  /** Released letters about it, newest first. */
  readonly letters: readonly { readonly id: string; readonly reference: string }[];
}

export type NotePage = {
  readonly note: EscalationNote | null;
  /** Where somebody of the partnership raises it who sees that it is late. */
  readonly raiseHref: string | null;
};

/**
 * Where something stands on its ladder, for its own page. The caller has made sure that the viewer may read the thing
 * itself; who may not open escalations reads the level and the letters that were released.
 */
export async function findEscalationNote(
  db: Reader,
  viewer: Viewer,
  subject: Subject,
  subjectId: string,
  today: string,
): Promise<NotePage> {
  const row = await db
    .selectFrom('escalation')
    .select(['id', 'partnership_id', 'organisation_id', 'level', 'level_name', 'level_on'])
    .where('subject_id', '=', subjectId)
    .where('subject', '=', subject)
    .where('status', '<>', 'ended')
    .where((eb) =>
      eb.or([
        eb('organisation_id', 'in', ['', ...viewer.organisationRoles.map(({ organisationId }) => organisationId)]),
        eb('partnership_id', 'in', ['', ...viewer.partnershipRoles.map(({ partnershipId }) => partnershipId)]),
      ]),
    )
    .executeTakeFirst();
  const scope = findPartnershipScope(viewer, 'escalation.change');
  if (!row || row.level === 0) {
    const late = scope && (await anyLate(db, scope, subject, subjectId, today));
    const href = row && scope?.partnershipIds.includes(row.partnership_id) ? `/escalations/${row.id}` : null;
    return { note: null, raiseHref: href ?? (late ? `/escalations/raise/${subject}/${subjectId}` : null) };
  }
  const mayReadLetters =
    mayInPartnership(viewer, 'escalation.read', row.partnership_id) ||
    (row.organisation_id !== null && mayInOrganisation(viewer, 'escalation.read', row.organisation_id));
  const released = await db
    .selectFrom('escalation_letter')
    .select((eb) => ['id', eb.ref('reference').$notNull().as('reference')])
    .where('escalation_id', '=', row.id)
    .where('partnership_id', '=', row.partnership_id)
    .where('status', '=', 'released')
    .orderBy('released_at', 'desc')
    .execute();
  return {
    note: {
      levelName: row.level_name,
      levelOn: row.level_on,
      href: mayInPartnership(viewer, 'escalation.read', row.partnership_id) ? `/escalations/${row.id}` : null,
      letters: mayReadLetters ? released : [],
    },
    raiseHref: null,
  };
}

async function anyLate(db: Reader, scope: PartnershipScope, subject: Subject, id: string, today: string) {
  for (const partnershipId of scope.partnershipIds) {
    const late = await findLate(db, subject, { partnershipId, today, id });
    if (late) return { late, partnershipId };
  }
  return undefined;
}

/** What the page for raising by hand shows. Something that is not late in the viewer's partnerships is not found. */
export async function getRaisePage(db: Reader, viewer: Viewer, subject: Subject, subjectId: string, today: string) {
  const scope = partnershipScope(viewer, 'escalation.change');
  const found = await anyLate(db, scope, subject, subjectId, today);
  if (!found) throw notFound();
  const running = await db
    .selectFrom('escalation')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('subject', '=', subject)
    .where('partnership_id', '=', found.partnershipId)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
  const { ladder } = await getLadder(db, found.partnershipId, subject);
  const next = nextStep({ dueOn: found.late.dueOn, level: 0, levelOn: null }, ladder, dutyOf(found.late.dutyBasis));
  return {
    name: found.late.name,
    organisation: found.late.organisation,
    dueOn: found.late.dueOn,
    level: next?.level.name ?? null,
    runningId: running?.id ?? null,
  };
}
