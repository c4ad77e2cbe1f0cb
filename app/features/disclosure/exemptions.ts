/**
 * The usual reasons to keep something back, in our own words, with where they stand. A help to whoever reviews, never advice: one whose
 * place in the law was not read against the text says so wherever it is shown. Sources looked at: the
 * Information Commissioner's Office, right of access, "What other exemptions are there?"; lists of exemptions of councils
 * and of the Ministry of Justice, "Summaries of exemptions".
 */
import type { DisclosureKind } from './rules.ts';

export interface Exemption {
  /** What a person may say: goes out with the schedule. */
  readonly words: string;
  readonly law: string;
  readonly checked: boolean;
  /** What to think of before it is used. */
  readonly hint?: string;
}

const subjectAccess = {
  'third-party': {
    words: 'It is about somebody else as well',
    law: 'Data Protection Act 2018, schedule 2, paragraph 16',
    checked: false,
    hint: 'Unless they agree, or it is reasonable to give it without that. Think of blacking out a name first.',
  },
  'serious-harm': {
    words: 'To give it would be likely to cause serious harm to somebody’s health',
    law: 'Data Protection Act 2018, schedule 3 (health, education and social work data)',
    checked: true,
    hint: 'For health data, ask the health professional first.',
  },
  'child-abuse': {
    words: 'It is about a child at risk of abuse, and to give it would not be in the child’s interests',
    law: 'Data Protection Act 2018, schedule 3, part 5 (child abuse data)',
    checked: false,
    hint: 'Where somebody with parental responsibility asks for a child.',
  },
  crime: {
    words: 'To give it would be likely to get in the way of preventing or detecting crime',
    law: 'Data Protection Act 2018, schedule 2, paragraph 2',
    checked: true,
    hint: 'Case by case, never for a whole kind of record.',
  },
  'public-protection': {
    words: 'To give it would be likely to get in the way of protecting the public',
    law: 'Data Protection Act 2018, schedule 2, part 2',
    checked: true,
  },
  privilege: {
    words: 'It is legal advice, or was made for legal proceedings',
    law: 'Data Protection Act 2018, schedule 2, paragraph 19',
    checked: false,
  },
  planning: {
    words: 'It is management planning, and to give it would harm that',
    law: 'Data Protection Act 2018, schedule 2, paragraph 22',
    checked: true,
  },
  negotiation: {
    words: 'It shows what we intend in a negotiation with the person',
    law: 'Data Protection Act 2018, schedule 2, paragraph 23',
    checked: true,
  },
  reference: {
    words: 'It is a confidential reference',
    law: 'Data Protection Act 2018, schedule 2, paragraph 24',
    checked: true,
  },
  'not-theirs': {
    words: 'It is not about the person who asks',
    law: 'UK GDPR, articles 4(1) and 15: the right is to one’s own personal data',
    checked: true,
    hint: 'For records that a search by name found and that mean somebody else.',
  },
} as const satisfies Record<string, Exemption>;

const freedomOfInformation = {
  's-40': {
    words: 'It is personal information',
    law: 'Freedom of Information Act 2000, section 40',
    checked: true,
    hint: 'Of the person who asks: treat it as a subject access request.',
  },
  's-41': {
    words: 'It was given in confidence',
    law: 'Freedom of Information Act 2000, section 41',
    checked: true,
    hint: 'Only from another body or person, and only where to give it would be a breach that a court would act on.',
  },
  's-31': {
    words: 'To give it would get in the way of law enforcement',
    law: 'Freedom of Information Act 2000, section 31',
    checked: true,
    hint: 'Weigh the public interest.',
  },
  's-36': {
    words: 'To give it would harm the effective conduct of public affairs',
    law: 'Freedom of Information Act 2000, section 36',
    checked: true,
    hint: 'Only in the opinion of the body’s qualified person. Weigh the public interest.',
  },
  's-38': {
    words: 'To give it would endanger somebody’s health or safety',
    law: 'Freedom of Information Act 2000, section 38',
    checked: true,
    hint: 'Weigh the public interest.',
  },
  's-42': {
    words: 'It is legal advice, or was made for legal proceedings',
    law: 'Freedom of Information Act 2000, section 42',
    checked: true,
    hint: 'Weigh the public interest.',
  },
  's-43': {
    words: 'To give it would harm somebody’s commercial interests',
    law: 'Freedom of Information Act 2000, section 43',
    checked: true,
    hint: 'Weigh the public interest.',
  },
  's-44': {
    words: 'Another law forbids to give it',
    law: 'Freedom of Information Act 2000, section 44',
    checked: true,
  },
  's-21': {
    words: 'The person can get it elsewhere',
    law: 'Freedom of Information Act 2000, section 21',
    checked: true,
    hint: 'Say where.',
  },
  's-22': {
    words: 'It will be published',
    law: 'Freedom of Information Act 2000, section 22',
    checked: true,
    hint: 'Weigh the public interest.',
  },
  'not-asked-for': {
    words: 'It is not what was asked for',
    law: 'Freedom of Information Act 2000, section 1(1)',
    checked: true,
    hint: 'For records that hold the words and are about something else.',
  },
} as const satisfies Record<string, Exemption>;

const byKind: Readonly<Record<DisclosureKind, Readonly<Record<string, Exemption>>>> = {
  'subject-access': subjectAccess,
  'freedom-of-information': freedomOfInformation,
};

export const exemptionsOf = (kind: DisclosureKind): readonly (readonly [code: string, exemption: Exemption])[] =>
  Object.entries(byKind[kind]);

/** An exemption that a kind of request knows; undefined for any other. */
export const findExemption = (kind: DisclosureKind, code: string): Exemption | undefined =>
  Object.hasOwn(byKind[kind], code) ? byKind[kind][code] : undefined;

/** "It is personal information (Freedom of Information Act 2000, section 40)", with what is not certain about it. */
export const exemptionInWords = ({ words, law, checked }: Exemption): string =>
  `${words} (${law}${checked ? '' : '; this reference has not been checked against the text'})`;
