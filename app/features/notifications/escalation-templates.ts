import type { Template } from './templates.ts';

/** What each message about escalation needs to be told. */
export interface EscalationTemplateFields {
  'escalation-raised': { subject: string; organisation: string; due: string; level: string; address: string };
  'escalations-today': { lines: readonly string[]; address: string };
  'escalations-to-board': { lines: readonly string[]; address: string };
  'escalation-letter': { organisation: string; subject: string; address: string };
}

/** The words of the messages about escalation. They claim no duty: the same go to organisations that take part by choice. */
export const escalationTemplates: { readonly [N in keyof EscalationTemplateFields]: Template } = {
  'escalation-raised': {
    when: 'something late reaches a level of its ladder, to people of the organisation',
    subject: 'Something of your organisation is late and has been raised',
    body: '((subject)) from ((organisation)) was due on ((due)) and has been raised to: ((level)). It goes no further once it is done, or once another date is agreed.\n\n((address))',
  },
  'escalations-today': {
    when: 'something late reaches a level that you or the chair hear of, or waits for you, once a day',
    subject: 'What has been raised today',
    body: 'These have been raised, or wait for somebody to raise them:\n\n((lines))\n\n((address))',
  },
  'escalations-to-board': {
    when: 'something late is raised to the board or the lead safeguarding partners, to those of them whom you have named',
    subject: 'Raised to the board',
    body: 'These are late and have been raised to the board or the lead safeguarding partners:\n\n((lines))\n\n((address))',
  },
  'escalation-letter': {
    when: 'a letter of escalation is released, to people of the organisation',
    subject: 'A letter from your partnership',
    body: 'Your partnership has written to ((organisation)) about something that is late: ((subject)).\n\n((address))',
  },
};
