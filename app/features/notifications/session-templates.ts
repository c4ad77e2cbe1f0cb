import type { Template } from './templates.ts';

/** What each message about a challenge session needs to be told. */
export interface SessionTemplateFields {
  'session-scheduled': { session: string; organisation: string; day: string; time: string; address: string };
  'session-coming': { session: string; organisation: string; day: string; time: string; address: string };
  'session-pack': { session: string; day: string; pack: string; address: string };
  'session-panel': { session: string; day: string; time: string; address: string };
  'session-moved': { session: string; organisation: string; day: string; time: string; address: string };
  /** `change` finishes "The session on 3 March ...". */
  'session-called-off': { session: string; day: string; change: string; address: string };
  'session-agenda': { session: string; organisation: string; day: string; address: string };
  'session-papers': { session: string; day: string; address: string };
  'session-question': { session: string; address: string };
  'session-answered': { session: string; address: string };
}

/** The words of the messages about challenge sessions. */
export const sessionTemplates: { readonly [N in keyof SessionTemplateFields]: Template } = {
  'session-scheduled': {
    when: 'a challenge session is arranged, to people of the agencies',
    subject: 'A challenge session has been arranged',
    body: '((session)): ((organisation)) is expected on ((day)) at ((time)). Please say whether you will come.\n\n((address))',
  },
  'session-coming': {
    when: 'a challenge session comes near, on the days that you set',
    subject: 'Reminder: a challenge session is coming',
    body: '((session)) is on ((day)). ((organisation)) is expected at ((time)).\n\n((address))',
  },
  'session-pack': {
    when: 'a challenge session comes near, to the panel',
    subject: 'A challenge session is coming',
    body: '((session)) is on ((day)). ((pack))\n\n((address))',
  },
  'session-panel': {
    when: 'a challenge session is arranged, to the panel',
    subject: 'You are asked to join the panel of a challenge session',
    body: 'You are asked to join the panel of ((session)) on ((day)) at ((time)). Please say whether you will come.\n\n((address))',
  },
  'session-moved': {
    when: 'the time or place of a challenge session changes',
    subject: 'A challenge session has changed',
    body: '((session)) has another time or place: ((organisation)) is now expected on ((day)) at ((time)). Please say whether you will come.\n\n((address))',
  },
  'session-called-off': {
    when: 'a challenge session is called off, or somebody need not come any more',
    subject: 'You need not come to a challenge session',
    body: '((session)) on ((day)) ((change)).\n\n((address))',
  },
  'session-agenda': {
    when: 'an agency is withdrawn from a challenge session, to the panel',
    subject: 'The agenda of a challenge session has changed',
    body: '((organisation)) no longer comes to ((session)) on ((day)), and the agenda has closed up.\n\n((address))',
  },
  'session-papers': {
    when: 'the papers of a challenge session are released',
    subject: 'The papers of a challenge session are ready to read',
    body: 'The papers of ((session)) on ((day)) are ready to read.\n\n((address))',
  },
  'session-question': {
    when: 'somebody who is invited to a challenge session has a question',
    subject: 'A question about a challenge session',
    body: 'Somebody who is invited to ((session)) has a question.\n\n((address))',
  },
  'session-answered': {
    when: 'a question about a challenge session is answered',
    subject: 'Your question about a challenge session has been answered',
    body: 'The partnership has answered your question about ((session)).\n\n((address))',
  },
};
