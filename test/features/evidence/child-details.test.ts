import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChildDetails, isNhsNumber, isUpn } from '../../../app/features/evidence/child-details.ts';

const today = '2026-11-02';
const found = (text: string) => findChildDetails(text, today);

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));
/** Nine digits with the check digit that belongs to them; none for the few that have no check digit. */
const nhsNumber = digits(9)
  .map((nine) => Array.from({ length: 10 }, (_, last) => `${nine}${last}`).find(isNhsNumber))
  .filter((number) => number !== undefined);
const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const upn = digits(12).map((twelve) => [...upnLetters].map((letter) => `${letter}${twelve}`).find(isUpn) ?? '');

describe('what might tell who a child is', () => {
  it.each([
    ['nhs-number', 'Her number is 943 476 5919.'],
    ['nhs-number', 'NHS no: 9434765919'],
    ['nhs-number', '943-476-5919'],
    ['upn', 'UPN H801200001001 in the list'],
    ['date-of-birth', 'DOB 03/04/2016'],
    ['date-of-birth', 'd.o.b: 3.4.16'],
    ['date-of-birth', 'born on 3rd April 2016'],
    ['date-of-birth', 'Date of birth: 2016-04-03'],
    ['date-of-birth', 'Child B (3/4/2016) told us'],
    ['date-of-birth', 'the pupil, 3 April 2016, said'],
    ['name', 'The child Alice told her teacher.'],
    ['name', 'We met the mother of Jayden in May.'],
    ['name', 'Child’s name: Alice'],
    ['name', 'a pupil named Siân Evans'],
    ['name', 'the family of Okonkwo'],
    ['name', 'brother of Anne-Marie'],
  ])('sees a %s in “%s”', (kind, text) => {
    expect(found(text)).toContain(kind);
  });

  it.each([
    'Call 0207 946 0958 or 020 7946 0958 or 07700 900123.',
    'Company number 12345678; charity 1234567; invoice 4000000001',
    'Account 12345678 and sort code 20-00-00',
    'ISBN 978-0-7475-3269-9 and ISSN 1234-5679',
    'B123456789012 is no pupil number: its letter is wrong',
    'The Child Protection Policy, 12 March 2024, was approved by the board.',
    'Child protection conferences: 12/03/2024 to 14/06/2024',
    'Born to be wild. The strategy was born in 1998 of a review.',
    'Our policy was reviewed on 03/04/2016 and again on 2026-04-03.',
    'DOB recorded for all 412 children; date of birth missing for 3.',
    'A worker born on 3 April 1961',
    'The date of birth field is due on 3 April 2027',
    'Child A and Child B were seen by the school nurse; the mother of Child A agreed.',
    'The child told us that Monday was hard. The Child Death Overview Panel met.',
    'Family of Schools, parents of Year 6 pupils, carers of Looked After Children',
    'the voice of the child. Sam Patel leads on this.',
    'child sexual exploitation (CSE), child criminal exploitation',
    'Pupil Premium, Pupil Referral Unit, Boys and Girls Clubs',
    '',
  ])('sees nothing in “%s”', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('sees every NHS number, together or in groups, wherever it stands among words', () => {
    fc.assert(
      fc.property(nhsNumber, fc.constantFrom('', ' ', '-'), fc.constantFrom('(', 'no. ', ''), (number, gap, before) => {
        const written = [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(gap);
        expect(found(`The number is ${before}${written}, we think`)).toContain('nhs-number');
      }),
    );
  });

  it('sees no NHS number in ten digits with another check digit, nor inside a longer number', () => {
    fc.assert(
      fc.property(nhsNumber, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }), (number, step, more) => {
        const other = (Number(number[9]) + step) % 10;
        expect(found(`Reference ${number.slice(0, 9)}${other}`)).not.toContain('nhs-number');
        expect(found(`Reference ${number}${more} and ${more}${number}`)).not.toContain('nhs-number');
      }),
    );
  });

  it('sees every unique pupil number, and none with another letter in front', () => {
    fc.assert(
      fc.property(upn, fc.integer({ min: 1, max: 22 }), (number, step) => {
        expect(found(`Pupil ${number}.`)).toContain('upn');
        const letter = upnLetters[(upnLetters.indexOf(number[0] ?? '') + step) % 23];
        expect(found(`Pupil ${letter}${number.slice(1)}.`)).not.toContain('upn');
      }),
    );
  });

  it('names each kind once, in one order, whatever surrounds it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (before, after) => {
        const text = `${before}\nborn 3/4/2016. NHS 943 476 5919. DOB 3/4/2016.\n${after}`;
        const kinds = found(text);
        expect(kinds).toEqual([...new Set(kinds)]);
        expect(kinds.filter((kind) => kind !== 'name' && kind !== 'upn')).toEqual(['nhs-number', 'date-of-birth']);
      }),
    );
  });

  it('goes through a text of megabytes that is full of beginnings', () => {
    const part = 'born child pupil mother of 123 456 789 1 DOB 31 A12345678901 Child’s name called ';
    expect(found(`${part.repeat(30_000)} 943 476 5919`)).toContain('nhs-number');
  });
});
