/**
 * Looks in a text for what might tell a reader which child or family is meant. It only ever warns: a person decides.
 * Every pattern is bounded, so that a long text takes time in proportion to its length.
 */

import { listInWords } from '../../platform/words.ts';

export const detailKinds = ['nhs-number', 'upn', 'date-of-birth', 'name'] as const;
export type DetailKind = (typeof detailKinds)[number];

const inWords: Readonly<Record<DetailKind, string>> = {
  'nhs-number': 'an NHS number',
  upn: 'a unique pupil number (UPN)',
  'date-of-birth': 'a date of birth',
  name: 'the name of a child or of somebody in a family',
};

/** What was found, as it goes into "This seems to contain ...". */
export const detailWords = (kind: DetailKind): string => inWords[kind];

/** "an NHS number and a date of birth" */
export const detailsInWords = (found: readonly DetailKind[]): string => listInWords(found.map(detailWords));

/**
 * The kinds of detail in a text, each once, in the order of `detailKinds`.
 *
 * @param today `YYYY-MM-DD`: a date that makes nobody a child today is no child's date of birth
 */
export function findChildDetails(text: string, today: string): DetailKind[] {
  const found: Readonly<Record<DetailKind, () => boolean>> = {
    'nhs-number': () => hasNhsNumber(text),
    upn: () => hasUpn(text),
    'date-of-birth': () => hasDateOfBirth(text, today),
    name: () => hasName(text),
  };
  return detailKinds.filter((kind) => found[kind]());
}

/** The kinds found in any of several texts. */
export const findInTexts = (texts: readonly (string | null | undefined)[], today: string): DetailKind[] =>
  findChildDetails(texts.filter((text) => text).join('\n\n'), today);

/** Ten digits, together or in threes and a four, that are no part of a longer number. */
const tenDigits = /(?<![\d.,/+-]|\d[ ])\d{3}([ -]?)\d{3}\1\d{4}(?![\d]|[ .,/-]\d)/g;

function hasNhsNumber(text: string): boolean {
  return [...text.matchAll(tenDigits)].some(([number]) => isNhsNumber(number.replaceAll(/\D/g, '')));
}

/** Whether ten digits are an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary, "NHS number"). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = 11 - (sum % 11);
  return (check === 11 ? 0 : check) === Number(digits[9]);
}

const upnShape = /(?<![A-Za-z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Za-z0-9])/g;
/** The letters of a UPN: no I, O or S. */
const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

function hasUpn(text: string): boolean {
  return [...text.matchAll(upnShape)].some(([upn]) => isUpn(upn));
}

