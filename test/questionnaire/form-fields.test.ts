import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../app/features/questionnaire/answer-text.ts';
import { type AnswerValue, type DraftInput, parseDraft } from '../../app/features/questionnaire/answers.ts';
import {
  answerFieldValues,
  type FieldValues,
  fieldNames,
  readAnswerFields,
} from '../../app/features/questionnaire/form-fields.ts';
import { parseProfileAnswer, profileFieldValues } from '../../app/features/questionnaire/profile.ts';
import type { Question } from '../../standards/contract.ts';
import { aProfileQuestion, aQuestion, ragScale } from '../builders/an-edition.ts';

const choices = ['town', 'village', 'coast'].map((code) => ({ code, text: code }));
const questions = {
  rating: aQuestion('q1'),
  'yes-no': aQuestion('q2', { answer: { type: 'yes-no', detail: 'always' } }),
  'single-choice': aQuestion('q3', { answer: { type: 'single-choice', choices } }),
  'multiple-choice': aQuestion('q4', { answer: { type: 'multiple-choice', choices } }),
  number: aQuestion('q5', { answer: { type: 'number', whole: false } }),
  percentage: aQuestion('q6', { answer: { type: 'percentage' } }),
  date: aQuestion('q7', { answer: { type: 'date' } }),
  text: aQuestion('q8', { answer: { type: 'text' } }),
  table: aQuestion('q9', {
    answer: {
      type: 'table',
      columns: [
        { code: 'title', heading: 'Title', type: 'text' },
        { code: 'held', heading: 'Held on', type: 'date' },
        { code: 'staff', heading: 'Staff', type: 'number' },
        { code: 'place', heading: 'Place', type: 'choice', choices },
      ],
    },
  }),
} satisfies Record<AnswerValue['type'], Question>;

/** What a browser sends for these fields: line ends as CR LF, the marker for the question, ticked boxes one by one. */
function posted(question: Question, values: FieldValues): FormData {
  const form = new FormData();
  form.set(fieldNames(question).shown, '1');
  for (const [name, value] of Object.entries(values))
    for (const text of typeof value === 'string' ? [value] : value) form.append(name, text.replace(/\n/g, '\r\n'));
  return form;
}

const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map(normaliseText);
const filledWords = words.filter((text) => text.trim() !== '');
const comment = fc.record({ narrative: filledWords }, { requiredKeys: [] });
const isoDate = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const decimal = fc.integer({ min: 0, max: 999_999 }).map((hundredths) => hundredths / 100);
const cells = fc.record({
  title: filledWords.map((text) => text.trim()),
  held: fc.oneof(fc.constant(''), isoDate),
  staff: fc.oneof(fc.constant(''), decimal.map(String)),
  place: fc.constantFrom('', 'town', 'village'),
});
const answer: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.record(
    {
      type: fc.constant('rating' as const),
      point: fc.constantFrom(null, 'red', 'amber', 'green', 'not-applicable'),
      narrative: words,
      notApplicableReason: filledWords,
    },
    { requiredKeys: ['type', 'point', 'narrative'] },
  ),
  fc.record({ type: fc.constant('yes-no' as const), value: fc.constantFrom('yes', 'no', null), detail: words }),
  fc
    .tuple(fc.constantFrom('town', 'coast', null), comment)
    .map(([choice, beside]) => ({ type: 'single-choice', choice, ...beside }) as const),
  fc
    .tuple(fc.subarray(['town', 'village', 'coast']), comment)
    .map(([ticked, beside]) => ({ type: 'multiple-choice', choices: ticked, ...beside }) as const),
  fc.tuple(fc.option(decimal), comment).map(([value, beside]) => ({ type: 'number', value, ...beside }) as const),
  fc
    .tuple(fc.option(fc.integer({ min: 0, max: 100 })), comment)
    .map(([value, beside]) => ({ type: 'percentage', value, ...beside }) as const),
  fc.tuple(fc.option(isoDate), comment).map(([value, beside]) => ({ type: 'date', value, ...beside }) as const),
  words.map((text) => ({ type: 'text', text }) as const),
  fc
    .tuple(fc.array(cells, { maxLength: 12 }), comment)
    .map(([rows, beside]) => ({ type: 'table', rows, ...beside }) as const),
);

