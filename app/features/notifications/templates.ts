/** What each message needs to be told. */
export interface TemplateFields {
  'sign-in-link': { link: string; minutes: number };
  invitation: { organisation: string; role: string; address: string };
  'cycle-launched': { cycle: string; organisation: string; due: string; address: string };
  'return-moved': { cycle: string; organisation: string; edition: string; address: string };
  reminder: { cycle: string; organisation: string; due: string; late: boolean; address: string };
  'deadline-extended': { cycle: string; organisation: string; due: string; address: string };
  'ready-to-sign': { cycle: string; organisation: string; address: string };
  'sent-back': { cycle: string; organisation: string; address: string };
  submitted: { cycle: string; organisation: string; reference: string; address: string };
  'session-scheduled': { session: string; organisation: string; day: string; time: string; address: string };
  'outcome-letter': { cycle: string; organisation: string; address: string };
  'action-assigned': { reference: string; organisation: string; due: string; address: string };
  'action-changed': { reference: string; organisation: string; change: string; address: string };
}

export type TemplateName = keyof TemplateFields;

interface Template<F> {
  readonly subject: string;
  readonly body: (fields: F) => string;
}

/**
 * The words of each message. A message names a page to open; it never carries an answer, a rating, a file name or any
 * secret but the single-use sign-in link.
 */
export const templates: { readonly [N in TemplateName]: Template<TemplateFields[N]> } = {
  'sign-in-link': {
    subject: 'Your link to sign in',
    body: (fields) =>
      `Use this link to sign in to Line of Sight. It works once, within ${fields.minutes} minutes.\n\n${fields.link}\n\nIf you did not ask for it, you can ignore this message.`,
  },
  invitation: {
    subject: 'You have been added to Line of Sight',
    body: (fields) =>
      `You have been added to Line of Sight for ${fields.organisation} as: ${fields.role}.\n\nSign in with this e-mail address.\n\n${fields.address}`,
  },
  'cycle-launched': {
    subject: 'A return is ready for you to fill in',
    body: (fields) =>
      `${fields.cycle} is open for ${fields.organisation}. Please send the return by ${fields.due}.\n\n${fields.address}`,
  },
  'return-moved': {
    subject: 'Your return has moved to a newer edition',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} now asks ${fields.edition}. What you have answered is kept: some answers wait for you to look at them, and signatures have to be given again.\n\n${fields.address}`,
  },
  reminder: {
    subject: 'Reminder: a return is waiting',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} ${fields.late ? 'was' : 'is'} due on ${fields.due}.\n\n${fields.address}`,
  },
  'deadline-extended': {
    subject: 'Your return has a new date',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} is now due on ${fields.due}.\n\n${fields.address}`,
  },
  'ready-to-sign': {
    subject: 'A return is ready for you to sign',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} is waiting for you to read and sign.\n\n${fields.address}`,
  },
  'sent-back': {
    subject: 'A return has come back to you',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} was not signed: it has come back to you with a note.\n\n${fields.address}`,
  },
  submitted: {
    subject: 'Your return has been sent',
    body: (fields) =>
      `The return of ${fields.organisation} for ${fields.cycle} has been sent. Its reference is ${fields.reference}. You can read and keep your copy.\n\n${fields.address}`,
  },
  'session-scheduled': {
    subject: 'A challenge session has been arranged',
    body: (fields) =>
      `${fields.session}: ${fields.organisation} is expected on ${fields.day} at ${fields.time}.\n\n${fields.address}`,
  },
  'outcome-letter': {
    subject: 'The outcome of your return',
    body: (fields) =>
      `The partnership has answered the return of ${fields.organisation} for ${fields.cycle}.\n\n${fields.address}`,
  },
  'action-changed': {
    subject: 'An action of yours has changed',
    body: (fields) => `Action ${fields.reference} for ${fields.organisation} ${fields.change}.\n\n${fields.address}`,
  },
  'action-assigned': {
    subject: 'An action has been given to you',
    body: (fields) =>
      `Action ${fields.reference} for ${fields.organisation} is due on ${fields.due}.\n\n${fields.address}`,
  },
};
