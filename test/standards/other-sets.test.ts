import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileEdition } from '../../app/features/questionnaire/compiled-edition.ts';
import type { Facts, ProfileValue } from '../../app/features/questionnaire/conditions.ts';
import { questionnaireFor, signatoriesFor } from '../../app/features/questionnaire/questionnaire.ts';
import type { Edition, Question } from '../../standards/contract.ts';
import { editionName, type Library, loadLibrary } from '../../standards/load.server.ts';
import { kindsOf } from '../../standards/reach.ts';
import { type OrganisationKind, organisationKindCodes, organisationKinds } from '../../standards/vocabulary.ts';

let library: Library;
beforeAll(async () => {
  library = await loadLibrary(join(import.meta.dirname, '../../standards/library'));
});

function editionOf(name: string): Edition {
  const found = library.editions.find(({ edition }) => editionName(edition) === name)?.edition;
  if (!found) throw new Error(`The library has no edition ${name}`);
  return found;
}

/** The whole profile page: yes to the questions named, no to the others, the choice named or the first one. */
function profileOf(edition: Edition, yes: readonly string[], choices: Readonly<Record<string, string>> = {}) {
  const profile: Record<string, ProfileValue> = {};
  for (const { code, answer } of edition.profile) {
    if (answer.type === 'yes-no') profile[code] = yes.includes(code) || yes.includes('all');
    if (answer.type === 'single-choice') profile[code] = choices[code] ?? answer.choices[0]?.code ?? '';
  }
  return profile;
}

/** What one kind of organisation is asked, with no follow-up opened yet. */
function asked(edition: Edition, kind: OrganisationKind, profile: Record<string, ProfileValue>): Question[] {
  const facts: Facts = { kind, phase: null, duty: organisationKinds[kind].duty, profile, answers: {} };
  const { standards, undecided } = questionnaireFor(compileEdition(edition), facts);
  expect(undecided).toEqual([]);
  return standards.flatMap(({ questions }) => questions.map(({ question }) => question));
}

/** How many questions each kind that the edition is for is asked. */
const countsOf = (edition: Edition, yes: readonly string[], choices?: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    kindsOf(edition).map((kind) => [kind, asked(edition, kind, profileOf(edition, yes, choices)).length]),
  );

const signing = (edition: Edition, kind: OrganisationKind) =>
  signatoriesFor(compileEdition(edition), {
    kind,
    phase: null,
    duty: organisationKinds[kind].duty,
    profile: {},
    answers: {},
  }).map(({ code }) => code);

const schools = organisationKindCodes.filter(
  (kind) => organisationKinds[kind].sector === 'setting' && !['early-years', 'childminder'].includes(kind),
);

describe('the early years return', () => {
  const nursery = ['under-twos', 'sleep', 'outings', 'students-or-agency', 'images', 'funded-places'];
  const childminder = ['domestic-premises', 'others-in-the-home', 'under-twos', 'sleep', 'outings', 'images'];

  it('is for nurseries and childminders, and asks no school', () => {
    const edition = editionOf('early-years/2025.1');
    expect(kindsOf(edition)).toEqual(['early-years', 'childminder']);
    expect(schools).toContain('maintained-nursery-school');
    expect(schools.filter((kind) => kindsOf(edition).includes(kind))).toEqual([]);
  });

  it('asks a nursery about 60 questions and a childminder about 40: with what is usual, with the least, with all', () => {
    const edition = editionOf('early-years/2025.1');
    expect(countsOf(edition, nursery)['early-years']).toBe(63);
    expect(countsOf(edition, childminder).childminder).toBe(43);
    expect(countsOf(edition, [])).toEqual({ 'early-years': 57, childminder: 38 });
    expect(countsOf(edition, [], { 'provision-type': 'out-of-school' })).toEqual({
      'early-years': 55,
      childminder: 38,
    });
    expect(countsOf(edition, ['all'])).toEqual({ 'early-years': 69, childminder: 52 });
  });

  it('never asks a childminder about a team, nor a nursery about working alone', () => {
    const edition = editionOf('early-years/2025.1');
    const codes = (kind: OrganisationKind, yes: readonly string[]) =>
      asked(edition, kind, profileOf(edition, yes)).map(({ code }) => code);
    expect(codes('childminder', childminder)).not.toEqual(expect.arrayContaining(['staff-supervision']));
    expect(codes('childminder', childminder)).not.toContain('references-before-start');
    expect(codes('childminder', [...childminder, 'employs-assistants'])).toContain('references-before-start');
    expect(codes('early-years', ['all'])).not.toContain('own-learning-kept-up');
  });

  it('is signed by the registered person alone, whoever that is', () => {
    const edition = editionOf('early-years/2025.1');
    for (const kind of kindsOf(edition)) expect(signing(edition, kind)).toEqual(['registered-person']);
  });
});