/** Whether a text is a unique pupil number, lasting or temporary: weights 2 to 13, modulus 23 (DfE, UPN guide). */
export function isUpn(upn: string): boolean {
  if (!/^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/.test(upn)) return false;
  const sum = [...upn.slice(1)].reduce((total, character, place) => {
    const value = /\d/.test(character) ? Number(character) : upnLetters.indexOf(character);
    return total + value * (place + 2);
  }, 0);
  return upnLetters[sum % 23] === upn[0];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const date = String.raw`\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|(?:${months.join('|')})[a-z]{0,6})[ ,./-]{1,2}(?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}\b`;
const bornWords = String.raw`born(?: on)?|d\.?o\.?b\.?|date of birth|birth ?date|birthday`;
const child = 'child|pupil|baby|infant|boy|girl|son|daughter|sibling|brother|sister|twin';
/** A date after a word for birth; or straight after a word for a child, perhaps with its letter: "Child B (3/4/2016)". */
const birthDate = new RegExp(
  String.raw`\b(?:${bornWords})\W{1,4}(?:the )?(${date})|\b(?:${child})\W{0,3}(?:[A-Z]\b)?[\s,:(]{1,3}(${date})`,
  'gi',
);

function hasDateOfBirth(text: string, today: string): boolean {
  return [...text.matchAll(birthDate)].some(([, afterBorn, afterChild]) =>
    isChildsDay(afterBorn ?? afterChild ?? '', today),
  );
}

/** Whether somebody born on a day is under 18 or, with leave for old cases, under 25. Days to come are no births. */
function isChildsDay(written: string, today: string): boolean {
  const day = dayOf(written);
  if (day === undefined || day > today) return false;
  return Number(today.slice(0, 4)) - Number(day.slice(0, 4)) <= 25;
}

/** "3/4/2016", "3rd Apr. 16", "2016-04-03" as 2016-04-03, the British way round; undefined for no real day. */
function dayOf(written: string): string | undefined {
  const parts = /^\d{4}-/.test(written)
    ? written.split('-').toReversed()
    : written.split(/[ ,./-]+/).filter((part) => part !== '');
  const [first = '', second = '', third = ''] = parts;
  const named = months.findIndex((month) => second.toLowerCase().startsWith(month)) + 1;
  const year = third.length === 2 ? Number(third) + 2000 : Number(third);
  const iso = `${year}-${String(named || Number(second)).padStart(2, '0')}-${String(Number.parseInt(first, 10)).padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(iso) ? undefined : iso;
}

const relatives =
  'mother|father|mum|dad|stepmother|stepfather|parents?|carers?|guardian|grandmother|grandfather|family|siblings?|brother|sister|son|daughter|aunt|uncle|foster carers?';
/** "mother of Jayden", "child Alice Smith", "pupil named Alice", "Child's name: Alice". Case counts in the name alone. */
const named = new RegExp(
  String.raw`\b(?:(?:${ignoringCase(relatives)}) of|(?:${ignoringCase(child)})(?:[’']s name(?: is)?)?(?:,)?(?: called| named)?|(?:called|named) (?:the )?(?:child|pupil))\b:? (\p{Lu}\p{Ll}+(?:[-’']\p{Lu}?\p{Ll}+)?)(?: (\p{Lu}\p{Ll}+))?`,
  'gu',
);

function ignoringCase(words: string): string {
  return words.replaceAll(
    /(^|\|)([a-z])/g,
    (_, before: string, letter: string) => `${before}[${letter}${letter.toUpperCase()}]`,
  );
}

/** Words with a capital that follow "child", "family of" and the like in titles and names of services. */
const noNames = new Set(
  `abuse act action adolescent adult advocacy after agency all alternative and arrangements assessment assurance at attendance
  audit before benefit board bullying business car care case cases centre centered centred charter chief child children
  childhood christmas circle clinic clinical college commissioner commissioning community complaints conference contact council
  criminal cruelty curriculum data death deaths december department deployment development digital disability disabled domestic
  each early east easter education emotional employment england english evidence exploitation family february feedback financial
  first focus for forum foster friendly from front general governor group guidance health help helpline home hospital housing hub
  human impact improvement in inclusion independent information initial inspection intervention is issues january job joint july
  june justice key labour lead leadership learning licence line linked local london looked management manager march may medical
  meeting mental migration minister monday month multi national neglect network nhs no north november nursery observation october
  offending officer on online or our panel participation partnership performance plan planning play police policy pool post
  poverty practice practitioner premium prevention primary procedure procedures profile programme progress project protection
  psychology public questionnaire record referral referrals register registration report reports resource responses restraint
  review rights risk royal safe safeguarding safety saturday school schools scotland secondary section senior september service
  services sexual social south speech spring staff standards statutory strategy street student summer sunday support survey
  surveys system tax team thames the theatre this thursday to tracker trafficking training transition transport trust tuesday
  tutor under unit units victims violence visitors visits voice vulnerable wales ward wednesday welfare wellbeing west with worker
  workers year young youth`.split(/\s+/),
);

function hasName(text: string): boolean {
  return [...text.matchAll(named)].some(([, first = '']) => !noNames.has(first.toLowerCase()));
}
