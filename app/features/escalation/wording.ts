import { type DutyBasis, dutyBases } from '../../../standards/vocabulary.ts';
import type { Duty, Letter } from './ladder.ts';

const isBasis = (code: string): code is DutyBasis => Object.hasOwn(dutyBases, code);

/** What binds an organisation. A basis that is not known counts as voluntary: nobody is told of a duty by mistake. */
export function dutyOf(basis: string): Duty {
  if (!isBasis(basis) || basis === 'voluntary') return 'voluntary';
  return basis === 'contract' ? 'contract' : 'statutory';
}

/**
 * What ((duty)) says in a letter, by the basis of the organisation's duty. Sources: the acts named; Working Together 2023,
 * paragraphs 74 and 79 (audits of education), 310 to 317 (the voluntary sector, faith and sport).
 */
const sentences: Readonly<Record<DutyBasis, string>> = {
  'section-11':
    'Under section 11 of the Children Act 2004 your organisation has to see that its work is done with regard to the need to safeguard and promote the welfare of children, and the partnership has to be assured that it is.',
  'section-175':
    'Under section 175 of the Education Act 2002 your governing body has to make arrangements to safeguard and promote the welfare of children. Working Together to Safeguard Children asks education providers to answer the partnership’s audits of them.',
  'section-157':
    'Under the standards made by section 157 of the Education Act 2002 your proprietor has to make arrangements to safeguard and promote the welfare of children. Working Together to Safeguard Children asks education providers to answer the partnership’s audits of them.',
  'section-40':
    'Under section 40 of the Childcare Act 2006 your setting has to meet the welfare requirements of the early years foundation stage, and has to have regard to Working Together to Safeguard Children.',
  'section-55':
    'Under section 55 of the Borders, Citizenship and Immigration Act 2009 your work has to be done with regard to the need to safeguard and promote the welfare of children.',
  'welfare-2021':
    'Under the Education and Training (Welfare of Children) Act 2021 your organisation has to make arrangements to safeguard and promote the welfare of children in its education and training.',
  contract:
    'Your contract or grant asks your organisation to work to safeguarding standards and to show that it does. We may have to talk with whoever commissions your service.',
  voluntary:
    'Your organisation takes part in the partnership’s assurance because it chose to, and children are safer for it. We should like to understand what stands in the way, and how we can help.',
};

export const dutySentence = (basis: string): string => sentences[isBasis(basis) ? basis : 'voluntary'];

/** Words by which a text says that somebody is bound by law. */
const lawWords =
  /\bstatut\w*|\bdut(?:y|ies)\b|\blegal\w*|\blawful\w*|\bby law\b|\bin law\b|\bsections?\s+\d+|\bs\.?\s?(?:11|157|175|40)\b|\b(?:children|education|childcare)[^.\n]{0,40}\bact\b|\bact\s+(?:19|20)\d\d\b|\bsecretary of state\b|\bregulators?\b|\bofsted\b/i;

/** The words by which a text claims a duty in law; undefined where it claims none. Asked of all that a voluntary body gets. */
export const claimOfDuty = (text: string): string | undefined => lawWords.exec(text)?.[0];

/** What a letter can fill in, when it is drafted. The day to answer by is added when it goes out. */
export const letterFacts = {
  organisation: 'the name of the organisation',
  subject: 'what is late, for instance “Action A-7K3M”',
  due: 'the date it was due',
  duty: 'a sentence on what binds the organisation, which follows from its type',
} as const;
export type LetterFacts = Readonly<Record<keyof typeof letterFacts, string>>;
const isFact = (name: string): name is keyof LetterFacts => Object.hasOwn(letterFacts, name);

const placeholder = /\(\(([^()]*)\)\)/g;

/** A text with its facts filled in. */
export const fillLetter = (text: string, known: LetterFacts): string =>
  text.replace(placeholder, (whole, name: string) => {
    const fact = name.trim();
    return isFact(fact) ? known[fact] : whole;
  });

/** Names between brackets that nobody knows. */
export const unknownFacts = (text: string): string[] =>
  [...text.matchAll(placeholder)].map(([, name = '']) => name.trim()).filter((name) => !isFact(name));

/** The usual words of each letter. A partnership may have its own; ((duty)) is what differs by basis within a kind. */
export const usualLetters: Readonly<Record<Letter, Readonly<Record<Duty, string>>>> = {
  explain: {
    statutory:
      '((subject)) was due from ((organisation)) on ((due)). We have reminded you and have not had it.\n\n((duty))\n\nPlease write to the independent chair: what has stood in the way, and the date by which it will be done. You may be asked to explain it in person.\n\nIf you have sent it since, thank you: nothing more is needed.',
    contract:
      '((subject)) was due from ((organisation)) on ((due)). We have reminded you and have not had it.\n\n((duty))\n\nPlease write to the independent chair: what has stood in the way, and the date by which it will be done.\n\nIf you have sent it since, thank you: nothing more is needed.',
    voluntary:
      '((subject)) was due from ((organisation)) on ((due)), and we have not heard from you.\n\n((duty))\n\nPlease tell us how things stand, or ring us: we are glad to help, and to agree another date.\n\nIf you have sent it since, thank you: nothing more is needed.',
  },
  'chief-officer': {
    statutory:
      'I write to you as the chief officer of ((organisation)). ((subject)) was due on ((due)). It has been raised with your safeguarding lead and your senior lead, and is still open.\n\n((duty))\n\nPlease see to it, and write to me: who will finish it, by when, and how children are kept safe until then. I shall report your answer to the board.',
    contract:
      'I write to you as the head of ((organisation)). ((subject)) was due on ((due)). It has been raised with your safeguarding lead and your senior lead, and is still open.\n\n((duty))\n\nPlease see to it, and write to me: who will finish it, by when, and how children are kept safe until then.',
    voluntary:
      'I write to you as the head of ((organisation)). ((subject)) was due on ((due)), and is still open.\n\n((duty))\n\nPlease talk with me about it. We can look together at what would help, and at what your organisation wishes to go on with.',
  },
  'last-step': {
    statutory:
      '((subject)) was due from ((organisation)) on ((due)). Earlier letters have not brought it.\n\n((duty))\n\nThe board will hear of this at its next meeting and asks for an assurance report. Without one the board will consider whether to tell the bodies that inspect or regulate your organisation, and, in the last resort, the Secretary of State.',
    contract:
      '((subject)) was due from ((organisation)) on ((due)). Earlier letters have not brought it.\n\n((duty))\n\nThe board will hear of this at its next meeting and asks for an assurance report. Without one the board will consider whether to tell whoever commissions your service.',
    voluntary:
      '((subject)) was due from ((organisation)) on ((due)), and is still open.\n\n((duty))\n\nThe board will hear where things stand at its next meeting. If your organisation would rather not go on with this, please tell us: no more messages about it will follow.',
  },
};