describe('the agency assurance report', () => {
  const inCases = ['direct-work', 'case-contact', 'gives-data'];

  it.each([
    ['a virtual member without contact with children', [], 35, 43],
    ['an agency that works with children', ['direct-work', 'gives-data'], 50, 63],
    ['an agency that protects children', inCases, 55, 69],
    ['the same after a survey of its practitioners', [...inCases, 'practitioner-survey'], 60, 74],
  ] as const)('asks %s the fewer questions in a quarter, and the rest once a year', (_, yes, quarter, year) => {
    const edition = editionOf('agency-assurance-report/2026.1');
    const every = (count: number) => Object.fromEntries(kindsOf(edition).map((kind) => [kind, count]));
    expect(countsOf(edition, yes, { 'report-type': 'quarterly' })).toEqual(every(quarter));
    expect(countsOf(edition, yes, { 'report-type': 'annual' })).toEqual(every(year));
  });

  it('is for every agency, and judges section 11 once a year alone', () => {
    const edition = editionOf('agency-assurance-report/2026.1');
    expect(kindsOf(edition)).toHaveLength(24);
    const codes = (report: string) =>
      asked(edition, 'police', profileOf(edition, ['all'], { 'report-type': report })).map(({ code }) => code);
    expect(codes('quarterly')).toContain('period-covered');
    expect(codes('quarterly')).not.toContain('section-11-judgement');
    expect(codes('annual')).toContain('section-11-judgement');
    expect(codes('annual')).not.toContain('period-covered');
  });

  it('has a judgement of the whole in every standard, asked of everybody who is asked the standard', () => {
    const edition = editionOf('agency-assurance-report/2026.1');
    for (const { overall, questions } of edition.standards)
      expect(questions.find(({ code }) => code === overall)?.appliesTo).toBeUndefined();
  });
});

describe('the workforce health check', () => {
  it('asks 32 to 43 questions, and no body that is run by volunteers', () => {
    const edition = editionOf('workforce-health-check/2026.1');
    const every = (count: number) => Object.fromEntries(kindsOf(edition).map((kind) => [kind, count]));
    expect(countsOf(edition, [])).toEqual(every(32));
    expect(countsOf(edition, ['direct-work'])).toEqual(every(41));
    expect(countsOf(edition, ['all'])).toEqual(every(43));
    expect(kindsOf(edition)).toHaveLength(18);
    for (const kind of ['faith', 'sport'] as const) expect(kindsOf(edition)).not.toContain(kind);
  });
});

describe('section 11 for small groups', () => {
  const light = () => editionOf('section-11-light/2023.1');
  const base = () => editionOf('section-11/2023.1');

  it('asks 19 to 26 questions, which is fewer than the whole set asks the same group', () => {
    const kinds = ['voluntary', 'faith', 'sport', 'private-sector', 'other-agency'] as const;
    const every = (count: number) => Object.fromEntries(kinds.map((kind) => [kind, count]));
    expect(countsOf(light(), [])).toEqual(every(19));
    expect(countsOf(light(), ['direct-work', 'lone-working', 'transports-children'])).toEqual(every(22));
    expect(countsOf(light(), ['all'])).toEqual(every(26));
    for (const kind of kinds)
      expect(asked(base(), kind, profileOf(base(), ['direct-work'])).length).toBeGreaterThanOrEqual(25);
  });

  it('asks each question under the code, with the words, the answers and the citations of the whole set', () => {
    const questionsOf = (edition: Edition) => edition.standards.flatMap(({ questions }) => questions);
    const like = new Map(questionsOf(base()).map((question) => [question.code, question]));
    for (const { code, text, answer, sources, required } of questionsOf(light()))
      expect(like.get(code)).toMatchObject({ code, text, answer, sources, required });
    expect(light().aggregation).toEqual(base().aggregation);
    expect(light().scales).toEqual(base().scales.filter(({ code }) => code === 'rag'));
  });

  it('has help of its own that is shorter', () => {
    const words = (edition: Edition, codes: ReadonlySet<string>) =>
      edition.standards
        .flatMap(({ questions }) => questions)
        .filter(({ code }) => codes.has(code))
        .reduce((sum, { guidance = '' }) => sum + guidance.split(' ').length, 0);
    const codes = new Set(light().standards.flatMap(({ questions }) => questions.map(({ code }) => code)));
    expect(words(light(), codes)).toBeLessThan(words(base(), codes) * 0.75);
  });
});

describe('the four sets', () => {
  const names = [
    'early-years/2025.1',
    'agency-assurance-report/2026.1',
    'workforce-health-check/2026.1',
    'section-11-light/2023.1',
  ];

  it('are published, locked and without a fault', () => {
    expect(library.problems).toEqual([]);
    for (const name of names) expect(editionOf(name).status).toBe('published');
  });

  it('hold a question at most once, and help, or a hint, at each', () => {
    for (const name of names)
      for (const { code, guidance, sources } of editionOf(name).standards.flatMap(({ questions }) => questions)) {
        expect({ name, code, help: (guidance ?? '').length > 40 }).toEqual({ name, code, help: true });
        expect(sources.length).toBeGreaterThan(0);
      }
  });

  it('have their figures checked where they ask for some', () => {
    expect(library.counts.map(({ set }) => set).toSorted()).toEqual([
      'agency-assurance-report',
      'early-years',
      'section-11',
      'section-175',
      'workforce-health-check',
    ]);
  });

  it('are tied to the other sets by the common core', () => {
    const sets = new Set(library.core.flatMap(({ questions }) => questions.map(({ set }) => set)));
    expect([...sets].toSorted()).toEqual([
      'agency-assurance-report',
      'early-years',
      'section-11',
      'section-11-light',
      'section-175',
      'workforce-health-check',
    ]);
    for (const code of ['senior-lead-named', 'child-protection-policy', 'allegations-and-lado', 'induction'])
      expect(library.core.map((item) => item.code)).toContain(code);
  });
});
