import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { type CoreLink, listCoreLinks } from '../questionnaire/core.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { questionnaireOfStandard } from '../questionnaire/questionnaire.ts';
import type { CoreOffer, CorePlace } from './core-offer.ts';
import { wordsToOffer } from './core-words.ts';
import { factsOf, readAnswers, readProfile } from './facts.ts';
import { questionsOfSubmission } from './previous-answers.server.ts';
import { reachOfStandard } from './reach.ts';

/** The return that something is offered to. */
export interface CoreTarget {
  readonly id: string;
  readonly organisationId: string;
  readonly partnershipId: string;
  readonly kind: string;
  readonly phase: string | null;
  readonly dutyBasis: string;
}

/** What the organisation said to a question of another set that asks about the same thing. */
export interface CoreSource extends Pick<CoreOffer, 'place' | 'asked' | 'words' | 'evidence'> {
  readonly questionCode: string;
  readonly itemCode: string;
  /** The other return; `sentAt` is null while it is a draft. */
  readonly from: OtherReturn;
}

interface OtherReturn {
  readonly returnId: string;
  readonly set: string;
  readonly sentAt: string | null;
  readonly partnership: { readonly id: string; readonly name: string };
}

/**
 * What the organisation of a return said last in its returns of other sets, to questions that ask about the same things
 * as these: in its own open draft of the set where that says something, else in the last return of the set that it sent.
 * Found by code, so whichever edition it was. Questions that the other return does not ask (withdrawn, or in a branch
 * that is closed) give nothing, and neither do answers without words and evidence.
 *
 * @param scope the organisations that the viewer works for: nothing of any other is ever read
 */
export async function listCoreSources(
  db: Reader,
  scope: OrganisationScope,
  target: CoreTarget,
  { set, questionCodes }: { readonly set: string; readonly questionCodes: readonly string[] },
): Promise<CoreSource[]> {
  if (!scope.organisationIds.includes(target.organisationId)) return [];
  const links = await listCoreLinks(db, set, questionCodes);
  if (links.length === 0) return [];
  const said = [...(await saidInDrafts(db, target, links)), ...(await saidInSent(db, target, links))];
  const titles = await findTitles(
    db,
    target,
    said.flatMap(({ evidence }) => evidence),
  );
  return links.flatMap(({ questionCode, itemCode, other }) => {
    const offered = said
      .filter(({ place }) => place.set === other.set && place.code === other.code)
      .map((one) => ({
        ...one,
        words: wordsToOffer(one.value),
        evidence: one.evidence.flatMap((id) => titles.get(id) ?? []),
      }));
    const best = offered.find(({ words, evidence }) => words !== '' || evidence.length > 0);
    if (!best) return [];
    const { from, place, asked, words, evidence } = best;
    return [{ questionCode, itemCode, from, place, asked, words, evidence }];
  });
}

interface Said {
  readonly from: OtherReturn;
  readonly place: CorePlace;
  readonly asked: string;
  readonly value: AnswerValue | null;
  /** Ids, in the order in which they were attached. */
  readonly evidence: readonly string[];
}

const setsOf = (links: readonly CoreLink[]) => [...new Set(links.map(({ other }) => other.set))];
const codesOf = (links: readonly CoreLink[], set: string) => [
  ...new Set(links.flatMap(({ other }) => (other.set === set ? [other.code] : []))),
];

/** The first of each set, of rows that stand newest first. */
const newestOfSets = <Row extends { readonly set: string }>(rows: readonly Row[]): Row[] =>
  [...Map.groupBy(rows, ({ set }) => set).values()].flatMap(([first]) => first ?? []);

/** More returns of one organisation than are looked through for the newest of each set. */
const mostReturns = 100;

