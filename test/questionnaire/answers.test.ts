import { describe, expect, it } from 'vitest';
import { answerValueSchema } from '../../app/features/questionnaire/answer-values.ts';
import {
  type AnswerValue,
  blankAnswer,
  checkComplete,
  isAnswered,
  isUntouched,
  parseDraft,
} from '../../app/features/questionnaire/answers.ts';
import type { Question } from '../../standards/contract.ts';
import { aQuestion, levelsScale, ragScale } from '../builders/an-edition.ts';

const choices = [
  { code: 'town', text: 'A town' },
  { code: 'village', text: 'A village' },
];
const rating = aQuestion('rating');
const yesNo = aQuestion('yes-no', { answer: { type: 'yes-no', detail: 'when-no' } });
const single = aQuestion('single', { answer: { type: 'single-choice', choices } });
const multiple = aQuestion('multiple', { answer: { type: 'multiple-choice', choices } });
const number = aQuestion('number', { answer: { type: 'number', max: 5000 } });
const percentage = aQuestion('percentage', { answer: { type: 'percentage' } });
const date = aQuestion('date', { answer: { type: 'date', past: true } });
const text = aQuestion('text', { answer: { type: 'text', maxLength: 20 } });
const table = aQuestion('table', {
  answer: {
    type: 'table',
    rowName: 'course',
    maxRows: 2,
    columns: [
      { code: 'title', heading: 'Title', type: 'text', required: true },
      { code: 'held', heading: 'Held on', type: 'date' },
      { code: 'staff', heading: 'Staff', type: 'number' },
      { code: 'share', heading: 'Share', type: 'percentage' },
      { code: 'place', heading: 'Place', type: 'choice', choices },
    ],
  },
});
const everyQuestion = [rating, yesNo, single, multiple, number, percentage, date, text, table];
const today = '2027-03-14';

const parse = (question: Question, input: unknown) => parseDraft(question, ragScale, input);
const problemsOf = (question: Question, input: unknown) => {
  const result = parse(question, input);
  return 'problems' in result ? result.problems : [];
};
const missing = (question: Question, value: AnswerValue | undefined) => checkComplete(question, ragScale, value, today);

