/** Why something may reach everybody's rows, each with the files that give this reason (test/architecture/reach.test.ts). */
const routes = 'app/reach-of-routes.server.ts';
export const portalReasons = {
  'a job of the portal': ['app/features/jobs/runner.server.ts'],
  'a command of the operator': ['app/cli/operate.ts', 'app/cli/dev.ts'],
  'how far a person reaches': ['app/features/accounts/reach.server.ts'],
  'a message of a reference that there may be already': ['app/features/notifications/commands.server.ts'],
  'a document that anybody may check': [routes],
  'a new installation, where there is nobody yet': [routes],
  'somebody without an account asks for one': [routes],
  'somebody without an account, by a secret address': [routes],
  'the mail service says what became of a message': [routes],
  'mail on screen, where the portal runs by itself': [routes],
  'an organisation that the installation knows by its number': [
    'app/features/organisations/commands/save-organisation.server.ts',
    'app/features/organisations/import/dry-run.server.ts',
  ],
  'what roles and ways to sign in somebody has anywhere': [
    'app/features/accounts/commands/end-roles.server.ts',
    'app/features/accounts/ways.server.ts',
  ],
  'whether somebody would judge their own organisation': [
    'app/features/moderation/conflicts.server.ts',
    'app/features/moderation/assignments.server.ts',
    'app/features/moderation/commands/assign-moderator.server.ts',
  ],
  'whether an organisation ever sent something, to whichever partnership': [
    'app/features/cycles/commands/launch-cycle.server.ts',
  ],
  'counts and names of the installation, for its administrators': [routes],
  'nothing goes that anybody holds or still needs': [routes],
} as const satisfies Record<string, readonly string[]>;

export type PortalReason = keyof typeof portalReasons;
