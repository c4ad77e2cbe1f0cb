import type { AnswerType, Fate, Question, Succession, TableColumn } from './contract.ts';
import type { EditionIndex } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';

/** True of a fate that brings the old answer into the new return, looked at or not. */
export const isKept = ({ carry }: Pick<Fate, 'carry'>): boolean => carry === 'keep' || carry === 'keep-and-confirm';

/**
 * Why the answer to `old` cannot be carried to `young` as the fate says; choices that differ are judged with their maps.
 * Limits that became narrower ask for a look (`keep-and-confirm`); another kind of answer cannot be kept at all.
 */
export function keptAnswerProblems(fate: Fate, old: Question, young: Question): string[] {
  if (!isKept(fate)) return [];
  if (old.answer.type !== young.answer.type)
    return [`A ${old.answer.type} answer cannot be kept where the answer is now ${young.answer.type}`];
  const barred = [...tableBars(old.answer, young.answer)].map(
    (reason) => `The rows cannot be kept: ${reason}. Prefill the text or ask again`,
  );
  if (barred.length > 0 || fate.carry !== 'keep') return barred;
  return narrowings(old.answer, young.answer).map(
    (reason) => `${reason}, so the answer cannot be kept as it is: have it confirmed`,
  );
}

/**
 * Maps of choices that are not whole or not needed, and choice answers that are kept where the choices differ by code
 * and no map says what became of each.
 */
export function lintChoiceMaps(before: EditionIndex, after: EditionIndex, succession: Succession): Finding[] {
  const findings: Finding[] = [];
  const mapped = new Set<string>();
  for (const [i, { from, to, choices }] of succession.choices.entries()) {
    const reasons = mapProblems(from, to, choices, before.questions.get(from)?.answer, after.questions.get(to)?.answer);
    if (!succession.fates.some((fate) => fate.from.includes(from) && fate.to.includes(to)))
      reasons.push(`No fate leads from "${from}" to "${to}", so no choice is carried`);
    if (mapped.has(`${from} ${to}`)) reasons.push(`Two maps of choices lead from "${from}" to "${to}"`);
    mapped.add(`${from} ${to}`);
    for (const reason of reasons) findings.push({ code: to, reason, path: ['choices', i] });
  }
  for (const [i, fate] of succession.fates.entries()) {
    const old = before.questions.get(fate.from[0] ?? '');
    if (!isKept(fate) || !old) continue;
    for (const code of fate.to) {
      const young = after.questions.get(code);
      if (!young || young.answer.type !== old.answer.type || mapped.has(`${old.code} ${code}`)) continue;
      const difference = choiceDifference(old.answer, young.answer);
      if (difference !== undefined)
        findings.push({
          code,
          reason: `The choices differ (${difference}), and no map under "choices" says what became of each old one`,
          path: ['fates', i],
        });
    }
  }
  return findings;
}

function mapProblems(
  from: string,
  to: string,
  choices: Readonly<Record<string, string | null>>,
  old: AnswerType | undefined,
  young: AnswerType | undefined,
): string[] {
  const [before, after] = [choiceCodes(old), choiceCodes(young)];
  if (!before || !after)
    return [`The map is about the choices of "${before ? to : from}", but there is no such choice question`];
  return [
    ...before
      .filter((code) => !Object.hasOwn(choices, code))
      .map((code) => `The map leaves out the old choice "${code}"`),
    ...Object.keys(choices)
      .filter((code) => !before.includes(code))
      .map((code) => `The question "${from}" had no choice "${code}"`),
    ...Object.values(choices).flatMap((code) =>
      code === null || after.includes(code) ? [] : [`The question "${to}" has no choice "${code}"`],
    ),
  ];
}

function choiceCodes(answer: AnswerType | undefined): string[] | undefined {
  return answer && 'choices' in answer ? answer.choices.map(({ code }) => code) : undefined;
}

/** Which choices went and came, by code; nothing where they are the same. */
function choiceDifference(old: AnswerType, young: AnswerType): string | undefined {
  const [before = [], after = []] = [choiceCodes(old), choiceCodes(young)];
  const gone = before.filter((code) => !after.includes(code));
  const fresh = after.filter((code) => !before.includes(code));
  const parts = [
    ...(gone.length > 0 ? [`gone: ${gone.join(', ')}`] : []),
    ...(fresh.length > 0 ? [`new: ${fresh.join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : undefined;
}

/** What bars the rows of one table from another: a column that went, answers otherwise, or is new and required. */
function tableBars(old: AnswerType, young: AnswerType): string[] {
  if (old.type !== 'table' || young.type !== 'table') return [];
  const known = new Map(old.columns.map((column) => [column.code, column]));
  const fresh = young.columns.filter(({ code, required }) => required && !known.has(code));
  return [
    ...old.columns.flatMap((column) => {
      const successor = young.columns.find(({ code }) => code === column.code);
      return columnBars(column, successor);
    }),
    ...fresh.map(({ code }) => `the new column "${code}" is required`),
  ];
}

function columnBars(old: TableColumn, young: TableColumn | undefined): string[] {
  if (!young) return [`the column "${old.code}" is gone`];
  if (young.type !== old.type) return [`the column "${old.code}" is now ${young.type}, not ${old.type}`];
  const codes = young.choices?.map(({ code }) => code) ?? [];
  const gone = (old.choices ?? []).filter(({ code }) => !codes.includes(code)).map(({ code }) => code);
  return gone.length > 0 ? [`the column "${old.code}" has no choice ${gone.join(', ')} any more`] : [];
}

/** Old answers that were right and may not be so now. */
function narrowings(old: AnswerType, young: AnswerType): string[] {
  if (old.type === 'number' && young.type === 'number')
    return [
      ...(young.min > old.min ? [`The smallest number is now ${young.min}, not ${old.min}`] : []),
      ...(young.max < old.max ? [`The largest number is now ${young.max}, not ${old.max}`] : []),
      ...(young.whole && !old.whole ? ['The number must be whole now'] : []),
      ...(young.unit !== old.unit
        ? [`The number is now in ${young.unit ?? 'no unit'}, not ${old.unit ?? 'none'}`]
        : []),
    ];
  if (old.type === 'text' && young.type === 'text' && young.maxLength < old.maxLength)
    return [`The text may now have ${young.maxLength} characters, not ${old.maxLength}`];
  if (old.type === 'date' && young.type === 'date' && young.past && !old.past)
    return ['The date must be in the past now'];
  if (old.type === 'table' && young.type === 'table')
    return [
      ...(young.maxRows < old.maxRows ? [`The table may now have ${young.maxRows} rows, not ${old.maxRows}`] : []),
      ...young.columns
        .filter(({ code, required }) => required && old.columns.some((each) => each.code === code && !each.required))
        .map(({ code }) => `The column "${code}" is required now`),
    ];
  return [];
}
