import type { Reader } from '../../../../db/client.server.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { type Profile, readAnswer, readProfile } from '../facts.ts';
import type { ReturnStatus } from '../rules.ts';
import { isEditable } from '../rules.ts';
import { type JoinedAnswers, type JoinPlan, planJoin, type StandingAnswer } from './join.ts';
import { findPrimary } from './members.server.ts';

/** A return of the organisation that could be answered together with another one, or why it cannot. */
export interface JoinCandidate {
  readonly id: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly refused: string | null;
}

export interface JoinSide {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly partnershipId: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly status: ReturnStatus;
  readonly editionId: string;
  readonly editionSha256: string;
  readonly baseEditionId: string;
  readonly setCode: string;
  readonly editionTitle: string;
  readonly sharedReturnId: string | null;
  readonly profile: Profile;
  readonly profileConfirmedAt: string | null;
}

const sides = (db: Reader, scope: OrganisationScope) =>
  db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .select((eb) => [
      'agency_return.id',
      'agency_return.organisation_id as organisationId',
      'organisation.name as organisationName',
      'agency_return.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      'agency_return.due_on as dueOn',
      'agency_return.status',
      'agency_return.edition_id as editionId',
      'standard_edition.sha256 as editionSha256',
      eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id').as('baseEditionId'),
      'standard_edition.set_code as setCode',
      'standard_edition.title as editionTitle',
      'agency_return.shared_return_id as sharedReturnId',
      'agency_return.profile',
      'agency_return.profile_confirmed_at as profileConfirmedAt',
    ])
    .where('agency_return.organisation_id', 'in', scope.organisationIds);

/** The return, with what joining needs of it. Refuses one outside the scope as unknown. */
export async function getSide(db: Reader, scope: OrganisationScope, returnId: string): Promise<JoinSide> {
  const row = await sides(db, scope).where('agency_return.id', '=', returnId).executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, profile: readProfile(row.profile) };
}

const mostCandidates = 50;

/**
 * The other open returns of the same organisation on the same set of standards that are not answered together with this
 * one yet. Of returns that are answered together already only the first is named: joining it joins all of them.
 */
export async function listCandidates(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<readonly JoinCandidate[]> {
  const own = await getSide(db, scope, returnId);
  if (!isEditable(own.status)) return [];
  const rows = await sides(db, scope)
    .where('agency_return.organisation_id', '=', own.organisationId)
    .where('standard_edition.set_code', '=', own.setCode)
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .where('agency_return.id', '<>', returnId)
    .orderBy('agency_return.id')
    .limit(mostCandidates)
    .execute();
  const known = new Set<string>(own.sharedReturnId === null ? [] : [own.sharedReturnId]);
  return rows.flatMap((row): JoinCandidate[] => {
    if (row.sharedReturnId !== null && known.has(row.sharedReturnId)) return [];
    if (row.sharedReturnId !== null) known.add(row.sharedReturnId);
    const { id, partnershipName, cycleName, dueOn } = row;
    return [{ id, partnershipName, cycleName, dueOn, refused: whyNot(own, row) }];
  });
}

type Compared = Pick<JoinSide, 'baseEditionId' | 'editionTitle' | 'sharedReturnId' | 'partnershipName'>;

/** Why two open returns cannot be answered once; null when they can. */
function whyNot(one: Compared, other: Compared): string | null {
  if (one.baseEditionId !== other.baseEditionId)
    return `${other.partnershipName} asks another edition of the standards (“${other.editionTitle}”), so its questions are not the same`;
  if (one.sharedReturnId !== null && other.sharedReturnId !== null && one.sharedReturnId !== other.sharedReturnId)
    return 'It is answered together with other returns already: take it out there first';
  return null;
}

/** Both returns in the order in which they join: the one that is shared already, else the one that was opened first. */
export async function getJoinSides(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  otherId: string,
): Promise<{ readonly into: JoinSide; readonly joining: JoinSide }> {
  const one = await getSide(db, scope, await findPrimary(db, scope, returnId));
  const other = await getSide(db, scope, await findPrimary(db, scope, otherId));
  if (one.organisationId !== other.organisationId || one.id === other.id) throw notFound();
  for (const side of [one, other])
    if (!isEditable(side.status)) throw notNow('A return that has been sent is not answered together with another one');
  const refused = whyNot(one, other);
  if (refused !== null) throw notNow(refused);
  const first =
    one.sharedReturnId !== null ? one : other.sharedReturnId !== null ? other : one.id < other.id ? one : other;
  return first === one ? { into: one, joining: other } : { into: other, joining: one };
}

/** What joining would do to what was typed in both, and a hash of exactly that. Two queries beside the editions. */
export async function loadJoinPlan(
  db: Reader,
  { into, joining }: { readonly into: JoinSide; readonly joining: JoinSide },
): Promise<JoinPlan & { readonly seen: string }> {
  const compiled = await getEdition(db, into.editionId, into.editionSha256);
  const given = { into: await readStanding(db, into), joining: await readStanding(db, joining) };
  const plan = planJoin(compiled, {
    into: { ...into, answers: given.into },
    joining: { ...joining, answers: given.joining },
  });
  const marks = (answers: JoinedAnswers) => [...answers].map(([code, { text, revision }]) => [code, text, revision]);
  const seen = sha256OfValue({
    sides: [into, joining].map((side) => [side.id, side.editionId, side.sharedReturnId, side.profile]),
    answers: [marks(given.into), marks(given.joining)],
  });
  return { ...plan, seen };
}

/** The answers of a return as they stand, by question code. */
export async function readStanding(
  db: Reader,
  { id, organisationId }: Pick<JoinSide, 'id' | 'organisationId'>,
): Promise<JoinedAnswers> {
  const rows = await db
    .selectFrom('answer')
    .select(['question_code', 'value', 'revision', 'saved_at', 'saved_by'])
    .where('return_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .orderBy('question_code')
    .execute();
  return new Map(
    rows.map((row): [string, StandingAnswer] => [
      row.question_code,
      {
        text: row.value,
        value: readAnswer(row.value),
        revision: row.revision,
        savedAt: row.saved_at,
        savedBy: row.saved_by,
      },
    ]),
  );
}