describe('a draft answer', () => {
  it('may be blank, whatever its kind', () => {
    for (const question of everyQuestion) {
      const blank = blankAnswer(question.answer.type);
      expect(parse(question, blank)).toEqual({ value: blank });
      expect(isAnswered(blank)).toBe(false);
      expect(isUntouched(blank)).toBe(true);
    }
  });

  it('keeps the words of a rating that is not chosen yet', () => {
    const value = { type: 'rating', point: null, narrative: ' We train everybody. ' };
    expect(parse(rating, value)).toEqual({ value });
  });

  it('makes line ends equal and drops characters that cannot be stored, and no word', () => {
    const narrative = 'one\r\ntwo\rthree\vfour\u0000\u0007 \ud83d five\tsix';
    expect(parse(rating, { type: 'rating', point: 'red', narrative })).toEqual({
      value: { type: 'rating', point: 'red', narrative: 'one\ntwo\nthree\nfour \ufffd five\tsix' },
    });
  });

  it('counts a line end as one character and refuses what is over the limit, with the number over', () => {
    expect(problemsOf(text, { type: 'text', text: `${'x'.repeat(18)}\r\nx` })).toEqual([]);
    expect(problemsOf(text, { type: 'text', text: 'x'.repeat(23) })).toEqual([
      'Shorten your answer to 20 characters or fewer: 3 too many',
    ]);
    expect(problemsOf(rating, { type: 'rating', point: null, narrative: 'x'.repeat(10_001) })).toEqual([
      'Shorten your words to 10,000 characters or fewer: 1 too many',
    ]);
    expect(problemsOf(rating, { type: 'rating', point: null, narrative: 'x'.repeat(10_000) })).toEqual([]);
  });

  it('refuses ratings and choices that are not offered', () => {
    const notApplicable = { type: 'rating', point: 'not-applicable', narrative: '' };
    expect(problemsOf(rating, { type: 'rating', point: 'blue', narrative: '' })).toHaveLength(1);
    expect(problemsOf(rating, notApplicable)).toEqual([]);
    expect(parseDraft(rating, levelsScale, notApplicable)).toHaveProperty('problems');
    expect(problemsOf(yesNo, { type: 'yes-no', value: 'maybe', detail: '' })).toEqual(['Choose yes or no']);
    expect(problemsOf(single, { type: 'single-choice', choice: 'city' })).toHaveLength(1);
    expect(problemsOf(multiple, { type: 'multiple-choice', choices: ['town', 'city'] })).toHaveLength(1);
  });

  it('keeps ticked choices once each, in the order of the question', () => {
    expect(parse(multiple, { type: 'multiple-choice', choices: ['village', 'town', 'village'] })).toEqual({
      value: { type: 'multiple-choice', choices: ['town', 'village'] },
    });
  });

  it.each([
    ['1,200', 1200],
    [' 12 ', 12],
    ['', null],
    ['0', 0],
    ['-0', 0],
    ['12.0', 12],
    [7, 7],
  ])('reads the number %j as %j', (typed, value) => {
    expect(parse(number, { type: 'number', value: typed })).toEqual({ value: { type: 'number', value } });
  });

  it.each([
    ['about 12', 'Enter a number in digits, for example 12'],
    ['1,2', 'Enter a number in digits, for example 12'],
    ['1e3', 'Enter a number in digits, for example 12'],
    ['12.5', 'Enter a whole number, for example 12'],
    ['5,001', 'Enter a number from 0 to 5,000'],
    ['-1', 'Enter a number from 0 to 5,000'],
  ])('refuses the number %j and says what to do', (typed, problem) => {
    expect(problemsOf(number, { type: 'number', value: typed })).toEqual([problem]);
  });

  it('reads a percentage with or without its sign, from 0 to 100', () => {
    expect(parse(percentage, { type: 'percentage', value: '87.5 %' })).toEqual({
      value: { type: 'percentage', value: 87.5 },
    });
    expect(problemsOf(percentage, { type: 'percentage', value: '101%' })).toEqual(['Enter a number from 0 to 100']);
  });

  it.each([
    [{ day: '14', month: '3', year: '2027' }, '2027-03-14'],
    [{ day: '1', month: 'March', year: '2027' }, '2027-03-01'],
    [{ day: '09', month: 'sep', year: '2026' }, '2026-09-09'],
    [{ day: '29', month: '2', year: '2028' }, '2028-02-29'],
    [{ day: ' ', month: '', year: '' }, null],
  ])('reads the date %j as %j', (parts, value) => {
    expect(parse(date, { type: 'date', parts })).toEqual({ value: { type: 'date', value } });
  });

  it.each([
    [{ day: '29', month: '2', year: '2027' }, 'Enter a real date, for example 14 3 2027'],
    [{ day: '31', month: '4', year: '2027' }, 'Enter a real date, for example 14 3 2027'],
    [{ day: '1', month: 'ma', year: '2027' }, 'Enter a real date, for example 14 3 2027'],
    [{ day: '1', month: '13', year: '2027' }, 'Enter a real date, for example 14 3 2027'],
    [{ day: '1', month: '3', year: '27' }, 'The year must have 4 numbers, for example 2027'],
    [{ day: '', month: '3', year: '' }, 'The date must include a day and a year'],
  ])('refuses the date %j and says what to do', (parts, problem) => {
    expect(problemsOf(date, { type: 'date', parts })).toEqual([problem]);
  });

  it('reads the cells of a table and leaves out rows that hold nothing', () => {
    const rows = [
      { title: ' First aid ', held: '14 March 2027', staff: '1,200', share: '50%', place: 'town' },
      { title: ' ', held: '' },
      { title: 'Safer recruitment', held: '1/2/2027' },
    ];
    expect(parse(table, { type: 'table', rows })).toEqual({
      value: {
        type: 'table',
        rows: [
          { title: 'First aid', held: '2027-03-14', staff: '1200', share: '50', place: 'town' },
          { title: 'Safer recruitment', held: '2027-02-01', staff: '', share: '', place: '' },
        ],
      },
    });
  });

  it('names the row and the column of a cell that it refuses', () => {
    const rows = [
      { title: 'a' },
      { title: 'b', held: '31/2/2027', staff: 'few', share: '120', place: 'city' },
      { title: 'c' },
    ];
    expect(problemsOf(table, { type: 'table', rows })).toEqual([
      'Course 2, Held on: enter a real date like 14/3/2027',
      'Course 2, Staff: enter a number in digits, for example 12',
      'Course 2, Share: enter a number from 0 to 100',
      'Course 2, Place: choose one of the answers in the list',
      'Enter 2 rows or fewer',
    ]);
    expect(problemsOf(table, { type: 'table', rows: [{ title: 'x', 'secret-column': 'y' }] })).toHaveLength(1);
  });

  it.each([
    ['nothing', undefined],
    ['another kind of answer', { type: 'text', text: 'Green, I think' }],
    ['an unknown field', { type: 'rating', point: null, narrative: '', agreed: 'green' }],
    ['a text where a list belongs', { type: 'rating', point: ['red'], narrative: '' }],
    ['a missing field', { type: 'rating', point: 'red' }],
  ])('refuses %s with words and no crash', (_, input) => {
    expect(problemsOf(rating, input)).toEqual(['We could not read this answer. Reload the page and enter it again']);
  });

  it('is stored in a shape that reads back as the same answer', () => {
    const value = { type: 'number', value: 12, narrative: 'Roughly.' };
    const result = parse(number, value);
    expect(answerValueSchema.parse('value' in result && result.value)).toEqual(value);
  });
});

