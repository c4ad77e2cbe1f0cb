import type { Template } from './templates.ts';

/** What each message about the challenge log and good practice needs to be told. */
export interface ChallengeLogTemplateFields {
  'challenge-raised': { reference: string; organisation: string; due: string; address: string };
  'challenge-by-agency': { reference: string; organisation: string; address: string };
  'challenge-news': { reference: string; organisation: string; change: string; address: string };
  'challenge-due': { reference: string; organisation: string; due: string; late: boolean; address: string };
  'challenge-answered': { reference: string; organisation: string; address: string };
  'challenge-changed': { reference: string; organisation: string; change: string; address: string };
  'good-practice-suggested': { organisation: string; address: string };
}

/** The words of the messages about challenges between meetings, and about what agencies share. */
export const challengeLogTemplates: { readonly [N in keyof ChallengeLogTemplateFields]: Template } = {
  'challenge-raised': {
    when: 'a challenge to an agency is put on the challenge log',
    subject: 'Your agency has been challenged',
    body: 'Challenge ((reference)) to ((organisation)) is on the challenge log. Please answer by ((due)).\n\n((address))',
  },
  'challenge-by-agency': {
    when: 'an agency raises a challenge itself, to the business managers',
    subject: 'An agency has raised a challenge',
    body: '((organisation)) has put challenge ((reference)) on the challenge log. One to another agency waits until you pass it on.\n\n((address))',
  },
  'challenge-news': {
    when: 'a challenge is answered or closed, to the agency that raised it',
    subject: 'News of a challenge that your agency raised',
    body: 'Challenge ((reference)), which ((organisation)) raised, ((change)).\n\n((address))',
  },
  'challenge-due': {
    when: 'a challenge waits for its answer, on the days that you set for actions, and the day after',
    subject: 'Reminder: a challenge is waiting for an answer',
    body: 'The answer of ((organisation)) to challenge ((reference)) ((is_or_was)) due on ((due)).\n\n((address))',
  },
  'challenge-answered': {
    when: 'an agency answers a challenge',
    subject: 'A challenge has been answered',
    body: '((organisation)) has answered challenge ((reference)).\n\n((address))',
  },
  'challenge-changed': {
    when: 'a challenge is closed, opened again or given another date',
    subject: 'A challenge to your agency has changed',
    body: 'Challenge ((reference)) to ((organisation)) ((change)).\n\n((address))',
  },
  'good-practice-suggested': {
    when: 'a moderator suggests that something of an agency be shared as good practice',
    subject: 'Something of yours was suggested as good practice',
    body: 'Your partnership suggests that ((organisation)) shares something as good practice. Nothing is shared unless you agree.\n\n((address))',
  },
};
