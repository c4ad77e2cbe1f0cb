/** Deliberate breaks of what we promise, each with the tests that must notice. */
export interface Sabotage {
  /** The promise, in the words of the service. */
  readonly promise: string;
  readonly file: string;
  /** Text that stands in the file exactly once, and what the saboteur puts in its place. */
  readonly from: string;
  readonly to: string;
  /** Test files that must fail once it is done. */
  readonly tests: readonly string[];
}

export const sabotages: readonly Sabotage[] = [
  {
    promise: 'an acknowledged save survives a power cut',
    file: 'db/dialect.ts',
    from: "sqlite.pragma('synchronous = FULL');",
    to: "sqlite.pragma('synchronous = NORMAL');",
    tests: ['test/db/client.test.ts'],
  },
  {
    promise: 'a query inside a transaction never waits for ever',
    file: 'db/dialect.ts',
    from: 'if (insideTransaction.getStore()) throw new OuterDatabaseInTransaction();',
    to: '',
    tests: ['test/db/client.test.ts'],
  },
  {
    promise: 'an edited event shows',
    file: 'app/features/audit/chain.server.ts',
    from: '        event.detail,\n',
    to: '',
    tests: ['test/features/audit/chain.test.ts'],
  },
  {
    promise: 'the end of a chain cannot be cut off unseen',
    file: 'app/features/audit/queries.server.ts',
    from: 'if (seq !== Number(head.head_seq))',
    to: 'if (seq > Number(head.head_seq))',
    tests: ['test/features/audit/chain.test.ts'],
  },
  {
    promise: 'a sign-in link works once',
    file: 'app/features/accounts/commands/complete-sign-in.server.ts',
    from: "      .where('used_at', 'is', null)\n",
    to: '',
    tests: ['test/features/accounts/sign-in.test.ts'],
  },
  {
    promise: 'a session ends after an idle hour',
    file: 'app/features/accounts/queries.server.ts',
    from: "    .where('last_seen_at', '>', addMinutes(now, -idleMinutes))\n",
    to: '',
    tests: ['test/features/accounts/sign-in.test.ts'],
  },
  {
    promise: 'another site cannot change anything',
    file: 'app/platform/origin-check.ts',
    from: "if (site !== null) return site === 'same-origin';",
    to: "if (site !== null) return site !== 'cross-site';",
    tests: ['test/platform/edge.test.ts'],
  },
  {
    promise: 'production does not start without its secret',
    file: 'app/platform/config.server.ts',
    from: "if (!environment.SESSION_SECRET) problems.push('SESSION_SECRET is missing: set at least 32 random characters');",
    to: '',
    tests: ['test/platform/config.test.ts'],
  },
  {
    promise: 'a condition that cannot be evaluated stops and never hides a question',
    file: 'app/features/questionnaire/conditions.ts',
    from: "if (!rule) throw unknown('rule', condition.rule);",
    to: 'if (!rule) return false;',
    tests: ['test/questionnaire'],
  },
  {
    promise: 'a lost race between two savers keeps both texts',
    file: 'app/features/returns/commands/save-answers.server.ts',
    from: "        .where('answer.revision', '=', seen)\n",
    to: '',
    tests: ['test/features/returns'],
  },
  {
    promise: 'nobody reads a pack of another partnership',
    file: 'app/features/challenge/pack/pack-file.server.ts',
    from: "    .where('id', '=', packId)\n    .where('partnership_id', 'in', scope.partnershipIds)\n",
    to: "    .where('id', '=', packId)\n",
    tests: ['test/routes/guards.test.ts'],
  },
  {
    promise: 'a signature stands only on the text that was read',
    file: 'app/features/submissions/commands/sign-return.server.ts',
    from: 'if (!stale) return false;',
    to: 'return false;',
    tests: ['test/features/submissions'],
  },
  {
    promise: 'an action is closed by somebody other than its owner',
    file: 'app/features/actions/rules.ts',
    from: 'if (action.ownerId === personId)',
    to: "if (action.ownerId === '')",
    tests: ['test/features/actions'],
  },
  {
    promise: 'a return is not closed without an answer to the agency',
    file: 'app/features/challenge/commands/issue-letter.server.ts',
    from: "    if (!letter)\n      throw notNow('Issue the outcome letter first: a return cannot be closed without an answer to the agency.');\n    await",
    to: '    if (!letter) return;\n    await',
    tests: ['test/features/challenge'],
  },
  {
    promise: 'an import with a refused row writes nothing',
    file: 'app/features/organisations/commands/import-organisations.server.ts',
    from: 'if (dryRun.counts.refused > 0)',
    to: 'if (dryRun.counts.refused > 9999)',
    tests: ['test/features/organisations'],
  },
  {
    promise: 'what is offered from another set is never another organisation’s',
    file: 'app/features/returns/core-sources.server.ts',
    from: "    .where('submission.organisation_id', '=', target.organisationId)\n",
    to: '',
    tests: ['test/features/returns/core-offers.test.tsx'],
  },
  {
    promise: 'nobody is offered the words of another organisation’s draft',
    file: 'app/features/returns/core-sources.server.ts',
    from: "    .where('agency_return.organisation_id', '=', target.organisationId)\n",
    to: '',
    tests: ['test/features/returns/core-offers.test.tsx'],
  },
];