describe('a complete answer', () => {
  it('is asked of every required question and of no other', () => {
    for (const question of everyQuestion) {
      expect(missing(question, undefined)).toHaveLength(1);
      expect(missing(question, blankAnswer(question.answer.type))).toHaveLength(1);
      expect(missing({ ...question, required: false }, undefined)).toEqual([]);
    }
  });

  it('has words beside a rating, also where the question is not required', () => {
    const bare: AnswerValue = { type: 'rating', point: 'green', narrative: ' \n' };
    expect(missing(rating, bare)).toEqual(['Say how you know, and what difference it makes for children']);
    expect(missing({ ...rating, required: false }, bare)).toHaveLength(1);
    expect(missing(rating, { ...bare, narrative: 'Audit of May.' })).toEqual([]);
  });

  it('has a reason beside "not applicable" where the scale asks for one', () => {
    const bare: AnswerValue = { type: 'rating', point: 'not-applicable', narrative: '' };
    expect(missing(rating, bare)).toEqual(['Say why this does not apply to you']);
    expect(missing(rating, { ...bare, notApplicableReason: 'We hold no custody.' })).toEqual([]);
    const relaxed = { ...ragScale, notApplicable: { ...ragScale.notApplicable, reasonRequired: false } };
    expect(checkComplete(rating, relaxed, bare, today)).toEqual([]);
  });

  it('has details beside yes or no where the question asks for them', () => {
    expect(missing(yesNo, { type: 'yes-no', value: 'yes', detail: '' })).toEqual([]);
    expect(missing(yesNo, { type: 'yes-no', value: 'no', detail: ' ' })).toEqual(['Give details']);
    expect(missing(yesNo, { type: 'yes-no', value: 'no', detail: 'From June.' })).toEqual([]);
  });

  it('has no date ahead where the question asks about the past', () => {
    expect(missing(date, { type: 'date', value: '2027-03-15' })).toEqual(['The date must be today or in the past']);
    expect(missing(date, { type: 'date', value: today })).toEqual([]);
  });

  it('has every required cell of every row', () => {
    const rows = [{ title: 'First aid' }, { title: '', staff: '3' }];
    expect(missing(table, { type: 'table', rows })).toEqual(['Fill in "Title" in course 2']);
  });

  it('is not an answer of another kind left over from an earlier edition', () => {
    expect(missing(rating, { type: 'text', text: 'green' })).toEqual(['Choose your rating']);
  });
});
