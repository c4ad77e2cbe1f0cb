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
  'section-request',
  'section-invitation',
  'section-ready',
  'section-returned',
  'section-due',
  'handed-over',
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
  'session-panel',
  'session-moved',
  'session-called-off',
  'session-agenda',
  'session-papers',
  'session-question',
  'session-answered',
  'outcome-letter',
  'action-assigned',
  'action-changed',
  'action-due',
  'several-messages',
  'weekly-digest',
] as const;

export type MessageName = (typeof messageNames)[number];

/** Values that are links of our own; every other value may hold somebody's words. */
export const ownLinks: ReadonlySet<string> = new Set(['link', 'address', 'stop']);
