import type { MessageName } from '../../platform/mail/message-names.ts';
import { countOf } from '../../platform/words.ts';
import { type ChallengeLogTemplateFields, challengeLogTemplates } from './challenge-log-templates.ts';
import { type EscalationTemplateFields, escalationTemplates } from './escalation-templates.ts';
import { type FeedbackTemplateFields, feedbackTemplates } from './feedback-templates.ts';
import { type OnboardingTemplateFields, onboardingTemplates } from './onboarding-templates.ts';
import { type RegistersTemplateFields, registersTemplates } from './registers-templates.ts';
import { type SessionTemplateFields, sessionTemplates } from './session-templates.ts';

/** What each message needs to be told. */
export interface TemplateFields
  extends SessionTemplateFields,
    FeedbackTemplateFields,
    ChallengeLogTemplateFields,
    OnboardingTemplateFields,
    RegistersTemplateFields,
    EscalationTemplateFields {
  'sign-in-link': { link: string; minutes: number };
  'confirmation-code': { code: string; minutes: number; address: string };
  'sign-in-changed': { sign_in_change: string; address: string };
  'recovery-link': { link: string; minutes: number };
  invitation: { organisation: string; role: string; address: string };
  'cycle-launched': { cycle: string; organisation: string; due: string; address: string };
  'return-moved': { cycle: string; organisation: string; edition: string; address: string };
  reminder: { cycle: string; organisation: string; due: string; late: boolean; address: string };
  'reminder-senior': { cycle: string; organisation: string; due: string; address: string };
  'late-returns': { cycle: string; returns: number; address: string };
  'deadline-extended': { cycle: string; organisation: string; due: string; address: string };
  'central-answers': { group: string; organisation: string; cycle: string; address: string };
  'section-request': { cycle: string; organisation: string; due: string; address: string };
  'section-invitation': { cycle: string; organisation: string; due: string; link: string; hours: number };
  'section-ready': { cycle: string; organisation: string; address: string };
  'section-returned': { cycle: string; organisation: string; address: string };
  'section-taken-back': { cycle: string; organisation: string; address: string };
  'section-due': { cycle: string; organisation: string; due: string; late: boolean; address: string };
  'handed-over': { organisation: string; role: string; day: string; address: string };
  'hand-over-cancelled': { organisation: string; role: string; day: string; address: string };
  'ready-to-sign': { cycle: string; organisation: string; address: string };
  'sign-off-waiting': { cycle: string; organisation: string; since: string; address: string };
  'sent-back': { cycle: string; organisation: string; address: string };
  submitted: { cycle: string; organisation: string; reference: string; address: string };
  'return-reopened': { cycle: string; organisation: string; due: string; address: string };
  'correction-asked': { cycle: string; organisation: string; address: string };
  'correction-declined': { cycle: string; organisation: string; address: string };
  'query-asked': { cycle: string; organisation: string; due: string; address: string };
  'query-answered': { cycle: string; organisation: string; address: string };
  'outcome-letter': { cycle: string; organisation: string; address: string };
  'letter-replied': { cycle: string; organisation: string; address: string };
  'letter-answered': { cycle: string; organisation: string; address: string };
  'written-response': { cycle: string; organisation: string; address: string };
  'action-assigned': { reference: string; organisation: string; due: string; address: string };
  'action-changed': { reference: string; organisation: string; change: string; address: string };
  'action-due': { reference: string; organisation: string; due: string; address: string };
  'action-look-again': { reference: string; organisation: string; address: string };
  'action-time-asked': { reference: string; organisation: string; due: string; address: string };
  'several-messages': { lines: readonly string[]; address: string };
  'weekly-digest': { lines: readonly string[]; address: string; stop: string };
}

export type TemplateName = MessageName;

/** What fills the placeholders: words, or a list that is printed as bullet points. */
export type MessageValues = Readonly<Record<string, string | readonly string[]>>;

/** Words with `((placeholders))`, as GOV.UK Notify writes them: the same text serves there and here. */
export interface Template {
  /** When it is sent, for the page that shows all of them. */
  readonly when: string;
  readonly subject: string;
  /** The first paragraph says it all in a sentence; when messages are merged, it is what stands for the message. */
  readonly body: string;
  /** Goes out at once, at any hour, and is never merged. */
  readonly urgent?: true;
  /** Of no use afterwards, and then not sent. */
  readonly usefulMinutes?: number;
}

