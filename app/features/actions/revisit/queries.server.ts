/** What the pages of looking again show: the draws of a partnership, and one draw with its actions. */
import type { Reader } from '../../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findPartnershipScope, mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { ActionStatus } from '../rules.ts';
import { holderName } from '../scope.server.ts';
import {
  mostDrawn,
  type RevisitAmount,
  type RevisitFigures,
  type RevisitOutcome,
  type RevisitPool,
  revisitFigures,
} from './rules.ts';

export interface RevisitSummary {
  readonly id: string;
  readonly partnership: string;
  readonly pool: RevisitPool;
  readonly amount: RevisitAmount;
  readonly askedFor: number | null;
  readonly drawnFrom: number;
  readonly seed: string;
  readonly by: string;
  readonly at: string;
  readonly figures: RevisitFigures;
}

/** The draws of the viewer's partnerships, newest first, a page at a time. */
export async function listRevisits(db: Reader, viewer: Viewer, asked: number): Promise<Page<RevisitSummary>> {
  const { partnershipIds } = partnershipScope(viewer, 'action.verify');
  const { total } = await db
    .selectFrom('action_revisit')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', partnershipIds)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await draws(db, partnershipIds)
    .orderBy('action_revisit.drawn_at', 'desc')
    .orderBy('action_revisit.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const ids = rows.map(({ id }) => id);
  const newest = newestLooks(await listLooks(db, partnershipIds, ids));
  return {
    items: rows.map(({ drawn, partnershipId: _, ...row }) => ({
      ...row,
      figures: revisitFigures(
        drawn,
        newest.filter(({ revisitId }) => revisitId === row.id).map(({ outcome }) => outcome),
      ),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** The partnerships for which the viewer may draw, by name; none for somebody who only looks. */
export async function listDrawingPartnerships(
  db: Reader,
  viewer: Viewer,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const scope = findPartnershipScope(viewer, 'action.change');
  if (!scope) return [];
  return db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', scope.partnershipIds)
    .orderBy('name')
    .limit(50)
    .execute();
}

export interface RevisitLook {
  readonly outcome: RevisitOutcome;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export interface RevisitMember {
  readonly id: string;
  readonly reference: string;
  readonly holder: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly closedAt: string | null;
  readonly status: ActionStatus;
  /** Newest first. */
  readonly looks: readonly RevisitLook[];
  readonly mayLook: boolean;
  readonly mayFollowUp: boolean;
}

/** One draw with its actions in the order of their lots. Another partnership's is refused as not found. */
export async function getRevisit(
  db: Reader,
  viewer: Viewer,
  revisitId: string,
): Promise<RevisitSummary & { readonly members: readonly RevisitMember[] }> {
  const { partnershipIds } = partnershipScope(viewer, 'action.verify');
  const draw = await draws(db, partnershipIds).where('action_revisit.id', '=', revisitId).executeTakeFirst();
  if (!draw) throw notFound();
  const { drawn, partnershipId, ...row } = draw;
  const members = await db
    .selectFrom('action_revisit_member')
    .innerJoin('action', 'action.id', 'action_revisit_member.action_id')
    .select(['action.id', 'action.reference', holderName.as('holder'), 'action.what', 'action.closed_at as closedAt'])
    .select(['action.success_measure as successMeasure', 'action.status', 'action.owner_id', 'action.sponsor_id'])
    .where('action_revisit_member.partnership_id', '=', partnershipId)
    .where('action_revisit_member.revisit_id', '=', revisitId)
    .orderBy('action_revisit_member.position')
    .limit(mostDrawn)
    .execute();
  const looks = await listLooks(db, [partnershipId], [revisitId]);
  const newest = newestLooks(looks).map(({ outcome }) => outcome);
  const mayFollowUp = mayInPartnership(viewer, 'action.change', partnershipId);
  return {
    ...row,
    figures: revisitFigures(drawn, newest),
    members: members.map(({ owner_id, sponsor_id, ...action }) => ({
      ...action,
      looks: looks
        .filter(({ actionId }) => actionId === action.id)
        .map(({ outcome, note, by, at }) => ({ outcome, note, by, at }))
        .toReversed(),
      mayLook: action.status === 'closed' && owner_id !== viewer.personId && sponsor_id !== viewer.personId,
      mayFollowUp,
    })),
  };
}

const draws = (db: Reader, partnershipIds: readonly string[]) =>
  db
    .selectFrom('action_revisit')
    .innerJoin('partnership', 'partnership.id', 'action_revisit.partnership_id')
    .innerJoin('person', 'person.id', 'action_revisit.drawn_by')
    .select(['action_revisit.id', 'action_revisit.partnership_id as partnershipId', 'partnership.name as partnership'])
    .select(['action_revisit.pool', 'action_revisit.amount', 'action_revisit.asked_for as askedFor'])
    .select(['action_revisit.drawn_from as drawnFrom', 'action_revisit.drawn', 'action_revisit.seed'])
    .select(['person.name as by', 'action_revisit.drawn_at as at'])
    .where('action_revisit.partnership_id', 'in', partnershipIds);

const listLooks = async (db: Reader, partnershipIds: readonly string[], revisitIds: readonly string[]) =>
  revisitIds.length === 0
    ? []
    : db
        .selectFrom('action_revisit_look')
        .innerJoin('person', 'person.id', 'action_revisit_look.looked_by')
        .select(['action_revisit_look.revisit_id as revisitId', 'action_revisit_look.action_id as actionId'])
        .select(['action_revisit_look.outcome', 'action_revisit_look.note', 'action_revisit_look.looked_at as at'])
        .select('person.name as by')
        .where('action_revisit_look.partnership_id', 'in', partnershipIds)
        .where('action_revisit_look.revisit_id', 'in', revisitIds)
        .orderBy('action_revisit_look.looked_at')
        .orderBy('action_revisit_look.id')
        .execute();

type Looks = Awaited<ReturnType<typeof listLooks>>;

/** The newest look at each action of each draw, from looks in their order. */
const newestLooks = (looks: Looks): Looks => [
  ...new Map(looks.map((look) => [`${look.revisitId} ${look.actionId}`, look])).values(),
];
