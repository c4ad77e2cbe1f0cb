/** How the answers of an open return go to another edition. Pure: the same rows and the same plan give the same result. */
import type { CarriedAnswerRow } from '../../../db/schema/carry-forward.table.ts';
import type { EvidenceUseRow } from '../../../db/schema/evidence.table.ts';
import type { AnswerRevisionRow, AnswerRow } from '../../../db/schema/returns.table.ts';
import { canonicalJson } from '../../../standards/canonical-json.ts';
import {
  type CarryLink,
  type CarryPlan,
  gravestFate,
  retiredCodes,
  stricterRule,
} from '../../../standards/carry-forward.ts';
import { isAnswered, isUntouched } from '../questionnaire/answer-state.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { parseDraft } from '../questionnaire/answers.ts';
import { arriveAt, asCarried, type CarriedAnswer, carryThrough } from '../questionnaire/carry.ts';
import type { CompiledEdition, PlacedQuestion } from '../questionnaire/compiled-edition.ts';
import { readAnswer } from '../returns/facts.ts';
import { type Described, describeAnswer, jsonList } from './describe-answer.ts';
import type { MovedRows, ReturnRows } from './moving.ts';
import { type AnswerOutcome, outcomeOf } from './preview.ts';

interface Move {
  readonly id: string;
  readonly plan: CarryPlan;
  readonly old: CompiledEdition;
  readonly compiled: CompiledEdition;
}

/** An old answer on its way: one that somebody typed into this return, or one that still waits from an earlier return. */
type Source =
  | { readonly from: 'typed'; readonly row: AnswerRow; readonly value: AnswerValue }
  | { readonly from: 'waiting'; readonly row: CarriedAnswerRow };

/**
 * Takes everything that a return holds through a plan. What the rules keep stays an answer, in the terms of the new
 * edition; the rest waits for a person beside its question, or is set aside when no question is left for it. An answer
 * carried from an earlier return that nobody has settled waits on, by the stricter of both rules.
 */
export function moveRows(move: Move, rows: ReturnRows): MovedRows {
  const sources = sourcesOf(rows);
  const arrived = carryThrough(
    move.plan,
    new Map([...sources].map(([code, source]) => [code, onItsWay(code, source)])),
  );
  const links = Map.groupBy(
    move.plan.links.filter(({ from }) => sources.has(from)),
    (link) => link.to,
  );
  const moved = [...move.compiled.questions].flatMap(([code, placed]) => {
    const ways = links.get(code) ?? [];
    return ways.length === 0 ? [] : [arrive(move, rows, placed, ways, sources, arrived.get(code))];
  });
  const gone = new Set(retiredCodes(move.plan));
  const aside = [...sources].flatMap(([code, source]) => (source.from === 'typed' && gone.has(code) ? [source] : []));
  const standing = moved.flatMap(({ answer }) => answer ?? []);
  const cleared = rows.answers.filter((row) => isCleared(row) && staysEmpty(move, row.question_code));
  const bringing = new Set(moved.flatMap(({ outcome, from }) => (outcome.outcome === 'again' ? [] : from)));
  const alone = rows.uses.filter(({ question_code }) => !sources.has(question_code));
  const carried = moved.flatMap((one) => one.carried ?? []);
  return {
    answers: [...standing, ...cleared].toSorted(byCode),
    uses: [...moved.flatMap(({ uses }) => uses), ...alone.flatMap((use) => usesAlong(move, use))],
    carried: [...carried, ...readBeside(move, rows, sources, carried)].toSorted(byCode),
    revisions: moved.flatMap(({ revision }) => revision ?? []),
    aside: aside.map(({ row, value }) => ({
      ...describeAnswer(move.old, row.question_code, value),
      savedAt: row.saved_at,
    })),
    outcomes: [
      ...moved.flatMap(({ outcome, typed }) => (typed ? [outcome] : [])),
      ...aside.map(({ row }): AnswerOutcome => {
        const evidence = usesOf(rows, row.question_code).length;
        return { code: row.question_code, outcome: 'retired', rated: row.point !== null, evidence };
      }),
    ],
    evidenceLost:
      rows.uses.filter(({ question_code }) => sources.has(question_code) && !bringing.has(question_code)).length +
      alone.filter((use) => usesAlong(move, use).length === 0).length,
  };
}

