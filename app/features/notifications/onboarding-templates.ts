import type { Template } from './templates.ts';

/** What each message about coming in, and about who may look in, needs to be told. */
export interface OnboardingTemplateFields {
  'emergency-access': { person: string; place: string; until: string; address: string };
  'invitation-link': { organisation: string; role: string; link: string; hours: number };
  'access-asked': { organisation: string; address: string };
}

/** The words of these messages. */
export const onboardingTemplates: { readonly [N in keyof OnboardingTemplateFields]: Template } = {
  'emergency-access': {
    when: 'a system administrator opens emergency access, to business managers and safeguarding leads',
    subject: 'Emergency access has been opened',
    body: '((person)), a system administrator, may read what belongs to ((place)) until ((until)). The reason is on the page, where you can end it.\n\n((address))',
    urgent: true,
  },
  'invitation-link': {
    when: 'somebody is invited from the list of invitations, or a request to be let in is approved',
    subject: 'You are invited to Line of Sight',
    body: 'You are invited to Line of Sight for ((organisation)) as: ((role)).\n\nUse this link to sign in. It works once, within ((hours)) hours; after that, sign in with this e-mail address.\n\n((link))',
    urgent: true,
  },
  'access-asked': {
    when: 'somebody of a school asks to be let in, once a day for a school',
    subject: 'Somebody asks to be let in',
    body: 'Somebody at ((organisation)) asks for access to Line of Sight. Please look at the request.\n\n((address))',
  },
};
