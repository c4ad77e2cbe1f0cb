import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Facts } from '../../app/features/questionnaire/conditions.ts';
import {
  compileEdition,
  profileQuestionsFor,
  questionnaireFor,
  signatoriesFor,
} from '../../app/features/questionnaire/questionnaire.ts';
import type { Edition } from '../../standards/contract.ts';
import { loadLibrary } from '../../standards/load.server.ts';
import { kindsOf } from '../../standards/reach.ts';
import { organisationKinds, phaseCodes } from '../../standards/vocabulary.ts';

const library = join(import.meta.dirname, '../../standards/library');
let editions: Edition[];
beforeAll(async () => {
  editions = (await loadLibrary(library)).editions.map(({ edition }) => edition);
});

/** Every kind and phase that could be asked to answer the edition, with nothing answered yet. */
function respondents(edition: Edition): Facts[] {
  const kinds = kindsOf(edition);
  const phases = edition.sector === 'setting' ? phaseCodes : [null];
  return kinds.flatMap((kind) =>
    phases.map((phase) => ({ kind, phase, duty: organisationKinds[kind].duty, profile: {}, answers: {} })),
  );
}

/** The same respondent once the whole profile page is answered, each yes-no question in the same way. */
function withProfile(edition: Edition, facts: Facts, yes: boolean): Facts {
  const profile: Record<string, boolean | string | string[]> = {};
  for (const { code, answer } of edition.profile) {
    if (answer.type === 'yes-no') profile[code] = yes;
    if (answer.type === 'single-choice') profile[code] = answer.choices[0]?.code ?? '';
    if (answer.type === 'multiple-choice') profile[code] = [];
  }
  return { ...facts, profile };
}

describe('every edition of the library', () => {
  it('is there', () => {
    expect(editions.map(({ set }) => set)).toEqual(expect.arrayContaining(['section-11', 'section-175']));
  });

  it('asks something of every kind of organisation, and leaves nothing undecided once the profile page is answered', () => {
    for (const edition of editions) {
      const compiled = compileEdition(edition);
      for (const facts of respondents(edition))
        for (const yes of [true, false]) {
          const { standards, undecided } = questionnaireFor(compiled, withProfile(edition, facts, yes));
          expect({ kind: facts.kind, phase: facts.phase, undecided }).toMatchObject({ undecided: [] });
          expect(standards.length).toBeGreaterThan(0);
        }
    }
  });

  it('names, for every undecided question, a profile question that is on the profile page', () => {
    for (const edition of editions) {
      const compiled = compileEdition(edition);
      for (const facts of respondents(edition)) {
        const shown = new Set(profileQuestionsFor(compiled, facts).map(({ question }) => question.code));
        for (const { profileMissing, phaseMissing } of questionnaireFor(compiled, facts).undecided) {
          expect(phaseMissing).toBe(false);
          expect(profileMissing.some((code) => shown.has(code))).toBe(true);
        }
      }
    }
  });

  it('gives a reason for every question that is not asked of everybody', () => {
    for (const edition of editions) {
      const compiled = compileEdition(edition);
      for (const facts of respondents(edition))
        for (const { standard, questions } of questionnaireFor(compiled, withProfile(edition, facts, true)).standards)
          for (const { question, because } of questions)
            expect(because.length > 0).toBe(question.appliesTo !== undefined || standard.appliesTo !== undefined);
    }
  });

  it('is signed by somebody, whatever the kind of organisation', () => {
    for (const edition of editions)
      for (const facts of respondents(edition))
        expect(signatoriesFor(compileEdition(edition), facts).length).toBeGreaterThan(0);
  });
});
