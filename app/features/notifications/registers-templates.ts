import type { Template } from './templates.ts';

/** What each message about requests for information, and about findings of other partnerships, needs to be told. */
export interface RegistersTemplateFields {
  'finding-joined': { reference: string; organisation: string; address: string };
  'finding-declined': { reference: string; organisation: string; address: string };
  'information-asked': { reference: string; organisation: string; due: string; address: string };
  'information-due': { reference: string; organisation: string; due: string; late: boolean; address: string };
  'information-answered': { reference: string; organisation: string; change: string; address: string };
}

/** The words of the messages about requests for information. They claim no duty, whatever a request rests on. */
export const registersTemplates: { readonly [N in keyof RegistersTemplateFields]: Template } = {
  'finding-joined': {
    when: 'another partnership joins a finding to an action of an organisation, to its safeguarding leads',
    subject: 'Another partnership has joined a finding to your action',
    body: 'Another partnership has joined a finding to action ((reference)) of ((organisation)), and reads that action now. You can decline that on the page of the action.\n\n((address))',
  },
  'finding-declined': {
    when: 'an organisation declines a finding that a partnership joined to an action of another one, to the business managers',
    subject: 'A finding that you joined was declined',
    body: '((organisation)) has declined the finding that you joined to action ((reference)). You read that action no more: give an action of your own.\n\n((address))',
  },
  'information-asked': {
    when: 'a partnership asks an organisation for information, asks again, or gives it more time',
    subject: 'Your partnership asks for information',
    body: 'Your partnership asks ((organisation)) for information: request ((reference)). Please answer by ((due)).\n\n((address))',
  },
  'information-due': {
    when: 'a request for information waits for its answer, on the days that you set for actions, and once it is overdue',
    subject: 'Reminder: a request for information is waiting for an answer',
    body: 'The answer of ((organisation)) to request ((reference)) ((is_or_was)) due on ((due)).\n\n((address))',
  },
  'information-answered': {
    when: 'an organisation answers a request for information, or refuses it, to the business managers',
    subject: 'News of a request for information',
    body: '((organisation)) has ((change)) request ((reference)).\n\n((address))',
  },
};
