import { describe, expect, it } from 'vitest';
import { isOldEvidence } from '../../../app/features/evidence/freshness.ts';
import { answerWords, besideWords } from '../../../app/features/questionnaire/answer-words.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import type { ContentEvidence, ReturnContent } from '../../../app/features/returns/content.ts';
import { awaitedSignatories, maySign, type SignatureState } from '../../../app/features/returns/sign-off-rules.ts';
import { changesSince, isLate, referencePrefix } from '../../../app/features/submissions/rules.ts';
import { evidenceWarnings } from '../../../app/features/submissions/warnings/evidence.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';

const edition = anEdition({
  standards: [
    aStandard(
      'a1',
      ['one', 'two', 'three', 'four'].map((code) => aQuestion(code)),
    ),
  ],
});
const compiled = compileEdition(edition);

function content(
  answers: Record<string, AnswerValue | undefined>,
  evidence: ContentEvidence[] = [],
  on = 'one',
): ReturnContent {
  return {
    edition: { id: 'test-set/2026.1', sha256: 'a'.repeat(64), title: 'Tests' },
    organisation: { id: 'org', name: 'Alder Trust', kind: 'voluntary', phase: null, dutyBasis: 'voluntary' },
    profile: [],
    evidence,
    standards: edition.standards.map((standard) => ({
      code: standard.code,
      number: standard.number,
      title: standard.title,
      scale: 'rag',
      computed: null,
      questions: standard.questions
        .filter(({ code }) => Object.hasOwn(answers, code))
        .map(({ code, text, answer }, place) => {
          const value = answers[code];
          return {
            code,
            number: `A1.${place + 1}`,
            text,
            answer: value ?? null,
            words: answerWords(answer, compiled.scales.get('rag'), value),
            scale: 'rag',
            point: value?.type === 'rating' ? value.point : null,
            narrative: besideWords(value).join('\n\n'),
            evidence: code === on ? evidence.map(({ id }) => id) : [],
          };
        }),
    })),
  };
}

const minutes: ContentEvidence = {
  id: 'e1',
  number: 1,
  kind: 'link',
  title: 'Minutes',
  fileName: null,
  url: 'https://example.org',
  mediaType: null,
  size: null,
  sha256: null,
  coversFrom: '2025-01-01',
  coversTo: '2025-11-01',
};

describe('warnings before a return is sent', () => {
  it('name best ratings without evidence and evidence older than a year, and nothing else', () => {
    const answers = { one: rated('green'), two: rated('green'), three: rated('amber'), four: undefined };
    const warnings = evidenceWarnings({ compiled, content: content(answers, [minutes]), today: '2026-11-02' });
    expect(warnings.map(({ number, problem }) => [number, problem])).toEqual([
      ['A1.1', 'old-evidence'],
      ['A1.2', 'no-evidence'],
    ]);
    expect(evidenceWarnings({ compiled, content: content(answers, [minutes]), today: '2026-11-01' })).toHaveLength(1);
  });

  it('go by the age that a question or its standard allows, and by the review that somebody meant to make', () => {
    const [standard] = edition.standards;
    if (!standard) throw new Error('There is no standard');
    const strict = compileEdition({
      ...edition,
      standards: [
        {
          ...standard,
          evidenceMaxAgeMonths: 6,
          questions: standard.questions.map((question) =>
            question.code === 'two' ? { ...question, evidenceMaxAgeMonths: 24 } : question,
          ),
        },
      ],
    });
    const answers = { one: rated('amber'), two: rated('amber') };
    const file = { ...minutes, coversTo: '2026-04-01' };
    const words = (on: string, evidence: ContentEvidence, now = strict) =>
      evidenceWarnings({ compiled: now, content: content(answers, [evidence], on), today: '2026-11-02' }).map(
        (warning) => warning.words,
      );
    expect(words('one', file)).toEqual(['“Minutes” is more than 6 months old']);
    expect(words('two', file)).toEqual([]);
    expect(words('one', file, compiled)).toEqual([]);
    expect(words('two', { ...file, reviewOn: '2026-10-01' })).toEqual([
      '“Minutes” was due to be reviewed by 1 October 2026',
    ]);
  });

  it('never call evidence without a date old', () => {
    expect(isOldEvidence({ coversFrom: null, coversTo: null }, '2026-11-02')).toBe(false);
    expect(isOldEvidence({ coversFrom: '2024-01-01', coversTo: null }, '2026-11-02')).toBe(true);
  });
});

describe('what changed since the last return', () => {
  it('puts worse ratings first, then better ones, then words, then what is new', () => {
    const before = content({ one: rated('amber'), two: rated('green'), three: rated('green', 'Then.') });
    const now = content({ one: rated('green'), two: rated('red'), three: rated('green', 'Now.'), four: rated('red') });
    expect(changesSince(compiled, before, now).map(({ code, kind }) => [code, kind])).toEqual([
      ['two', 'worse'],
      ['one', 'better'],
      ['three', 'words-changed'],
      ['four', 'new'],
    ]);
    expect(changesSince(compiled, now, now)).toEqual([]);
  });

  it('does not say better or worse of "not applicable" or of an answer that is new', () => {
    const before = content({ one: rated('not-applicable'), two: undefined });
    const now = content({ one: rated('green'), two: rated('green') });
    expect(changesSince(compiled, before, now).map(({ kind }) => kind)).toEqual(['rating-changed', 'rating-changed']);
  });
});

describe('who may sign', () => {
  const signature = (parts: Partial<SignatureState> = {}): SignatureState => ({
    signatory: 'headteacher',
    personId: 'head',
    contentHash: 'now',
    voided: false,
    ...parts,
  });
  const asked = {
    status: 'awaiting-sign-off',
    required: ['headteacher', 'chair-of-governors'],
    signatory: 'chair-of-governors',
    personId: 'chair',
    signatures: [signature()],
    contentHash: 'now',
    readHash: 'now',
  } as const;

  it.each([
    ['the second signatory', {}, { may: true }],
    ['a signatory nobody asked for', { signatory: 'senior-lead' as const }, { may: false, why: 'not-asked' }],
    ['the same person again', { personId: 'head' }, { may: false, why: 'same-person' }],
    ['a role that has signed', { signatory: 'headteacher' as const }, { may: false, why: 'already-signed' }],
    ['a reader of an older page', { readHash: 'then' }, { may: false, why: 'changed' }],
    ['anybody while it is worked on', { status: 'in-progress' }, { may: false, why: 'not-waiting' }],
    [
      'the same person when the first signature is void',
      { personId: 'head', signatures: [signature({ voided: true })] },
      { may: true },
    ],
  ])('%s', (_who, parts, decision) => {
    expect(maySign({ ...asked, ...parts })).toEqual(decision);
  });

  it('waits for every role whose signature stands on the return as it is', () => {
    const { required } = asked;
    expect(awaitedSignatories(required, [signature()], 'now')).toEqual(['chair-of-governors']);
    expect(awaitedSignatories(required, [signature({ contentHash: 'then' })], 'now')).toEqual(required);
    expect(awaitedSignatories(required, [signature({ voided: true })], 'now')).toEqual(required);
  });
});

describe('a reference and the last day', () => {
  it('say whom the standards are for, and whether a return came late', () => {
    expect(['section-11', 'section-175', 'early-years', 'agency-assurance-report'].map(referencePrefix)).toEqual([
      'S11',
      'S175',
      'EY',
      'AAR',
    ]);
    expect([isLate('2026-12-11', '2026-12-11'), isLate('2026-12-12', '2026-12-11')]).toEqual([false, true]);
  });
});