/**
 * The words of each message. A message names a page to open; it never carries an answer, a rating, a file name or any
 * secret but the single-use sign-in link and the single-use code.
 */
export const templates: { readonly [N in TemplateName]: Template } = {
  'sign-in-link': {
    when: 'somebody asks to sign in',
    subject: 'Your link to sign in',
    body: 'Use this link to sign in to Line of Sight. It works once, within ((minutes)) minutes.\n\n((link))\n\nIf you did not ask for it, you can ignore this message.',
    urgent: true,
    usefulMinutes: 20,
  },
  'confirmation-code': {
    when: 'somebody who signed in a while ago is about to sign, to change who has a role, or to take a copy of everything',
    subject: 'Your code to confirm that it is you',
    body: 'Your code is ((code)). It works once, within ((minutes)) minutes, in the browser in which you asked for it.\n\nIf you did not ask for it, somebody may be using your account: sign in and sign out again, and tell your partnership.\n\n((address))',
    urgent: true,
    usefulMinutes: 10,
  },
  'sign-in-changed': {
    when: 'a way to sign in is added to somebody’s account, or taken from it',
    subject: 'How you sign in to Line of Sight has changed',
    body: 'In your account, ((sign_in_change)).\n\nIf that was not you, tell your partnership’s business manager at once, and look at your account.\n\n((address))',
    urgent: true,
  },
  'recovery-link': {
    when: 'somebody who signs in another way asks for a link, where links are for recovery alone',
    subject: 'Your link to get back into your account',
    body: 'You have another way to sign in to Line of Sight: use that if you can. If you have lost it, use this link. It works once, within ((minutes)) minutes, and signs you out everywhere else.\n\n((link))\n\nIf you did not ask for it, you can ignore this message.',
    urgent: true,
    usefulMinutes: 20,
  },
  invitation: {
    when: 'a person is given a role',
    subject: 'You have been added to Line of Sight',
    body: 'You have been added to Line of Sight for ((organisation)) as: ((role)).\n\nSign in with this e-mail address.\n\n((address))',
    urgent: true,
  },
  'cycle-launched': {
    when: 'a cycle is launched',
    subject: 'A return is ready for you to fill in',
    body: '((cycle)) is open for ((organisation)). Please send the return by ((due)).\n\n((address))',
  },
  'return-moved': {
    when: 'a return is moved to a newer edition',
    subject: 'Your return has moved to a newer edition',
    body: 'The return of ((organisation)) for ((cycle)) now asks ((edition)). What has been answered is kept: some answers wait for you to look at them, and signatures have to be given again.\n\n((address))',
  },
  reminder: {
    when: 'a return is not sent, on the days that you set',
    subject: 'Reminder: a return is waiting',
    body: 'The return of ((organisation)) for ((cycle)) ((is_or_was)) due on ((due)).\n\n((address))',
  },
  'reminder-senior': {
    when: 'a return is late, to the senior board-level lead',
    subject: 'A return of your organisation is late',
    body: 'The return of ((organisation)) for ((cycle)) was due on ((due)) and has not been sent.\n\n((address))',
  },
  'late-returns': {
    when: 'returns are late, to the independent chair',
    subject: 'Returns that are late',
    body: 'For ((cycle)), ((returns)) not been sent and the due date is well past.\n\n((address))',
  },
  'deadline-extended': {
    when: 'the date of a return is moved',
    subject: 'Your return has a new date',
    body: 'The return of ((organisation)) for ((cycle)) is now due on ((due)).\n\n((address))',
  },
  'central-answers': {
    when: 'a trust or group answers something for its sites, or changes its answer, once a day for a return',
    subject: 'Your trust or group has answered something for you',
    body: '((group)) has answered something for ((organisation)) in ((cycle)), or changed what it had answered. Please say whether it stands for you, add to it, or answer differently: nothing counts until somebody there has looked.\n\n((address))',
  },
  'section-request': {
    when: 'part of a return is handed to a colleague',
    subject: 'You have been asked to answer part of a return',
    body: 'Part of the return of ((organisation)) for ((cycle)) has been handed to you. Please have it ready by ((due)).\n\n((address))',
  },
  'section-invitation': {
    when: 'part of a return is handed to somebody who is new',
    subject: 'You have been asked to answer part of a return',
    body: 'Part of the return of ((organisation)) for ((cycle)) has been handed to you. Please have it ready by ((due)).\n\nUse this link to sign in to Line of Sight. It works once, within ((hours)) hours; after that, sign in with this e-mail address.\n\n((link))',
    urgent: true,
  },
  'section-ready': {
    when: 'a colleague says that a part is ready, to the safeguarding lead',
    subject: 'Part of your return is ready for you to review',
    body: 'Part of the return of ((organisation)) for ((cycle)) is ready for you to review.\n\n((address))',
  },
  'section-returned': {
    when: 'the safeguarding lead gives a part back',
    subject: 'Part of a return has come back to you',
    body: 'Part of the return of ((organisation)) for ((cycle)) that you answered has come back to you with a note.\n\n((address))',
  },
  'section-taken-back': {
    when: 'a part is taken back from a colleague, or handed to somebody else',
    subject: 'Part of a return is not with you any more',
    body: 'Part of the return of ((organisation)) for ((cycle)) that was handed to you is not with you any more. What you wrote is kept, and there is nothing for you to do.\n\n((address))',
  },
  'section-due': {
    when: 'a part is not ready, 2 working days before its date and the day after',
    subject: 'Reminder: part of a return is waiting for you',
    body: 'The part of the return of ((organisation)) for ((cycle)) that was handed to you ((is_or_was)) due on ((due)).\n\n((address))',
  },
  'handed-over': {
    when: 'a role is handed over to somebody',
    subject: 'A role has been handed over to you',
    body: 'From ((day)) you are ((role)) for ((organisation)). The open returns, what is handed out of them and the reminders come to you.\n\nSign in with this e-mail address.\n\n((address))',
    urgent: true,
  },
  'hand-over-cancelled': {
    when: 'a hand-over is cancelled before its day',
    subject: 'A hand-over has been cancelled',
    body: 'The role of ((role)) for ((organisation)) stays where it is: the hand-over that was planned for ((day)) has been cancelled.\n\n((address))',
    urgent: true,
  },
  'ready-to-sign': {
    when: 'a return is sent for signature',
    subject: 'A return is ready for you to sign',
    body: 'The return of ((organisation)) for ((cycle)) is waiting for you to read and sign.\n\n((address))',
  },
  'sign-off-waiting': {
    when: 'a signature is waited for, on the days that you set',
    subject: 'A return is still waiting for a signature',
    body: 'The return of ((organisation)) for ((cycle)) has been waiting to be signed since ((since)).\n\n((address))',
  },
  'sent-back': {
    when: 'a signatory sends a return back',
    subject: 'A return has come back to you',
    body: 'The return of ((organisation)) for ((cycle)) was not signed: it has come back to you with a note.\n\n((address))',
  },
  submitted: {
    when: 'a return is sent',
    subject: 'Your return has been sent',
    body: 'The return of ((organisation)) for ((cycle)) has been sent. Its reference is ((reference)). You can read and keep your copy.\n\n((address))',
  },
  'return-reopened': {
    when: 'a sent return is opened again for correction',
    subject: 'A return is open again for you to correct',
    body: 'The return of ((organisation)) for ((cycle)) is open again. Please correct it, have it signed and send it by ((due)). What you sent before stays as it is.\n\n((address))',
  },
  'correction-asked': {
    when: 'an agency asks to correct a return that it sent',
    subject: 'An agency asks to correct its return',
    body: '((organisation)) asks to correct the return that it sent for ((cycle)).\n\n((address))',
  },
  'correction-declined': {
    when: 'a request to correct a return is not agreed',
    subject: 'Your return stays as it was sent',
    body: 'The partnership did not agree to open the return of ((organisation)) for ((cycle)) again, and says why.\n\n((address))',
  },
  'query-asked': {
    when: 'the partnership asks about a return',
    subject: 'The partnership has a question about your return',
    body: 'The partnership has a question about the return of ((organisation)) for ((cycle)). Please answer by ((due)).\n\n((address))',
  },
  'query-answered': {
    when: 'an agency answers a question of the partnership',
    subject: 'An agency has answered your question',
    body: '((organisation)) has answered a question about its return for ((cycle)).\n\n((address))',
  },
  ...sessionTemplates,
  ...feedbackTemplates,
  ...challengeLogTemplates,
  ...onboardingTemplates,
  ...escalationTemplates,
  ...registersTemplates,
  'outcome-letter': {
    when: 'the outcome letter is issued',
    subject: 'The outcome of your return',
    body: 'The partnership has answered the return of ((organisation)) for ((cycle)).\n\n((address))',
  },
  'letter-replied': {
    when: 'an agency replies to its outcome letter; to the managers and chairs',
    subject: 'A reply to an outcome letter',
    body: '((organisation)) has replied to its outcome letter for ((cycle)).\n\n((address))',
  },
  'letter-answered': {
    when: 'the partnership answers a question about an outcome letter; to whoever asked',
    subject: 'Your question about the outcome letter',
    body: 'The partnership has answered your question about the outcome letter of ((organisation)) for ((cycle)).\n\n((address))',
  },
  'written-response': {
    when: 'a written response is sent',
    subject: 'The response to your return',
    body: 'The partnership has responded to the return of ((organisation)) for ((cycle)).\n\n((address))',
  },
  'action-changed': {
    when: 'an action moves on',
    subject: 'An action of yours has changed',
    body: 'Action ((reference)) for ((organisation)) ((change)).\n\n((address))',
  },
  'action-assigned': {
    when: 'an action is given to somebody',
    subject: 'An action has been given to you',
    body: 'Action ((reference)) for ((organisation)) is due on ((due)).\n\n((address))',
  },
  'action-due': {
    when: 'an action comes due, on the days that you set',
    subject: 'Reminder: an action of yours is due',
    body: 'Action ((reference)) for ((organisation)) is due on ((due)).\n\n((address))',
  },
  'action-look-again': {
    when: 'the day has come to look again whether a closed action still works; to its owner',
    subject: 'A closed action of yours is looked at again',
    body: 'The partnership now looks whether closed action ((reference)) for ((organisation)) still works. You need not do anything unless somebody asks you.\n\n((address))',
  },
  'action-time-asked': {
    when: 'more time is asked for an action; to whoever grants it',
    subject: 'More time is asked for',
    body: 'More time is asked for action ((reference)) of ((organisation)). It stays due on ((due)) until you decide.\n\n((address))',
  },
  'several-messages': {
    when: 'there is more than one message for a person on a day',
    subject: 'What is new in Line of Sight',
    body: 'There is news for you:\n\n((lines))\n\nSign in to see it.\n\n((address))',
  },
  'weekly-digest': {
    when: 'it is Monday and actions are due or overdue',
    subject: 'Your actions this week',
    body: 'These actions are yours and due or overdue:\n\n((lines))\n\n((address))\n\nTo stop this weekly message: ((stop))',
  },
};

/** What the placeholders of a message are filled with. */
export function valuesOf<N extends TemplateName>(name: N, fields: TemplateFields[N]): MessageValues {
  return Object.fromEntries(
    Object.entries<string | number | boolean | readonly string[]>(fields).map(([field, value]) => {
      if (typeof value === 'boolean') return ['is_or_was', value ? 'was' : 'is'];
      if (name === 'late-returns' && typeof value === 'number')
        return [field, countOf(value, 'return has', 'returns have')];
      return [field, typeof value === 'number' ? String(value) : value];
    }),
  );
}

/** A text with its placeholders filled. Refuses a value that is missing rather than to send a gap. */
export const fill = (text: string, values: MessageValues): string =>
  text.replaceAll(/\(\((\w+)\)\)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A message lacks the value ${name}`);
    return typeof value === 'string' ? value : value.map((line) => `- ${line}`).join('\n');
  });

/** The placeholders in a message's words. */
export const placeholdersOf = (name: TemplateName): readonly string[] => [
  ...new Set([...templates[name].body.matchAll(/\(\((\w+)\)\)/g)].map((match) => match[1] ?? '')),
];