async function saidInSent(db: Reader, target: CoreTarget, links: readonly CoreLink[]): Promise<Said[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('partnership', 'partnership.id', 'submission.partnership_id')
    .select([
      'submission.id',
      'submission.return_id as returnId',
      'submission.submitted_at as sentAt',
      'submission.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'standard_edition.set_code as set',
    ])
    .where('submission.organisation_id', '=', target.organisationId)
    .where('submission.return_id', '<>', target.id)
    .where('submission.superseded_at', 'is', null)
    .where('standard_edition.set_code', 'in', setsOf(links))
    .orderBy('submission.submitted_at', 'desc')
    .limit(mostReturns)
    .execute();
  const said: Said[] = [];
  for (const { id, returnId, set, sentAt, partnershipId, partnershipName } of newestOfSets(rows)) {
    const questions = await questionsOfSubmission(db, id);
    const from = { returnId, set, sentAt, partnership: { id: partnershipId, name: partnershipName } };
    for (const code of codesOf(links, set)) {
      const question = questions.get(code);
      if (!question) continue;
      const { text, answer, evidence } = question;
      said.push({ from, place: { set, code }, asked: text, value: answer, evidence });
    }
  }
  return said;
}

async function saidInDrafts(db: Reader, target: CoreTarget, links: readonly CoreLink[]): Promise<Said[]> {
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .select([
      'agency_return.id as returnId',
      'agency_return.profile',
      'agency_return.edition_id as editionId',
      'standard_edition.sha256',
      'standard_edition.set_code as set',
      'agency_return.partnership_id as partnershipId',
      'partnership.name as partnershipName',
    ])
    .where('agency_return.organisation_id', '=', target.organisationId)
    .where('agency_return.id', '<>', target.id)
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .where('agency_return.last_saved_at', 'is not', null)
    .where('standard_edition.set_code', 'in', setsOf(links))
    .orderBy('agency_return.last_saved_at', 'desc')
    .orderBy('agency_return.id')
    .limit(mostReturns)
    .execute();
  const said: Said[] = [];
  for (const draft of newestOfSets(rows)) {
    const { returnId, set, partnershipId, partnershipName } = draft;
    const from = { returnId, set, sentAt: null, partnership: { id: partnershipId, name: partnershipName } };
    const answers = await answersAsked(db, target, draft, codesOf(links, set));
    const attached = await attachedTo(db, target, returnId, [...answers.keys()]);
    for (const [code, { text, value }] of answers)
      said.push({ from, place: { set, code }, asked: text, value, evidence: attached.get(code) ?? [] });
  }
  return said;
}

/** Of the questions named, those that a draft asks now, with what stands there. */
async function answersAsked(
  db: Reader,
  target: CoreTarget,
  draft: {
    readonly returnId: string;
    readonly editionId: string;
    readonly sha256: string;
    readonly profile: string;
  },
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly text: string; readonly value: AnswerValue | null }>> {
  const compiled = await getEdition(db, draft.editionId, draft.sha256);
  const standards = [...new Set(codes.flatMap((code) => compiled.questions.get(code)?.standard ?? []))];
  const needed = new Set(standards.flatMap(({ code }) => reachOfStandard(compiled, code).questions));
  if (needed.size === 0) return new Map();
  const answers = readAnswers(
    await db
      .selectFrom('answer')
      .select(['question_code', 'value'])
      .where('return_id', '=', draft.returnId)
      .where('organisation_id', '=', target.organisationId)
      .where('question_code', 'in', [...needed])
      .execute(),
  );
  const facts = factsOf(target, readProfile(draft.profile), answers);
  return new Map(
    standards
      .flatMap((standard) => questionnaireOfStandard(compiled, facts, standard).standards)
      .flatMap(({ questions }) => questions)
      .filter(({ question }) => codes.includes(question.code))
      .map(({ question: { code, text } }) => [code, { text, value: answers[code] ?? null }]),
  );
}

async function attachedTo(
  db: Reader,
  target: CoreTarget,
  returnId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidence_use')
    .select(['question_code', 'evidence_id'])
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', target.organisationId)
    .where('question_code', 'in', codes)
    .orderBy('added_at')
    .orderBy('evidence_id')
    .execute();
  const byQuestion = Map.groupBy(rows, ({ question_code }) => question_code);
  return new Map([...byQuestion].map(([code, its]) => [code, its.map(({ evidence_id }) => evidence_id)]));
}

/** The evidence that the organisation still has. */
async function findTitles(db: Reader, target: CoreTarget, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; title: string }>();
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .where('organisation_id', '=', target.organisationId)
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
