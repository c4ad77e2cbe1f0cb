import { z } from 'zod';
import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { findGroupOf } from '../../organisations/groups/queries.server.ts';
import { readAnswer } from '../facts.ts';
import { type CentralEvidence, type CentralQuestion, type ContentCentral, stateOf } from './central.ts';

const idsSchema = z.array(z.string());

/** Ids of evidence as a settlement or a revision stores them. */
export const readEvidenceIds = (text: string): string[] => idsSchema.parse(JSON.parse(text));

/** The return that central answers are looked for. */
export interface CentralTarget {
  readonly id: string;
  readonly organisationId: string;
  readonly editionId: string;
}

/**
 * What the group of a return's organisation answers for it, and what became of it here, by question code; of some
 * questions alone if named. Five queries, however many questions. An edition with a partnership's own questions takes
 * the answers to the edition that it was made from.
 *
 * @param scope the organisations that the viewer works for: nothing is read for any other
 * @param today the day, in London, on which the organisation must belong to the group
 */
export async function listCentral(
  db: Reader,
  scope: OrganisationScope,
  target: CentralTarget,
  today: string,
  questionCodes?: readonly string[],
): Promise<Map<string, CentralQuestion>> {
  if (!scope.organisationIds.includes(target.organisationId) || questionCodes?.length === 0) return new Map();
  const group = await findGroupOf(db, target.organisationId, today);
  const offers = group ? await listOffers(db, group.id, target.editionId, questionCodes) : [];
  let settlements = db
    .selectFrom('central_settlement')
    .selectAll()
    .where('return_id', '=', target.id)
    .where('organisation_id', '=', target.organisationId);
  if (questionCodes) settlements = settlements.where('question_code', 'in', questionCodes);
  const settled = new Map((await settlements.execute()).map((row) => [row.question_code, row]));
  const codes = [...new Set([...offers.map(({ questionCode }) => questionCode), ...settled.keys()])];
  if (codes.length === 0) return new Map();
  const answers = await db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', target.id)
    .where('organisation_id', '=', target.organisationId)
    .where('question_code', 'in', codes)
    .execute();
  const standing = new Map(answers.map((row) => [row.question_code, readAnswer(row.value)]));
  return new Map(
    codes.toSorted().map((questionCode) => {
      const offer = offers.find((one) => one.questionCode === questionCode);
      const row = settled.get(questionCode);
      // A settlement of another group's answer, or of another edition's, says nothing about this one.
      const own = row && (!offer || row.central_id === offer.centralId) ? row : undefined;
      const taken = own && { state: own.state, value: own.value === null ? null : readAnswer(own.value) };
      return [
        questionCode,
        {
          questionCode,
          group: offer && group ? group.name : (row?.group_name ?? ''),
          state: stateOf(taken, standing.get(questionCode)),
          offer: offer ?? null,
          changed: own !== undefined && offer !== undefined && offer.revision > own.seen_revision,
          by: own?.settled_by_name ?? null,
          reason: own?.reason ?? '',
        },
      ];
    }),
  );
}

type Offer = NonNullable<CentralQuestion['offer']> & { readonly questionCode: string };

async function listOffers(
  db: Reader,
  groupId: string,
  editionId: string,
  questionCodes: readonly string[] | undefined,
): Promise<Offer[]> {
  let query = db
    .selectFrom('central_answer')
    .select(['id', 'question_code', 'value', 'revision'])
    .where('group_id', '=', groupId)
    .where('withdrawn_at', 'is', null)
    .where('value', 'is not', null)
    .where('edition_id', '=', (eb) =>
      eb
        .selectFrom('standard_edition')
        .select((base) => base.fn.coalesce('base_edition_id', 'id').as('base'))
        .where('id', '=', editionId),
    );
  if (questionCodes) query = query.where('question_code', 'in', questionCodes);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const evidence = await evidenceOf(
    db,
    groupId,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, question_code, value, revision }) =>
    value === null
      ? []
      : [
          {
            questionCode: question_code,
            centralId: id,
            revision,
            value: readAnswer(value),
            evidence: evidence.get(id) ?? [],
          },
        ],
  );
}

/** Evidence of central answers that the group still has, by answer, in the order in which it was added. */
export async function evidenceOf(
  db: Reader,
  groupId: string,
  centralIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CentralEvidence[]>> {
  if (centralIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('central_evidence')
    .innerJoin('evidence', 'evidence.id', 'central_evidence.evidence_id')
    .select(['central_evidence.central_id', 'evidence.id', 'evidence.title', 'evidence.kind', 'evidence.url'])
    .where('central_evidence.group_id', '=', groupId)
    .where('central_evidence.central_id', 'in', centralIds)
    .where('evidence.removed_at', 'is', null)
    .orderBy('evidence.added_at')
    .orderBy('evidence.id')
    .execute();
  const byAnswer = Map.groupBy(rows, ({ central_id }) => central_id);
  return new Map([...byAnswer].map(([id, its]) => [id, its.map(({ central_id: _, ...one }) => one)]));
}

/** The answers of a return that came from the group and still say what it said, as content marks them. */
export async function listCentralMarks(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ReadonlyMap<string, ContentCentral>> {
  const rows = await db
    .selectFrom('central_settlement')
    .innerJoin('answer', (join) =>
      join
        .onRef('answer.return_id', '=', 'central_settlement.return_id')
        .onRef('answer.question_code', '=', 'central_settlement.question_code'),
    )
    .select([
      'central_settlement.question_code',
      'central_settlement.group_name',
      'central_settlement.state',
      'central_settlement.taken_revision',
      'central_settlement.value as taken',
      'central_settlement.settled_by_name',
      'answer.value',
    ])
    .where('central_settlement.return_id', '=', returnId)
    .where('central_settlement.organisation_id', 'in', scope.organisationIds)
    .where('central_settlement.state', '<>', 'excepted')
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const taken = row.taken === null ? null : readAnswer(row.taken);
      const state = stateOf({ state: row.state, value: taken }, readAnswer(row.value));
      if ((state !== 'accepted' && state !== 'added') || row.taken_revision === null) return [];
      const mark = { group: row.group_name, state, by: row.settled_by_name, revision: row.taken_revision };
      return [[row.question_code, mark] as const];
    }),
  );
}

/**
 * A file of the group that goes with an answer offered to a return, for the people of the site: they read what they are
 * about to take. Refuses any other as unknown.
 */
export async function getOfferedFile(
  db: Reader,
  scope: OrganisationScope,
  { returnId, evidenceId }: { readonly returnId: string; readonly evidenceId: string },
  today: string,
) {
  const target = await db
    .selectFrom('agency_return')
    .select(['id', 'organisation_id as organisationId', 'edition_id as editionId'])
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!target) throw notFound();
  const group = await findGroupOf(db, target.organisationId, today);
  if (!group) throw notFound();
  const offered = await listOffers(db, group.id, target.editionId, undefined);
  if (!offered.some(({ evidence }) => evidence.some(({ id }) => id === evidenceId))) throw notFound();
  const row = await db
    .selectFrom('evidence')
    .select(['sha256', 'file_name', 'media_type'])
    .where('id', '=', evidenceId)
    .where('organisation_id', '=', group.id)
    .where('kind', '=', 'file')
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row || row.sha256 === null || row.file_name === null || row.media_type === null) throw notFound();
  return { organisationId: group.id, sha256: row.sha256, fileName: row.file_name, mediaType: row.media_type };
}
