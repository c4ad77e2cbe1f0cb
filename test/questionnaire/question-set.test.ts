import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { narrowToKind } from '../../app/features/questionnaire/asked-of.ts';
import { compileEdition } from '../../app/features/questionnaire/compiled-edition.ts';
import { conditionInWords } from '../../app/features/questionnaire/condition-words.ts';
import { questionSetModel } from '../../app/features/questionnaire/question-set-model.ts';
import { questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import type { Condition, Edition } from '../../standards/contract.ts';
import { loadLibrary } from '../../standards/load.server.ts';
import { kindsOf } from '../../standards/reach.ts';
import { type OrganisationKind, organisationKinds } from '../../standards/vocabulary.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../builders/an-edition.ts';

const branched = anEdition({
  profile: [
    aProfileQuestion('boarding', { text: 'Do children board?' }),
    aProfileQuestion('cells', { text: 'Do you have cells?', appliesTo: { kind: ['police'] } }),
  ],
  rules: [{ code: 'custody', because: 'you hold people', when: { any: [{ flag: 'cells' }, { kind: ['probation'] }] } }],
  standards: [
    aStandard('a1', [
      aQuestion('policy', { text: 'Is there a policy?', answer: { type: 'yes-no' } }),
      aQuestion('policy-date', { appliesTo: { answer: 'policy', in: ['yes'] }, answer: { type: 'date' } }),
      aQuestion('nights', { appliesTo: { all: [{ flag: 'boarding' }, { not: { kind: ['police'] } }] } }),
      aQuestion('custody', { appliesTo: { rule: 'custody' } }),
    ]),
    aStandard('a2', [aQuestion('policing')], { appliesTo: { kind: ['police', 'british-transport-police'] } }),
  ],
});

const modelOf = (edition: Edition, kind?: OrganisationKind) =>
  questionSetModel({
    compiled: compileEdition(edition),
    sha256: 'f'.repeat(64),
    installedAt: '2026-11-02T09:00:00.000Z',
    kind,
    publicOrigin: 'https://assurance.example.org',
  });

const askedIn = (edition: Edition, kind?: OrganisationKind) =>
  Object.fromEntries(
    modelOf(edition, kind).standards.flatMap(({ questions }) => questions.map(({ id, asked }) => [id, asked])),
  );

describe('a question set', () => {
  it('says of every question whom it is asked, in words', () => {
    expect(askedIn(branched)).toEqual({
      policy: 'Asked of everybody',
      'policy-date': 'Asked after the answer “Yes” to “Is there a policy?”',
      nights: 'Asked where the profile says yes to “Do children board?”, and of everybody except: Police force',
      custody: 'Asked where the profile says yes to “Do you have cells?”, or of: Probation service',
      policing: 'Asked of everybody whom this standard is for',
    });
    expect(modelOf(branched).standards.map(({ asked }) => asked)).toEqual([
      null,
      'Asked of: Police force; British Transport Police',
    ]);
  });

  it('leaves out for one kind of organisation what it can never be asked, and the parts that its kind settles', () => {
    expect(askedIn(branched, 'police')).toEqual({
      policy: 'Asked of everybody',
      'policy-date': 'Asked after the answer “Yes” to “Is there a policy?”',
      custody: 'Asked where the profile says yes to “Do you have cells?”',
      policing: 'Asked of everybody',
    });
    const charity = modelOf(branched, 'voluntary');
    expect(charity.standards.flatMap(({ questions }) => questions.map(({ number }) => number))).toEqual([
      'A1.1',
      'A1.2',
      'A1.3',
    ]);
    expect(charity.profile.map(({ text }) => text)).toEqual(['Do children board?']);
    expect(charity.title).toContain('Charity or community organisation');
    expect(charity.facts.find(({ label }) => label === 'Questions')?.value).toMatch(/^3 of 5 can be asked/);
  });

  it('gives every type of answer its choices, columns or room to write', () => {
    const answers = anEdition({
      standards: [
        aStandard('a1', [
          aQuestion('rating'),
          aQuestion('details', { answer: { type: 'yes-no', detail: 'when-no' } }),
          aQuestion('table', {
            answer: {
              type: 'table',
              columns: [
                { code: 'role', heading: 'Role', type: 'text', required: true },
                { code: 'year', heading: 'Year', type: 'number' },
              ],
            },
          }),
          aQuestion('hours', { answer: { type: 'number', unit: 'hours' }, required: false }),
        ]),
      ],
    });
    const [rating, details, table, hours] = modelOf(answers).standards[0]?.questions ?? [];
    expect(rating?.answer.choices).toEqual(['In place', 'Partly in place', 'Not yet in place', 'Not applicable']);
    expect(details?.answer).toMatchObject({ choices: ['Yes', 'No'], prompt: 'Details, if no' });
    expect(table?.answer.columns).toEqual([
      { heading: 'Role', holds: 'text' },
      { heading: 'Year', holds: 'a number; may be left empty' },
    ]);
    expect(hours).toMatchObject({ optional: 'May be left empty', answer: { prompt: 'Number (hours)' } });
  });

  it('warns of a draft, of a consultation text and of citations that nobody has checked', () => {
    const [document] = branched.documents;
    const draft = { ...branched, documents: document ? [{ ...document, consultation: true }] : [] };
    expect(modelOf(draft).notices.join(' ')).toMatch(/draft.*consultation text \(Guidance\).*5 of its 5 citations/);
    const question = aQuestion('a', { sources: [{ document: 'guidance', reference: 'paragraph 1', checked: true }] });
    const sound = anEdition({ status: 'published', standards: [aStandard('a1', [question])] });
    expect(modelOf(sound).unchecked).toEqual([]);
    expect(modelOf(branched, 'police').unchecked).toContainEqual({
      id: 'policing',
      number: 'A2.1',
      citation: 'Guidance, paragraph 1',
    });
    expect(modelOf(sound).notices).toEqual(['Every citation has been checked against the published text.']);
    expect(modelOf(branched).standards[0]?.questions[0]?.sources).toEqual([
      'Guidance, paragraph 1 (not yet checked against the published text)',
    ]);
  });
});

describe('a condition in words', () => {
  const words = (condition: Condition) => conditionInWords(condition, branched);
  it('turns round what does not hold instead of saying "not"', () => {
    expect(words({ not: { flag: 'boarding' } })).toBe('where the profile says no to “Do children board?”');
    expect(words({ not: { answer: 'policy', in: ['no'] } })).toBe('unless the answer to “Is there a policy?” is “No”');
    expect(words({ not: { any: [{ kind: ['police'] }, { flag: 'boarding' }] } })).toBe(
      'of everybody except: Police force, and where the profile says no to “Do children board?”',
    );
  });

  it('puts brackets round what a named rule brings in', () => {
    expect(words({ all: [{ rule: 'custody' }, { kind: ['police'] }] })).toBe(
      '(where the profile says yes to “Do you have cells?”, or of: Probation service), and of: Police force',
    );
  });
});

describe('what is left of a condition for one kind, in every edition of the library,', () => {
  let editions: Edition[];
  beforeAll(async () => {
    const library = join(import.meta.dirname, '../../standards/library');
    editions = (await loadLibrary(library)).editions.map(({ edition }) => edition);
  });

  it('never leaves out a question that an organisation of that kind is asked', () => {
    for (const edition of editions) {
      const compiled = compileEdition(edition);
      for (const kind of kindsOf(edition)) {
        const { duty } = organisationKinds[kind];
        for (const yes of [true, false]) {
          const profile: Record<string, boolean | string[]> = {};
          for (const { code, answer } of edition.profile) {
            if (answer.type === 'yes-no') profile[code] = yes;
            if ('choices' in answer) profile[code] = answer.choices.map((choice) => choice.code);
          }
          const { standards } = questionnaireFor(compiled, { kind, phase: null, duty, profile, answers: {} });
          for (const { standard, questions } of standards)
            for (const { question } of questions)
              for (const condition of [standard.appliesTo, question.appliesTo])
                expect([question.code, kind, narrowToKind(condition, kind, compiled)]).not.toContain(false);
        }
      }
    }
  });
});
