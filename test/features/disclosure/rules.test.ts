import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exemptionInWords, exemptionsOf } from '../../../app/features/disclosure/exemptions.ts';
import { createMatcher } from '../../../app/features/disclosure/matching.ts';
import {
  markableSentences,
  notIn,
  piecesOf,
  redacted,
  sentencesOf,
} from '../../../app/features/disclosure/redaction.ts';
import { checkOf, standsInTheWay } from '../../../app/features/disclosure/rules.ts';
import { judgeSchema, newDisclosureSchema } from '../../../app/features/disclosure/schema.ts';
import { textOfJson } from '../../../app/features/disclosure/sources/source.ts';
import { lastDayToAnswer, noteInWords, timeNotes } from '../../../app/features/disclosure/time-to-answer.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';

const counted = (countsFrom: string, more: { daysNotCounted?: number; extended?: boolean } = {}) => ({
  countsFrom,
  daysNotCounted: more.daysNotCounted ?? 0,
  extended: more.extended ?? false,
});
const access = (...args: Parameters<typeof counted>) => lastDayToAnswer('subject-access', counted(...args));
const freedom = (...args: Parameters<typeof counted>) => lastDayToAnswer('freedom-of-information', counted(...args));

it('a subject access request has a month, or three, and never ends on a day on which nobody works', () => {
  expect(access('2026-09-03')).toBe('2026-10-05');
  expect(access('2026-11-02')).toBe('2026-12-02');
  expect(access('2027-01-31')).toBe('2027-03-01');
  expect(access('2026-11-25')).toBe('2026-12-29');
  expect(access('2026-11-02', { extended: true })).toBe('2027-02-02');
  expect(access('2026-11-02', { daysNotCounted: 7 })).toBe('2026-12-09');
});

it('freedom of information has twenty working days after the day of receipt, and as many again to weigh the public interest', () => {
  expect(freedom('2026-11-02')).toBe('2026-11-30');
  expect(freedom('2026-12-18')).toBe('2027-01-20');
  expect(freedom('2026-11-02', { extended: true })).toBe('2026-12-30');
});

it('a reference to the law that nobody has checked says so', () => {
  const notes = [...timeNotes['subject-access'], ...timeNotes['freedom-of-information']];
  for (const note of notes) expect(noteInWords(note).includes('has not been checked')).toBe(!note.checked);
  for (const [, exemption] of [...exemptionsOf('subject-access'), ...exemptionsOf('freedom-of-information')])
    expect(exemptionInWords(exemption).includes('has not been checked')).toBe(!exemption.checked);
});

it('a name is found as whole words, however it is written', () => {
  const finds = createMatcher(["Siân O'Brien", 'Ann']);
  for (const text of ['Call SIAN O’BRIEN today', 'Siân\nO’Brien', 'see Ann.', '(ann)'])
    expect(finds([text])).toBe(true);
  for (const text of ['The annual report', 'Anna', 'Sian and O’Brien', '']) expect(finds([text])).toBe(false);
  expect(createMatcher(['---'])(['---'])).toBe(false);
});

it('what is blacked out is in nothing that goes out, whichever way it was marked', () => {
  const text = 'Robin Marsh was seen. The mother of Jayden Cole spoke.\nNHS number 943 476 5919. ROBIN  MARSH left.';
  expect(sentencesOf(text)).toHaveLength(4);
  const marks = { sentences: [1], passages: ['robin marsh', '943 476 5919'] };
  expect(redacted(text, marks)).toBe(
    '[blacked out] was seen. [blacked out]\nNHS number [blacked out]. [blacked out] left.',
  );
  expect(notIn(text, ['Robin Marsh', 'Robin March'])).toEqual(['Robin March']);
  expect(markableSentences(text, '2026-11-02').map(({ seems }) => seems)).toEqual([[], ['name'], ['nhs-number'], []]);
});

it('no text is lost or made up by blacking out, and no marked letter stays', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('Ada', 'Ben', 'cat.', '\n', ' ', 'é', '(x)'), { maxLength: 20 })
        .map((all) => all.join(' ')),
      fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
      fc.subarray(['Ada', 'Ben', '(x)']),
      (text, sentences, passages) => {
        const pieces = piecesOf(text, { sentences, passages });
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        const stays = pieces.filter(({ out }) => !out).map((piece) => piece.text);
        for (const passage of passages) expect(stays.some((part) => part.includes(passage))).toBe(false);
      },
    ),
  );
});

it('nothing goes out before every record is decided about, the search is done and the check holds', () => {
  const ready = { items: 2, undecided: 0, searchUnderWay: false, check: 'nobody-asked' as const };
  expect(standsInTheWay(ready)).toEqual([]);
  expect(standsInTheWay({ ...ready, check: 'done' })).toEqual([]);
  for (const not of [
    { items: 0 },
    { undecided: 1 },
    { searchUnderWay: true },
    { check: 'waiting' as const },
    { check: 'out-of-date' as const },
  ])
    expect(standsInTheWay({ ...ready, ...not })).toHaveLength(1);
  const asked = { check_by: 'p', judged_revision: 4 };
  expect(checkOf({ ...asked, checked_revision: 4 })).toBe('done');
  expect(checkOf({ ...asked, checked_revision: 3 })).toBe('out-of-date');
});

it('forms say in place what is missing', () => {
  const form = new FormData();
  const empty = parseForm(newDisclosureSchema, form);
  expect(empty.ok ? {} : Object.keys(empty.errors)).toEqual(['kind', 'receivedOn', 'askedBy', 'askedFor']);
  for (const [name, value] of [
    ['kind', 'subject-access'],
    ['receivedOn-day', '2'],
    ['receivedOn-month', '11'],
    ['receivedOn-year', '2026'],
    ['askedBy', 'A parent'],
    ['askedFor', 'Everything'],
  ] as const)
    form.set(name, value);
  const nothing = parseForm(newDisclosureSchema, form);
  expect(nothing.ok ? {} : nothing.errors).toEqual({
    searchWords: ['Enter the names or words to look for, or the e-mail address of an account'],
  });
  form.set('searchWords', ' Robin Marsh \r\n\r\nRobin Marsh\r\nR Marsh');
  const whole = parseForm(newDisclosureSchema, form);
  expect(whole.ok && whole.value.searchWords).toEqual(['Robin Marsh', 'R Marsh']);
  const judging = new FormData();
  judging.set('revision', '0');
  judging.set('decision', 'include');
  judging.append('sentences', '1');
  const kept = parseForm(judgeSchema, judging);
  expect(kept.ok ? {} : kept.errors).toEqual({ exemption: ['Choose why it is kept back'] });
});

it('a stored document is searched by what people read in it', () => {
  const model = {
    kind: 'letter',
    sha256: 'abc',
    to: { name: 'Robin Marsh' },
    rows: ['One', { code: 'x', text: 'Two' }],
  };
  expect(textOfJson(JSON.stringify(model))).toBe('Robin Marsh\nOne\nTwo');
});
