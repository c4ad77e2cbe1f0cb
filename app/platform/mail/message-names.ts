/**
 * Every kind of message there is. The words are in the notifications slice; the names stand here because the
 * configuration has to name a template of GOV.UK Notify for each.
 */
export const messageNames = [
  'sign-in-link',
  'confirmation-code',
  'invitation',
  'cycle-launched',
  'return-moved',
  'reminder',
  'reminder-senior',
  'late-returns',
  'deadline-extended',
  'central-answers',
  'section-request',
  'section-invitation',
  'section-ready',
  'section-returned',
  'section-taken-back',
  'section-due',
  'handed-over',
  'hand-over-cancelled',
  'ready-to-sign',
  'sign-off-waiting',
  'sent-back',
  'submitted',
  'return-reopened',
  'correction-asked',
  'correction-declined',
  'query-asked',
  'query-answered',
  'session-scheduled',
  'session-coming',
  'session-pack',
  'outcome-letter',
  'letter-replied',
  'letter-answered',
  'written-response',
  'action-assigned',
  'action-changed',
  'action-due',
  'challenge-raised',
  'challenge-due',
  'challenge-answered',
  'challenge-changed',
  'good-practice-suggested',
  'several-messages',
  'weekly-digest',
] as const;

export type MessageName = (typeof messageNames)[number];

/** Values that are links of our own; every other value may hold somebody's words. */
export const ownLinks: ReadonlySet<string> = new Set(['link', 'address', 'stop']);
