import { describe, expect, it } from 'vitest';
import {
  compileEdition,
  profileQuestionsFor,
  type Questionnaire,
  questionnaireFor,
  signatoriesFor,
} from '../../app/features/questionnaire/questionnaire.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../builders/an-edition.ts';
import { anAgencysFacts, aSchoolsFacts } from '../builders/facts.ts';

const compiled = compileEdition(
  anEdition({
    profile: [
      aProfileQuestion('boarders'),
      aProfileQuestion('buses'),
      aProfileQuestion('night-staff', { appliesTo: { flag: 'boarders' } }),
    ],
    rules: [{ code: 'children-board', because: 'children sleep on your site', when: { flag: 'boarders' } }],
    standards: [
      aStandard('a1', [
        aQuestion('overall'),
        aQuestion('commissions', { answer: { type: 'yes-no' } }),
        aQuestion('contracts', { appliesTo: { answer: 'commissions', in: ['yes'] } }),
        aQuestion('contract-checks', { appliesTo: { answer: 'contracts', in: ['green'] } }),
        aQuestion('custody', { appliesTo: { kind: ['police'] } }),
      ]),
      aStandard('a2', [aQuestion('nights'), aQuestion('night-buses', { appliesTo: { flag: 'buses' } })], {
        appliesTo: { rule: 'children-board' },
      }),
    ],
  }),
);

const codes = (questionnaire: Questionnaire) =>
  questionnaire.standards.flatMap(({ questions }) => questions.map(({ question }) => question.code));
const found = (questionnaire: Questionnaire, code: string) =>
  questionnaire.standards.flatMap(({ questions }) => questions).find(({ question }) => question.code === code);

describe('a questionnaire', () => {
  it('asks what applies, in reading order, and leaves out a standard with nothing to ask', () => {
    const facts = anAgencysFacts({ profile: { boarders: false, buses: true } });
    expect(codes(questionnaireFor(compiled, facts))).toEqual(['overall', 'commissions', 'custody']);
    expect(questionnaireFor(compiled, facts).undecided).toEqual([]);
    const probation = anAgencysFacts({ kind: 'probation', profile: { boarders: true, buses: false } });
    expect(codes(questionnaireFor(compiled, probation))).toEqual(['overall', 'commissions', 'nights']);
  });

  it('names the questions that wait for the profile page, and what they wait for', () => {
    const waiting = questionnaireFor(compiled, anAgencysFacts()).undecided;
    expect(waiting.map(({ question, profileMissing }) => [question.code, profileMissing])).toEqual([
      ['nights', ['boarders']],
      ['night-buses', ['boarders', 'buses']],
    ]);
    expect(codes(questionnaireFor(compiled, anAgencysFacts({ profile: { buses: false } })))).not.toContain('nights');
  });

  it('says when it is the phase of a setting that is missing', () => {
    const edition = anEdition({
      sector: 'setting',
      standards: [aStandard('e1', [aQuestion('sixth-form', { appliesTo: { phase: ['secondary'] } })])],
    });
    const { undecided } = questionnaireFor(compileEdition(edition), aSchoolsFacts({ phase: null }));
    expect(undecided).toMatchObject([{ phaseMissing: true, profileMissing: [] }]);
  });

  it('opens a branch when its answer is given and closes everything behind it when the answer changes', () => {
    const profile = { boarders: false, buses: false };
    const opened = anAgencysFacts({
      profile,
      answers: {
        commissions: { type: 'yes-no', value: 'yes', detail: '' },
        contracts: { type: 'rating', point: 'green', narrative: 'x' },
      },
    });
    const asked = questionnaireFor(compiled, opened);
    expect(codes(asked)).toEqual(['overall', 'commissions', 'contracts', 'contract-checks', 'custody']);
    expect(found(asked, 'contracts')?.branchOf).toBe('commissions');
    expect(found(asked, 'contract-checks')?.branchOf).toBe('contracts');
    expect(found(asked, 'overall')).not.toHaveProperty('branchOf');

    const closed = {
      ...opened,
      answers: { ...opened.answers, commissions: { type: 'yes-no', value: 'no', detail: '' } as const },
    };
    expect(codes(questionnaireFor(compiled, closed))).toEqual(['overall', 'commissions', 'custody']);
  });

  it('knows which questions an answer can open', () => {
    expect(compiled.dependants.get('commissions')).toEqual(['contracts']);
    expect(compiled.dependants.get('contracts')).toEqual(['contract-checks']);
    expect(compiled.dependants.get('overall')).toBeUndefined();
  });

  it('says in words why a question is asked', () => {
    const asked = questionnaireFor(
      compiled,
      anAgencysFacts({
        profile: { boarders: true, buses: true },
        answers: { commissions: { type: 'yes-no', value: 'yes', detail: '' } },
      }),
    );
    expect(found(asked, 'overall')?.because).toEqual([]);
    expect(found(asked, 'custody')?.because).toEqual(['your organisation is recorded as "Police force"']);
    expect(found(asked, 'contracts')?.because).toEqual(['you answered "Yes" to "What about commissions?"']);
    expect(found(asked, 'night-buses')?.because).toEqual([
      'children sleep on your site',
      'you answered yes to "Do you have buses?" on the profile page',
    ]);
  });

  it('gives as reasons only the parts that hold, and turns "not" round', () => {
    const edition = anEdition({
      profile: [aProfileQuestion('boarders'), aProfileQuestion('buses')],
      standards: [
        aStandard('a1', [
          aQuestion('either', { appliesTo: { any: [{ flag: 'boarders' }, { flag: 'buses' }] } }),
          aQuestion('neither', {
            appliesTo: { not: { any: [{ flag: 'boarders' }, { kind: ['probation', 'cafcass'] }] } },
          }),
        ]),
      ],
    });
    const asked = questionnaireFor(
      compileEdition(edition),
      anAgencysFacts({ profile: { boarders: false, buses: true } }),
    );
    expect(found(asked, 'either')?.because).toEqual(['you answered yes to "Do you have buses?" on the profile page']);
    expect(found(asked, 'neither')?.because).toEqual([
      'you answered no to "Do you have boarders?" on the profile page',
      'your organisation is not recorded as "Probation service" or "Cafcass"',
    ]);
  });

  it('is compiled once for an edition', () => {
    expect(compileEdition(compiled.edition)).toBe(compiled);
  });
});

describe('the profile page', () => {
  it('asks a follow-up only once the question before it is answered', () => {
    const asked = (profile: Record<string, boolean>) =>
      profileQuestionsFor(compiled, anAgencysFacts({ profile })).map(({ question, answered }) => [
        question.code,
        answered,
      ]);
    expect(asked({})).toEqual([
      ['boarders', false],
      ['buses', false],
    ]);
    expect(asked({ boarders: true })).toEqual([
      ['boarders', true],
      ['buses', false],
      ['night-staff', false],
    ]);
  });
});

describe('sign-off', () => {
  it('asks the people that the kind of organisation needs', () => {
    const edition = anEdition({
      sector: 'setting',
      signOff: [
        { code: 'headteacher', title: 'Headteacher', declaration: 'I have read it.' },
        {
          code: 'chair-of-governors',
          title: 'Chair of governors',
          declaration: 'I have read it.',
          appliesTo: { not: { kind: ['childminder'] } },
        },
      ],
    });
    const signing = (kind: 'childminder' | 'academy') =>
      signatoriesFor(compileEdition(edition), aSchoolsFacts({ kind })).map(({ code }) => code);
    expect(signing('academy')).toEqual(['headteacher', 'chair-of-governors']);
    expect(signing('childminder')).toEqual(['headteacher']);
  });
});
