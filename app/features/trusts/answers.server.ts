import type { Reader } from '../../../db/client.server.ts';
import type { Question, Scale } from '../../../standards/contract.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { listEvidence, listEvidenceById } from '../evidence/queries.server.ts';
import type { Evidence } from '../evidence/schema.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { editionId, getSharedEdition, listEditions } from '../questionnaire/editions.server.ts';
import { evidenceOf } from '../returns/central/queries.server.ts';
import { readAnswer } from '../returns/facts.ts';
import { listSettledAt, type SettledAt } from './central-counts.server.ts';
import type { EditionOfGroup } from './commands/mark-questions.server.ts';
import type { GroupScope } from './scope.ts';
import { returnsOfSites } from './sites.server.ts';

/** An edition of the library, as a group sees it. */
export interface GroupEdition {
  readonly id: string;
  readonly name: string;
  /** Open returns of its sites on it. */
  readonly openReturns: number;
  readonly marked: number;
  readonly answered: number;
}

/** The editions that its sites are asked now or that the group has answered, those with most open returns first. */
export async function listGroupEditions(
  db: Reader,
  scope: GroupScope,
  today: string,
): Promise<{ readonly inUse: readonly GroupEdition[]; readonly others: readonly { id: string; name: string }[] }> {
  const open = await returnsOfSites(db, scope, today)
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .select((eb) => [
      eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id').as('baseId'),
      eb.fn.countAll<number>().as('returns'),
    ])
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .groupBy((eb) => eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id'))
    .execute();
  const central = await db
    .selectFrom('central_answer')
    .select((eb) => ['edition_id', eb.fn.countAll<number>().as('marked'), eb.fn.count<number>('value').as('answered')])
    .where('group_id', '=', scope.groupId)
    .where('withdrawn_at', 'is', null)
    .groupBy('edition_id')
    .execute();
  const returns = new Map(open.map((row) => [row.baseId, Number(row.returns)]));
  const counts = new Map(central.map((row) => [row.edition_id, row]));
  const editions = (await listEditions(db)).filter(({ status }) => status === 'published');
  return {
    inUse: editions
      .filter(({ id }) => returns.has(id) || counts.has(id))
      .map(({ id, name }) => ({
        id,
        name,
        openReturns: returns.get(id) ?? 0,
        marked: Number(counts.get(id)?.marked ?? 0),
        answered: Number(counts.get(id)?.answered ?? 0),
      }))
      .toSorted((a, b) => b.openReturns - a.openReturns),
    others: editions.filter(({ id }) => !returns.has(id) && !counts.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

/** A question as the group's lists show it. */
export interface ListedQuestion {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly state: 'not-central' | 'to-answer' | 'answered';
}

export interface ListedStandard {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly questions: readonly ListedQuestion[];
}

/** Every standard and question of an edition, with what the group answers. Refuses an edition that is not of the library. */
export async function getGroupEdition(
  db: Reader,
  { groupId }: GroupScope,
  { setCode, edition }: Omit<EditionOfGroup, 'groupId'>,
): Promise<{ readonly title: string; readonly standards: readonly ListedStandard[] }> {
  const id = editionId({ set: setCode, edition });
  const { compiled } = await getSharedEdition(db, id);
  const rows = await db
    .selectFrom('central_answer')
    .select(['question_code', 'revision'])
    .where('group_id', '=', groupId)
    .where('edition_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
  const marked = new Map(rows.map((row) => [row.question_code, row.revision]));
  return {
    title: `${compiled.edition.title}, edition ${edition}`,
    standards: compiled.edition.standards.map(({ code, number, title, questions }) => ({
      code,
      number,
      title,
      questions: questions.map((question, place) => ({
        code: question.code,
        number: `${number}.${place + 1}`,
        text: question.text,
        state: stateOfMark(marked.get(question.code)),
      })),
    })),
  };
}

const stateOfMark = (revision: number | undefined): ListedQuestion['state'] =>
  revision === undefined ? 'not-central' : revision === 0 ? 'to-answer' : 'answered';

/** One standard of `getGroupEdition`. Refuses one that is not there as unknown. */
export async function getGroupStandard(
  db: Reader,
  scope: GroupScope,
  { standardCode, ...at }: Omit<EditionOfGroup, 'groupId'> & { readonly standardCode: string },
): Promise<{ readonly title: string; readonly standard: ListedStandard }> {
  const { title, standards } = await getGroupEdition(db, scope, at);
  const standard = standards.find(({ code }) => code === standardCode);
  if (!standard) throw notFound();
  return { title, standard };
}

/** How one site stands to a central answer. */
export interface SiteAnswer extends SettledAt {
  readonly siteName: string;
}

/** What the page of one central answer shows. */
export interface CentralPage {
  readonly editionTitle: string;
  readonly standard: { readonly code: string; readonly title: string };
  readonly number: string;
  readonly question: Pick<Question, 'code' | 'text' | 'hint' | 'guidance' | 'answer' | 'evidence'>;
  readonly scale: Scale | undefined;
  /** Null while nobody has answered it. */
  readonly value: AnswerValue | null;
  readonly revision: number;
  readonly saved: { readonly by: string; readonly at: string } | null;
  readonly attached: readonly string[];
  /** The group's library, newest first, with what is attached in front. */
  readonly library: readonly Evidence[];
  readonly sites: Page<SiteAnswer>;
}

/** The page on which a group answers one question, with what its sites made of the answer. */
export async function getCentralPage(
  db: Reader,
  scope: GroupScope,
  at: Omit<EditionOfGroup, 'groupId'> & { readonly standardCode: string; readonly questionCode: string },
  today: string,
  asked = 1,
): Promise<CentralPage> {
  const id = editionId({ set: at.setCode, edition: at.edition });
  const { compiled } = await getSharedEdition(db, id);
  const placed = compiled.questions.get(at.questionCode);
  if (placed?.standard.code !== at.standardCode) throw notFound();
  const { question, standard } = placed;
  const row = await db
    .selectFrom('central_answer')
    .leftJoin('person', 'person.id', 'central_answer.saved_by')
    .select(['central_answer.id', 'value', 'central_answer.revision', 'saved_at', 'person.name'])
    .where('group_id', '=', scope.groupId)
    .where('edition_id', '=', id)
    .where('question_code', '=', question.code)
    .executeTakeFirst();
  const attached = row ? ((await evidenceOf(db, scope.groupId, [row.id])).get(row.id) ?? []) : [];
  const { code, text, hint, guidance, answer, evidence } = question;
  return {
    editionTitle: `${compiled.edition.title}, edition ${at.edition}`,
    standard: { code: standard.code, title: standard.title },
    number: numberOf(compiled, standard.code, code),
    question: {
      code,
      text,
      answer,
      evidence,
      ...(hint === undefined ? {} : { hint }),
      ...(guidance === undefined ? {} : { guidance }),
    },
    scale: answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined,
    value: row?.value ? readAnswer(row.value) : null,
    revision: row?.revision ?? 0,
    saved: row?.saved_at && row.name ? { by: row.name, at: row.saved_at } : null,
    attached: attached.map(({ id: evidenceId }) => evidenceId),
    library: await libraryOf(
      db,
      scope,
      attached.map(({ id: evidenceId }) => evidenceId),
    ),
    sites: await listSiteAnswers(db, scope, id, code, today, asked),
  };
}

function numberOf(compiled: CompiledEdition, standardCode: string, code: string): string {
  const standard = compiled.standards.get(standardCode);
  return `${standard?.number ?? ''}.${(standard?.questions.findIndex((one) => one.code === code) ?? 0) + 1}`;
}

/** The newest of the library, and whatever is attached however old it is. */
async function libraryOf(db: Reader, { groupId }: GroupScope, attached: readonly string[]): Promise<Evidence[]> {
  const scope = { organisationIds: [groupId] } as const;
  const { items } = await listEvidence(db, scope, {});
  const missing = attached.filter((id) => !items.some((item) => item.id === id));
  if (missing.length === 0)
    return [...items].toSorted((a, b) => Number(attached.includes(b.id)) - Number(attached.includes(a.id)));
  const older = await listEvidenceById(db, scope, missing);
  return [...older, ...items];
}

async function listSiteAnswers(
  db: Reader,
  scope: GroupScope,
  edition: string,
  questionCode: string,
  today: string,
  asked: number,
): Promise<Page<SiteAnswer>> {
  const matching = () =>
    returnsOfSites(db, scope, today)
      .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
      .where((eb) => eb(eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id'), '=', edition));
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await matching()
    .select(['agency_return.id', 'site.name'])
    .orderBy((eb) => eb.fn<string>('lower', ['site.name']))
    .orderBy('agency_return.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const ids = rows.flatMap(({ id }) => id ?? []);
  const settled = new Map((await listSettledAt(db, scope, ids, questionCode)).map((one) => [one.returnId, one]));
  const items = rows.flatMap(({ id, name }) => {
    const one = id === null ? undefined : settled.get(id);
    return one ? [{ ...one, siteName: name }] : [];
  });
  return { items, page, pageCount, total: Number(total) };
}
