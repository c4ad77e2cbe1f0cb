import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Words of this service that no password may rest on, beside the person's own name and address; docs/sign-in.md lists them.
 */
export const wordsOfTheService = [
  'lineofsight',
  'safeguarding',
  'safeguard',
  'children',
  'partnership',
  'assurance',
  'section11',
  'section175',
] as const;

let common: ReadonlySet<string> | undefined;

/** Letters and figures alone, small: "P@ssword 1234!" is not far from "password1234". */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Why a password would be guessed early, in words for the person; undefined for one that would not. */
export function whyGuessable(
  password: string,
  person: { readonly name: string; readonly email: string },
): string | undefined {
  common ??= new Set(dictionary['passwords-common'].map(String));
  const [typed, letters] = [password.toLowerCase(), bare(password)];
  if (common.has(typed) || common.has(letters) || isOneAgainAndAgain(letters))
    return 'Choose another password: this one is on lists of common passwords';
  const own = [...person.name.split(/\s+/), person.email.split('@')[0] ?? '', ...wordsOfTheService].map(bare);
  const rest = own.filter((word) => word.length > 2).reduce((text, word) => text.replaceAll(word, ''), letters);
  return rest.length < 6
    ? 'Choose another password: this one is made of your name, your address or the name of this service'
    : undefined;
}

/** A common password again and again, the last time perhaps not to its end; or one or two letters. */
function isOneAgainAndAgain(letters: string): boolean {
  for (let length = 1; length < letters.length; length++) {
    const part = letters.slice(0, length);
    if (part.repeat(Math.ceil(letters.length / length)).slice(0, letters.length) !== letters) continue;
    if (length <= 2 || common?.has(part)) return true;
  }
  return false;
}
