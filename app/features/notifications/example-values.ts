import type { MessageValues } from './templates.ts';

/** Invented values for every placeholder, for the page that shows what messages say. */
export const exampleValues: MessageValues = {
  link: 'https://assurance.example.org/sign-in/link/...',
  address: 'https://assurance.example.org/...',
  stop: 'https://assurance.example.org/messages/stop/...',
  minutes: '20',
  hours: '72',
  code: '204718',
  organisation: 'Brookmere Leisure',
  role: 'safeguarding lead',
  group: 'Brookmere Learning Trust',
  cycle: 'Section 11, 2027',
  edition: 'Section 11, edition 2027.1',
  due: '14 March 2027',
  since: '9 March 2027',
  is_or_was: 'is',
  returns: '3 returns have',
  reference: 'S11-7K3M-Q2WD',
  session: 'Challenge session, spring 2027',
  day: '20 April 2027',
  time: '2:30pm',
  pack: 'The pack is ready to read.',
  change: 'was checked and closed',
  sign_in_change: 'a passkey was added',
  lines: [
    'The return of Brookmere Leisure for Section 11, 2027 is due on 14 March 2027.',
    'Action A-7K3M for Brookmere Leisure is due on 20 March 2027.',
  ],
};