const byCode = (a: { question_code: string }, b: { question_code: string }) =>
  a.question_code < b.question_code ? -1 : 1;
const isCleared = (row: AnswerRow) => isUntouched(readAnswer(row.value));
const usesOf = ({ uses }: ReturnRows, code: string): EvidenceUseRow[] =>
  uses.filter(({ question_code }) => question_code === code);

/** An answer that was emptied again keeps its place where the plan keeps the question as it is. */
const staysEmpty = ({ plan }: Move, code: string): boolean =>
  plan.links.some(({ from, to, rule }) => from === code && to === code && rule === 'keep');

/** Evidence beside a question without an answer goes wherever an answer would have gone. */
const usesAlong = ({ plan }: Move, use: EvidenceUseRow): EvidenceUseRow[] =>
  plan.links.flatMap(({ from, to, rule }) =>
    from === use.question_code && rule !== 'ask-again' ? [{ ...use, question_code: to }] : [],
  );

/** What is shown beside a question that is asked again, from an earlier return: it stays beside it while there is room. */
function readBeside(
  { plan, compiled }: Move,
  { carried }: ReturnRows,
  sources: ReadonlyMap<string, Source>,
  arrived: readonly CarriedAnswerRow[],
): CarriedAnswerRow[] {
  const taken = new Set(arrived.map(({ question_code }) => question_code));
  return carried.flatMap((row) => {
    if (row.state !== 'afresh' || sources.has(row.question_code)) return [];
    const to = plan.links.find(({ from }) => from === row.question_code)?.to;
    const standard = compiled.questions.get(to ?? '')?.standard;
    if (to === undefined || !standard || taken.has(to)) return [];
    taken.add(to);
    return [{ ...row, question_code: to, standard_code: standard.code }];
  });
}

function sourcesOf({ answers, carried }: ReturnRows): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const row of answers) {
    const value = readAnswer(row.value);
    if (!isUntouched(value)) sources.set(row.question_code, { from: 'typed', row, value });
  }
  for (const row of carried)
    if (row.state === 'waiting' && row.value !== null && !sources.has(row.question_code))
      sources.set(row.question_code, { from: 'waiting', row });
  return sources;
}

function onItsWay(code: string, source: Source): CarriedAnswer {
  const value = source.from === 'typed' ? source.value : readAnswer(source.row.value ?? '');
  const carried = asCarried(code, value);
  return source.from === 'waiting' && source.row.text_only === 1 ? { ...carried, value: null } : carried;
}

interface Arrived {
  readonly from: readonly string[];
  /** Somebody typed something of it into this return. */
  readonly typed: boolean;
  readonly outcome: AnswerOutcome;
  readonly uses: readonly EvidenceUseRow[];
  readonly answer?: AnswerRow;
  readonly revision?: Omit<AnswerRevisionRow, 'id'>;
  readonly carried?: CarriedAnswerRow;
}

