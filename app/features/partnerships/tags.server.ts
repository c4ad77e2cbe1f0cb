/**
 * What is tagged with the priorities and themes of a partnership. A question is tagged by its set and code, which live
 * across editions and cycles, so the tag of this year stands beside the question of next year too.
 */
import type { Reader } from '../../../db/client.server.ts';
import type { PriorityTagRow } from '../../../db/schema/registers.table.ts';
import type { OrganisationScope, PartnershipScope } from '../accounts/viewer.ts';
import type { PrioritySetter } from './words.ts';

/** A priority or theme beside the thing that is tagged with it. */
export interface Tag {
  readonly id: string;
  readonly title: string;
  readonly setBy: PrioritySetter;
}

/** Tags of several things by the thing's id or code. */
export type TagsById = Readonly<Record<string, readonly Tag[]>>;

/** Which column of a tag names the thing. */
export const tagColumns = {
  question: 'question_code',
  'log-entry': 'log_entry_id',
  challenge: 'challenge_id',
  risk: 'risk_id',
} as const satisfies Record<PriorityTagRow['kind'], keyof PriorityTagRow>;

export type TagKind = Exclude<PriorityTagRow['kind'], 'question'>;

const tagsIn = (db: Reader) =>
  db
    .selectFrom('priority_tag as tag')
    .innerJoin('partnership_priority as priority', 'priority.id', 'tag.priority_id')
    .select(['priority.id', 'priority.title', 'priority.set_by as setBy'])
    .orderBy('priority.position')
    .orderBy('priority.id');

type Found = Tag & { readonly of: string | null };

const byThing = (rows: readonly Found[]): TagsById =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ of }) => of ?? '')].map(([of, tags]) => [of, tags.map(({ of: _, ...tag }) => tag)]),
  );

/** Tags of challenges on the log, of challenges of a session, or of risks, in scope. */
export async function listTags(
  db: Reader,
  scope: PartnershipScope,
  kind: TagKind,
  ids: readonly string[],
): Promise<TagsById> {
  if (ids.length === 0) return {};
  const column = `tag.${tagColumns[kind]}` as const;
  const rows = await tagsIn(db)
    .select(`${column} as of`)
    .where('tag.partnership_id', 'in', scope.partnershipIds)
    .where('tag.kind', '=', kind)
    .where(column, 'in', ids)
    .execute();
  return byThing(rows);
}

/** Priorities and themes of questions of a return, for the partnership that it is for: current ones alone. */
export async function listTagsOfReturn(
  db: Reader,
  scope: OrganisationScope,
  about: { readonly returnId: string; readonly questionCodes: readonly string[]; readonly today: string },
): Promise<TagsById> {
  if (about.questionCodes.length === 0) return {};
  const rows = await tagsIn(db)
    .innerJoin('agency_return', 'agency_return.partnership_id', 'tag.partnership_id')
    .innerJoin('standard_edition as edition', (join) =>
      join.onRef('edition.id', '=', 'agency_return.edition_id').onRef('edition.set_code', '=', 'tag.set_code'),
    )
    .select('tag.question_code as of')
    .where('agency_return.id', '=', about.returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .where('tag.kind', '=', 'question')
    .where('tag.question_code', 'in', about.questionCodes)
    .where('priority.from_on', '<=', about.today)
    .where((eb) => eb.or([eb('priority.to_on', 'is', null), eb('priority.to_on', '>=', about.today)]))
    .execute();
  return byThing(rows);
}

/** Priorities and themes of questions of a submission, for the partnership that received it. */
export async function listTagsOfSubmission(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
  questionCodes: readonly string[],
): Promise<TagsById> {
  if (questionCodes.length === 0) return {};
  const rows = await tagsIn(db)
    .innerJoin('submission', 'submission.partnership_id', 'tag.partnership_id')
    .innerJoin('standard_edition as edition', (join) =>
      join.onRef('edition.id', '=', 'submission.edition_id').onRef('edition.set_code', '=', 'tag.set_code'),
    )
    .select('tag.question_code as of')
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .where('tag.kind', '=', 'question')
    .where('tag.question_code', 'in', questionCodes)
    .execute();
  return byThing(rows);
}
