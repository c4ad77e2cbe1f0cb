import { type Edition, notApplicableCode, type Question, type Scale } from './contract.ts';
import { lintConditions } from './lint-conditions.ts';
import { type Finding, isCalendarDate, repeated } from './lint-finding.ts';
import { lintKinds, lintOverall, lintValues } from './lint-ratings.ts';
import type { Path } from './placed-conditions.ts';

export type { Finding } from './lint-finding.ts';
export { lintSuccession } from './lint-succession.ts';

/**
 * What is wrong with an edition that its shape alone does not show. An empty list means that every code is unique and
 * known, every question can be reached and every rating can be given; a published edition with a finding is not used.
 */
export function lintEdition(edition: Edition): Finding[] {
  const known: KnownCodes = { documents: codesOf(edition.documents), scales: codesOf(edition.scales) };
  const findings = [
    ...lintCodes(edition),
    ...lintKinds(edition),
    ...lintDocuments(edition),
    ...edition.scales.flatMap((scale, i) => lintScale(scale, ['scales', i])),
    ...edition.standards.flatMap((standard, i) =>
      standard.questions.flatMap((question, j) => lintQuestion(known, question, ['standards', i, 'questions', j])),
    ),
    ...lintOverall(edition),
    ...edition.profile.flatMap((question, i) =>
      'choices' in question.answer
        ? repeatedCodes('choice', question.answer.choices, ['profile', i, 'answer', 'choices'], question.code)
        : [],
    ),
  ];
  // Conditions name scales, questions and rules: they are looked at once these are sound.
  return findings.length > 0 ? findings : lintConditions(edition);
}

type KnownCodes = { documents: ReadonlySet<string>; scales: ReadonlySet<string> };

const codesOf = (things: readonly { code: string }[]) => new Set(things.map(({ code }) => code));

function lintCodes(edition: Edition): Finding[] {
  const questions = edition.standards.flatMap((standard, i) =>
    standard.questions.map(({ code }, j) => ({ code, path: ['standards', i, 'questions', j, 'code'] })),
  );
  return [
    ...repeatedCodes('document', edition.documents, ['documents']),
    ...repeatedCodes('scale', edition.scales, ['scales']),
    ...repeatedCodes('profile question', edition.profile, ['profile']),
    ...repeatedCodes('rule', edition.rules, ['rules']),
    ...repeatedCodes('standard', edition.standards, ['standards']),
    ...repeated(
      questions,
      ({ code }) => code,
      (code, i) => ({
        code: String(code),
        reason: `Two questions have the code "${code}"`,
        path: questions[i]?.path ?? [],
      }),
    ),
    ...repeated(
      edition.standards,
      ({ number }) => number,
      (number, i) => ({
        code: edition.standards[i]?.code ?? '',
        reason: `Two standards have the number "${number}"`,
        path: ['standards', i, 'number'],
      }),
    ),
  ];
}

function lintDocuments(edition: Edition): Finding[] {
  const findings: Finding[] = [];
  if (!isCalendarDate(edition.inForceFrom))
    findings.push({
      code: `${edition.set}/${edition.edition}`,
      reason: `There is no such date as ${edition.inForceFrom}`,
      path: ['inForceFrom'],
    });
  for (const [i, { code, published, consultation }] of edition.documents.entries()) {
    if (!isCalendarDate(published))
      findings.push({ code, reason: `There is no such date as ${published}`, path: ['documents', i, 'published'] });
    if (consultation && edition.status === 'published')
      findings.push({
        code,
        reason: 'This is a consultation text: an edition that rests on it must stay a draft',
        path: ['documents', i, 'consultation'],
      });
  }
  return findings;
}

/** What is wrong with a scale by itself; `path` is the way to it. */
export function lintScale(scale: Scale, path: Path): Finding[] {
  const findings = repeatedCodes('point', scale.points, [...path, 'points'], scale.code);
  for (const key of ['letter', 'order', 'word'] as const)
    findings.push(
      ...repeated(
        scale.points,
        (point) => point[key],
        (value, i) => ({
          code: scale.code,
          reason: `Two points of the scale have the ${key} "${value}"`,
          path: [...path, 'points', i, key],
        }),
      ),
    );
  for (const [i, { code }] of scale.points.entries())
    if (code === notApplicableCode)
      findings.push({
        code: scale.code,
        reason: `"${notApplicableCode}" is kept for ratings that do not apply: set notApplicable instead of a point`,
        path: [...path, 'points', i, 'code'],
      });
  return [...findings, ...lintValues(scale, path)];
}

function lintQuestion(known: KnownCodes, question: Question, path: Path): Finding[] {
  const { code, answer } = question;
  const findings: Finding[] = [];
  const add = (reason: string, ...rest: Path) => findings.push({ code, reason, path: [...path, ...rest] });

  for (const [i, { document }] of question.sources.entries())
    if (!known.documents.has(document))
      add(`The source names the document "${document}", which does not exist`, 'sources', i, 'document');

  if (answer.type === 'rating' && !known.scales.has(answer.scale))
    add(`The rating names the scale "${answer.scale}", which does not exist`, 'answer', 'scale');
  if (answer.type === 'number' && answer.min > answer.max)
    add(`No number can be from ${answer.min} to ${answer.max}`, 'answer', 'max');
  if (answer.type === 'single-choice' || answer.type === 'multiple-choice')
    findings.push(...repeatedCodes('choice', answer.choices, [...path, 'answer', 'choices'], code));
  if (answer.type === 'table') {
    findings.push(...repeatedCodes('column', answer.columns, [...path, 'answer', 'columns'], code));
    for (const [i, column] of answer.columns.entries()) {
      if (column.type === 'choice' && column.choices === undefined)
        add(`The column "${column.code}" needs choices`, 'answer', 'columns', i);
      else if (column.type !== 'choice' && column.choices !== undefined)
        add(
          `The column "${column.code}" has choices, but its type is ${column.type}`,
          'answer',
          'columns',
          i,
          'choices',
        );
      const at = [...path, 'answer', 'columns', i, 'choices'];
      findings.push(...repeatedCodes('choice', column.choices ?? [], at, code));
    }
  }
  return findings;
}

/** Codes given twice in one list; `owner` is the thing that the list belongs to, where that says more than the code. */
function repeatedCodes(what: string, things: readonly { code: string }[], path: Path, owner?: string): Finding[] {
  return repeated(
    things,
    ({ code }) => code,
    (code, i) => ({
      code: owner ?? String(code),
      reason: `Two ${what}s have the code "${code}"`,
      path: [...path, i, 'code'],
    }),
  );
}