function arrive(
  move: Move,
  rows: ReturnRows,
  placed: PlacedQuestion,
  ways: readonly CarryLink[],
  sources: ReadonlyMap<string, Source>,
  answer: CarriedAnswer | undefined,
): Arrived {
  const { question, standard } = placed;
  const from = [...new Set(ways.map((way) => way.from))];
  const its = from.flatMap((code) => sources.get(code) ?? []);
  const [only, ...more] = its;
  const scale = question.answer.type === 'rating' ? move.compiled.scales.get(question.answer.scale) : undefined;
  const wordingOf = (code: string) => move.old.questions.get(code)?.question.text ?? code;
  const landed = answer ? arriveAt(question, scale, answer, wordingOf) : { value: null, textOnly: false };
  const place = { code: question.code, standard: standard.code };
  if (only?.from === 'typed' && more.length === 0 && ways.every(({ rule }) => rule === 'keep')) {
    const draft = isAnswered(only.value)
      ? landed.textOnly
        ? null
        : landed.value
      : draftOf(parseDraft(question, scale, only.value));
    if (draft !== null) return stays(rows, only, place, draft);
  }
  const carrying = ways.filter(({ rule }) => rule !== 'ask-again');
  const before = its.flatMap((source) => (source.from === 'waiting' ? [source.row] : []));
  const typed = its.flatMap((source) => (source.from === 'typed' ? [source] : []));
  const rule = answer
    ? [...carrying.map((way) => way.rule), ...before.map((row) => row.rule)].reduce(stricterRule, 'keep')
    : ('ask-again' as const);
  const evidence = [
    ...typed.flatMap(({ row }) => usesOf(rows, row.question_code).map(({ evidence_id }) => evidence_id)),
    ...before.flatMap((row) => jsonList<string>(row.evidence)),
  ];
  const origins = [
    ...typed.map(({ row, value }): Described => describeAnswer(move.old, row.question_code, value)),
    ...before.flatMap((row) => jsonList<Described>(row.origins)),
  ];
  const [earlier] = before;
  const carried: CarriedAnswerRow = {
    organisation_id: ownerOf(its).organisation_id,
    return_id: ownerOf(its).return_id,
    question_code: place.code,
    standard_code: place.standard,
    submission_id: typed.length === 0 ? (earlier?.submission_id ?? null) : null,
    move_id: typed.length === 0 ? (earlier?.move_id ?? null) : move.id,
    from_codes: JSON.stringify([
      ...typed.map(({ row }) => row.question_code),
      ...before.flatMap((row) => jsonList<string>(row.from_codes)),
    ]),
    rule,
    fate: gravestFate([...ways.flatMap(({ fates }) => fates), ...before.map(({ fate }) => fate)]),
    note:
      [...new Set([...before.flatMap(({ note }) => note ?? []), ...ways.flatMap(({ notes }) => notes)])].join('\n\n') ||
      null,
    origins: JSON.stringify(origins),
    value: landed.value === null ? null : JSON.stringify(landed.value),
    text_only: landed.textOnly ? 1 : 0,
    evidence: JSON.stringify(answer ? [...new Set(evidence)] : []),
    state: landed.value === null ? 'afresh' : 'waiting',
    settled_at: null,
    settled_by: null,
  };
  const rated = typed.some(({ row }) => row.point !== null);
  return {
    from,
    typed: typed.length > 0,
    outcome: { code: place.code, outcome: outcomeOf(carried), rated, evidence: evidence.length },
    uses: [],
    carried,
  };
}

const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const draftOf = (read: ReturnType<typeof parseDraft>): AnswerValue | null => ('value' in read ? read.value : null);

function ownerOf([first]: readonly Source[]): { organisation_id: string; return_id: string } {
  if (!first) throw new RangeError('An answer arrived from nowhere');
  return first.row;
}

/** The answer stands: under its new code, in the terms of the new edition, with its evidence and its mark from last time. */
function stays(
  rows: ReturnRows,
  { row }: Extract<Source, { from: 'typed' }>,
  place: { readonly code: string; readonly standard: string },
  value: AnswerValue,
): Arrived {
  // Byte for byte as it was, where it says the same: an undo and a page that is open elsewhere rely on it.
  const text = sameJson(value, JSON.parse(row.value)) ? row.value : JSON.stringify(value);
  const renamed = row.question_code !== place.code;
  const changed = renamed || text !== row.value;
  const answer: AnswerRow = {
    ...row,
    question_code: place.code,
    standard_code: place.standard,
    value: text,
    point: value.type === 'rating' ? value.point : null,
    revision: renamed ? 1 : changed ? row.revision + 1 : row.revision,
  };
  const { organisation_id, return_id, question_code, revision, saved_at, saved_by } = answer;
  const uses = usesOf(rows, row.question_code).map((use) => ({ ...use, question_code: place.code }));
  const mark = rows.carried.find((carried) => carried.question_code === row.question_code);
  return {
    from: [row.question_code],
    typed: true,
    outcome: { code: place.code, outcome: 'kept', rated: answer.point !== null, evidence: uses.length },
    uses,
    answer,
    ...(mark ? { carried: { ...mark, question_code: place.code, standard_code: place.standard } } : {}),
    ...(changed
      ? {
          revision: {
            ...{ organisation_id, return_id, question_code, revision, saved_at, saved_by },
            value: text,
            outcome: 'kept',
            idempotency_key: null,
          },
        }
      : {}),
  };
}
