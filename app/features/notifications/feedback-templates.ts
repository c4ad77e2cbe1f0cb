import type { Template } from './templates.ts';

/** What each message about ratings, minutes and letters that wait for somebody needs to be told. */
export interface FeedbackTemplateFields {
  'ratings-ready': { cycle: string; organisation: string; due: string; address: string };
  'minutes-to-approve': { session: string; address: string };
  'letter-to-approve': { cycle: string; organisation: string; address: string };
}

/** The words of the messages about what came of a return and waits for a reply or an approval. */
export const feedbackTemplates: { readonly [N in keyof FeedbackTemplateFields]: Template } = {
  'ratings-ready': {
    when: 'a moderation is finished and some of its ratings differ from those of the agency',
    subject: 'Ratings of your return are ready for your reply',
    body: 'The partnership has rated the return of ((organisation)) for ((cycle)). You can reply to its ratings until ((due)).\n\n((address))',
  },
  'minutes-to-approve': {
    when: 'the words of minutes are saved, to those who approve them, once a day for a session',
    subject: 'Minutes wait for your approval',
    body: 'The minutes of ((session)) wait for your approval.\n\n((address))',
  },
  'letter-to-approve': {
    when: 'a letter is written that the chair approves before it goes out, once a day for a letter',
    subject: 'An outcome letter waits for your approval',
    body: 'The letter to ((organisation)) about ((cycle)) waits for your approval.\n\n((address))',
  },
};