describe('the fields of a form', () => {
  it('give back the stored answer when they are sent as they were shown', () => {
    fc.assert(
      fc.property(answer, (value) => {
        const question = questions[value.type];
        const typed = readAnswerFields(question, posted(question, answerFieldValues(question, value)));
        expect(parseDraft(question, ragScale, typed)).toEqual({ value });
      }),
      { numRuns: 500 },
    );
  });

  it('show again exactly what was typed when it was refused', () => {
    const form = new FormData();
    const names = fieldNames(questions.date);
    form.set(names.day, '31');
    form.set(names.month, 'Febuary');
    form.set(names.year, '27');
    const typed = readAnswerFields(questions.date, form);
    expect(parseDraft(questions.date, undefined, typed)).toHaveProperty('problems');
    expect(answerFieldValues(questions.date, typed)).toEqual({
      [names.day]: '31',
      [names.month]: 'Febuary',
      [names.year]: '27',
    });

    const number: DraftInput = { type: 'number', value: 'about a dozen' };
    expect(parseDraft(questions.number, undefined, number)).toHaveProperty('problems');
    expect(answerFieldValues(questions.number, number)).toEqual({ 'q5.answer': 'about a dozen' });

    const table: DraftInput = { type: 'table', rows: [{ title: 'x', held: 'last week' }] };
    expect(parseDraft(questions.table, undefined, table)).toHaveProperty('problems');
    expect(answerFieldValues(questions.table, table)).toEqual({ 'q9.0.title': 'x', 'q9.0.held': 'last week' });
  });

  it('show the dates of a table as people write them', () => {
    const stored: AnswerValue = { type: 'table', rows: [{ title: 'x', held: '2027-03-04', staff: '', place: '' }] };
    expect(answerFieldValues(questions.table, stored)).toEqual({ 'q9.0.title': 'x', 'q9.0.held': '4/3/2027' });
  });

  it('never empty an answer whose question was not on the form', () => {
    const form = posted(questions.rating, { 'q1.narrative': 'Words' });
    expect(readAnswerFields(questions['multiple-choice'], form)).toBeUndefined();
    expect(readAnswerFields(questions.rating, form)).toEqual({ type: 'rating', point: null, narrative: 'Words' });
  });

  it('empty a checkbox list that was shown and left unticked', () => {
    expect(readAnswerFields(questions['multiple-choice'], posted(questions['multiple-choice'], {}))).toEqual({
      type: 'multiple-choice',
      choices: [],
    });
  });

  it('read table rows in the order of their numbers, gaps closed', () => {
    const form = new FormData();
    form.set('q9.10.title', 'third');
    form.set('q9.2.title', 'second');
    form.set('q9.0.title', 'first');
    form.set('q9.x.title', 'no row');
    form.set('q99.0.title', 'another question');
    expect(readAnswerFields(questions.table, form)).toEqual({
      type: 'table',
      rows: [{ title: 'first' }, { title: 'second' }, { title: 'third' }],
    });
  });

  it('take a file sent under the name of a text for nothing', () => {
    const form = new FormData();
    form.set('q8.answer', new File(['x'], 'x.txt'));
    expect(readAnswerFields(questions.text, form)).toEqual({ type: 'text', text: '' });
  });

  it('have different names for every question and every part', () => {
    const names = [questions.date, questions.table].flatMap((question) => {
      const { cell, ...plain } = fieldNames(question);
      return [...Object.values(plain), cell(0, 'answer'), cell(1, 'answer')];
    });
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('an answer on the profile page', () => {
  const number = aProfileQuestion('pupils', { answer: { type: 'number', max: 4000 } });
  const multiple = aProfileQuestion('places', { answer: { type: 'multiple-choice', choices } });
  const single = aProfileQuestion('main-place', { answer: { type: 'single-choice', choices } });
  const text = aProfileQuestion('website', { answer: { type: 'text', maxLength: 10 } });

  it('is a value that conditions can look at', () => {
    expect(parseProfileAnswer(aProfileQuestion('boarders'), ['no'])).toEqual({ value: false });
    expect(parseProfileAnswer(number, ['1,200'])).toEqual({ value: 1200 });
    expect(parseProfileAnswer(multiple, ['coast', 'town'])).toEqual({ value: ['town', 'coast'] });
    expect(parseProfileAnswer(single, ['town'])).toEqual({ value: 'town' });
  });

  it('stays open when it is left blank, but choosing none of a list is an answer', () => {
    for (const question of [aProfileQuestion('boarders'), number, single, text])
      expect(parseProfileAnswer(question, [' '])).toEqual({ value: undefined });
    expect(parseProfileAnswer(multiple, [])).toEqual({ value: [] });
  });

  it('is refused in words when it does not fit', () => {
    for (const [question, typed] of [
      [aProfileQuestion('boarders'), 'maybe'],
      [number, '4001'],
      [number, 'many'],
      [multiple, 'city'],
      [single, 'city'],
      [text, 'x'.repeat(11)],
    ] as const)
      expect(parseProfileAnswer(question, [typed])).toHaveProperty('problems');
  });

  it('shows in its field what is stored', () => {
    expect(profileFieldValues(true)).toEqual(['yes']);
    expect(profileFieldValues(['town', 'coast'])).toEqual(['town', 'coast']);
    expect(profileFieldValues(0)).toEqual(['0']);
    expect(profileFieldValues(undefined)).toEqual([]);
  });
});
