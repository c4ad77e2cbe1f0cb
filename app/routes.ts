/** Every address of the portal, by hand: from here a reader finds the module of any page in one step. */
import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/start.tsx'),

  // Signing in
  route('sign-in', 'routes/sign-in/ask.tsx'),
  route('sign-in/sent', 'routes/sign-in/sent.tsx'),
  route('sign-in/link/:token', 'routes/sign-in/link.tsx'),
  route('sign-in/with/:issuerId', 'routes/sign-in/with.tsx'),
  route('sign-in/callback/:issuerId', 'routes/sign-in/callback.tsx'),
  route('sign-in/kept-text', 'routes/sign-in/kept-text.tsx'),
  route('sign-out', 'routes/sign-in/sign-out.tsx'),
  route('outbox', 'routes/sign-in/outbox.tsx'),
  route('confirm', 'routes/sign-in/confirm.tsx'),

  // Coming in: a new installation, and somebody of a school
  route('set-up', 'routes/onboarding/set-up.tsx'),
  route('ask-for-access', 'routes/onboarding/ask.tsx'),
  route('ask-for-access/sent', 'routes/onboarding/asked.tsx'),

  route('home', 'routes/home.tsx'),

  // A person's own account
  route('account', 'routes/account/account.tsx'),

  // The same four in every footer
  route('help', 'routes/about/help.tsx'),
  route('accessibility', 'routes/about/accessibility.tsx'),
  route('privacy', 'routes/about/privacy.tsx'),
  route('cookies', 'routes/about/cookies.tsx'),

  // Whether a document was issued here, for anybody who holds it
  route('verify', 'routes/verify/ask.tsx'),
  route('verify/:code', 'routes/verify/verify.tsx'),

  // Standards, the partnership's own people, the record of changes
  route('standards', 'routes/standards/library.tsx'),
  route('standards/:setCode/compare', 'routes/standards/compare.tsx'),
  route('standards/:setCode/compare.pdf', 'routes/resources/comparison-pdf.ts'),
  route('standards/:setCode/:edition', 'routes/standards/edition.tsx'),
  route('standards/:setCode/:edition.pdf', 'routes/resources/question-set-pdf.ts'),
  route('standards/:setCode/:edition.docx', 'routes/resources/question-set-word.ts'),
  route('people', 'routes/people/people.tsx'),
  route('people/new', 'routes/people/new-person.tsx'),
  route('people/invitations', 'routes/people/invitations.tsx'),
  route('people/invite-contacts', 'routes/people/invite-contacts.tsx'),
  route('people/requests', 'routes/people/requests.tsx'),
  route('people/review', 'routes/people/review.tsx'),
  route('people/review.csv', 'routes/resources/review-csv.ts'),
  route('people/emergency-access', 'routes/people/emergency-access.tsx'),
  route('colleagues', 'routes/people/colleagues.tsx'),
  route('colleagues/:organisationId/hand-over', 'routes/people/hand-over.tsx'),
  route('audit', 'routes/audit/events.tsx'),
  route('audit.csv', 'routes/audit/record-file.ts'),
  route('audit.jsonl', 'routes/audit/record-file.ts', { id: 'record-jsonl' }),
  route('audit/ours', 'routes/audit/own-events.tsx'),
  route('audit/ours.csv', 'routes/audit/own-record-file.ts'),
  route('audit/ours.jsonl', 'routes/audit/own-record-file.ts', { id: 'own-record-jsonl' }),

  // The groups of a partnership, its priorities and the themes that young people set
  route('groups', 'routes/partnerships/groups.tsx'),
  route('groups/:partnershipGroupId', 'routes/partnerships/group.tsx'),
  route('priorities', 'routes/partnerships/priorities.tsx'),
  route('priorities/:priorityId', 'routes/partnerships/priority.tsx'),

  // Filling in a return
  route('returns', 'routes/returns/list.tsx'),
  route('returns/:returnId', 'routes/returns/overview.tsx'),
  route('returns/:returnId/continue', 'routes/returns/continue.ts'),
  route('returns/:returnId/details', 'routes/returns/details.tsx'),
  route('returns/:returnId/answers', 'routes/resources/autosave.ts'),
  route('returns/:returnId/standards/:standardCode', 'routes/returns/standard.tsx'),
  route('returns/:returnId/standards/:standardCode/history', 'routes/returns/history.tsx'),
  route('returns/:returnId/questions/:questionCode/evidence', 'routes/returns/question-evidence.tsx'),
  route('returns/:returnId/people', 'routes/returns/people.tsx'),
  route('returns/:returnId/people/ask', 'routes/returns/ask-colleague.tsx'),
  route('returns/:returnId/people/:delegationId', 'routes/returns/delegation.tsx'),
  route('returns/:returnId/import', 'routes/returns/import.tsx'),
  route('returns/:returnId/workbook.xlsx', 'routes/resources/return-workbook.ts'),
  route('returns/:returnId/workbook.ods', 'routes/resources/return-workbook.ts', { id: 'return-workbook-ods' }),
  route('returns/:returnId/moves', 'routes/upgrades/return-moves.tsx'),
  route('returns/:returnId/evidence', 'routes/returns/evidence.tsx'),
  route('returns/:returnId/evidence/shared', 'routes/returns/shared-evidence.tsx'),
  route('returns/:returnId/together', 'routes/returns/together.tsx'),
  route('returns/:returnId/share', 'routes/returns/share.tsx'),

  // A trust or group of organisations: its sites, and what it answers for them
  route('trusts', 'routes/trusts/trusts.tsx'),
  route('trusts/:groupId', 'routes/trusts/sites.tsx'),
  route('trusts/:groupId/sites.csv', 'routes/trusts/sites-csv.ts'),
  route('trusts/:groupId/settled', 'routes/trusts/settled.tsx'),
  route('trusts/:groupId/returns/:returnId', 'routes/trusts/site-return.tsx'),
  route('trusts/:groupId/answers', 'routes/trusts/answers.tsx'),
  route('trusts/:groupId/answers/:setCode/:edition', 'routes/trusts/edition.tsx'),
  route('trusts/:groupId/answers/:setCode/:edition/:standardCode', 'routes/trusts/standard.tsx'),
  route('trusts/:groupId/answers/:setCode/:edition/:standardCode/:questionCode', 'routes/trusts/answer.tsx'),
  route('returns/:returnId/trust-evidence/:trustEvidenceId', 'routes/resources/trust-evidence-file.ts'),

  // Evidence
  route('evidence', 'routes/evidence/library.tsx'),
  route('evidence/new', 'routes/evidence/add.tsx'),
  route('evidence/uploads', 'routes/resources/evidence-uploads.ts'),
  route('evidence/:evidenceId', 'routes/evidence/item.tsx'),
  route('evidence/:evidenceId/versions/new', 'routes/evidence/new-version.tsx'),
  route('evidence/:evidenceId/file', 'routes/resources/evidence-file.ts'),

  // Checking, signing and sending a return
  route('returns/:returnId/check', 'routes/returns/check.tsx'),
  route('returns/:returnId/sign-off', 'routes/returns/sign-off.tsx'),
  route('returns/:returnId/meeting', 'routes/returns/meeting.tsx'),
  route('returns/:returnId/receipt', 'routes/returns/receipt.tsx'),
  route('returns/:returnId/receipt.pdf', 'routes/resources/receipt-pdf.ts'),
  route('returns/:returnId/copy', 'routes/returns/copy.tsx'),
  route('returns/:returnId/versions/:before/:after', 'routes/returns/versions.tsx'),
  route('returns/:returnId/correction', 'routes/returns/correction.tsx'),
  route('returns/:returnId/print', 'routes/returns/print.tsx'),

  // Comments inside an agency, and messages between agency and partnership
  route('returns/:returnId/comments', 'routes/returns/comments.tsx'),
  route('returns/:returnId/comments/inside', 'routes/returns/comments-inside.tsx'),
  route('returns/:returnId/comments/partnership', 'routes/returns/comments-partnership.tsx'),
  route('threads', 'routes/threads/list.tsx'),
  route('threads/:returnId', 'routes/threads/thread.tsx'),
  route('returns/:returnId/copy.pdf', 'routes/resources/return-copy-file.ts'),
  route('returns/:returnId/copy.docx', 'routes/resources/return-copy-file.ts', { id: 'return-copy-docx' }),
  route('returns/:returnId/copy.odt', 'routes/resources/return-copy-file.ts', { id: 'return-copy-odt' }),
  route('returns/:returnId/year-on-year', 'routes/returns/year-on-year.tsx'),

  // Taking everything of an organisation away
  route('exports', 'routes/exports/exports.tsx'),
  route('exports/:exportId.zip', 'routes/resources/export-file.ts'),

  // Moderation
  route('moderation', 'routes/moderation/queue.tsx'),
  route('moderation/interests', 'routes/moderation/interests.tsx'),
  route('moderation/:submissionId', 'routes/moderation/submission.tsx'),
  route('moderation/:submissionId/standards/:standardCode', 'routes/moderation/standard.tsx'),
  route('moderation/:submissionId/evidence', 'routes/moderation/evidence.tsx'),
  route('moderation/:submissionId/panel', 'routes/moderation/panel.tsx'),
  route('moderation/:submissionId/moderators', 'routes/moderation/moderators.tsx'),
  route('moderation/:submissionId/declare', 'routes/moderation/declare.tsx'),
  route('moderation/:submissionId/send-back', 'routes/moderation/send-back.tsx'),
  route('moderation/:submissionId/ask', 'routes/moderation/ask.tsx'),
  route('moderation/:submissionId/good-practice', 'routes/good-practice/suggest.tsx'),
  route('moderation/:submissionId/key-lines', 'routes/moderation/key-lines.tsx'),

  // Cycles
  route('cycles', 'routes/cycles/cycles.tsx'),
  route('cycles/new', 'routes/cycles/new.tsx'),
  route('cycles/:cycleId', 'routes/cycles/dashboard.tsx'),
  route('cycles/:cycleId/cohort', 'routes/cycles/cohort.tsx'),
  route('cycles/:cycleId/settings', 'routes/cycles/settings.tsx'),
  route('cycles/:cycleId/sampling', 'routes/moderation/sampling.tsx'),
  route('cycles/:cycleId/questions', 'routes/cycles/local-questions.tsx'),
  route('cycles/:cycleId/questions/new', 'routes/cycles/new-local-question.tsx'),
  route('cycles/:cycleId/questions/preview', 'routes/cycles/local-preview.tsx'),
  route('cycles/:cycleId/questions/import', 'routes/cycles/local-import.tsx'),
  route('cycles/:cycleId/questions/workbook.xlsx', 'routes/cycles/local-workbook.ts'),
  route('cycles/:cycleId/questions/workbook.ods', 'routes/cycles/local-workbook.ts', { id: 'local-workbook-ods' }),
  route('cycles/:cycleId/questions/:localCode', 'routes/cycles/local-question.tsx'),
  route('cycles/:cycleId/upgrade', 'routes/upgrades/planner.tsx'),
  route('cycles/:cycleId/upgrade/agencies', 'routes/upgrades/agencies.tsx'),
  route('cycles/:cycleId/upgrade/questions.csv', 'routes/upgrades/planner-file.ts', { id: 'upgrade-questions-csv' }),
  route('cycles/:cycleId/upgrade/agencies.csv', 'routes/upgrades/planner-file.ts', { id: 'upgrade-agencies-csv' }),
  route('cycles/:cycleId/move', 'routes/upgrades/move.tsx'),
  route('cycles/:cycleId/upgrade.xlsx', 'routes/upgrades/planner-file.ts', { id: 'upgrade-xlsx' }),
  route('cycles/:cycleId/heatmap', 'routes/cycles/heatmap.tsx'),
  route('cycles/:cycleId/ratings.csv', 'routes/cycles/ratings-csv.ts'),
  route('cycles/:cycleId/returns.csv', 'routes/cycles/returns-csv.ts'),
  route('cycles/:cycleId/returns/:returnId/due-date', 'routes/cycles/due-date.tsx'),

  // What became of ratings over the years
  route('reports/year-on-year', 'routes/reports/year-on-year.tsx'),
  route('reports/year-on-year.csv', 'routes/resources/year-on-year-csv.ts'),
  route('reports/variance', 'routes/reports/variance.tsx'),
  route('reports/variance.csv', 'routes/resources/variance-csv.ts'),

  // Organisations
  route('organisations', 'routes/organisations/directory.tsx'),
  route('organisations/new', 'routes/organisations/new.tsx'),
  route('organisations/import', 'routes/organisations/import.tsx'),
  route('organisations/groups', 'routes/organisations/groups.tsx'),
  route('organisations/template.csv', 'routes/organisations/template.ts'),
  route('organisations/:organisationId', 'routes/organisations/organisation.tsx'),
  route('organisations/:organisationId/group', 'routes/organisations/group.tsx'),
  route('organisations/:organisationId/edit', 'routes/organisations/edit.tsx'),
  route('organisations/:organisationId/contacts/new', 'routes/organisations/new-contact.tsx'),
  route('organisations/:organisationId/authorities', 'routes/organisations/authorities.tsx'),
  route('organisations/:organisationId/authorities/new', 'routes/organisations/new-authority.tsx'),
  route('organisations/:organisationId/people/new', 'routes/organisations/new-person.tsx'),
  route('organisations/:organisationId/hand-over', 'routes/organisations/hand-over.tsx'),

  // Challenge sessions, their packs and letters
  route('challenge', 'routes/challenge/list.tsx'),
  route('challenge/new', 'routes/challenge/new.tsx'),
  route('challenge/:sessionId', 'routes/challenge/session.tsx'),
  route('challenge/:sessionId/edit', 'routes/challenge/edit.tsx'),
  route('challenge/:sessionId/people', 'routes/challenge/people.tsx'),
  route('challenge/:sessionId/live', 'routes/challenge/live.tsx'),
  route('challenge/:sessionId/screen', 'routes/challenge/screen.tsx'),
  route('challenge/:sessionId/read-back', 'routes/challenge/read-back.tsx'),
  route('challenge/:sessionId/events', 'routes/resources/session-events.ts'),
  route('challenge/:sessionId/record', 'routes/challenge/record-now.ts'),
  route('challenge/:sessionId/record/:slotId', 'routes/challenge/record.tsx'),
  route('challenge/:sessionId/letters', 'routes/challenge/letters.tsx'),
  route('challenge/:sessionId/letters/:slotId', 'routes/challenge/letter.tsx'),
  // The same for people who are asked to come
  route('sessions', 'routes/sessions/list.tsx'),
  route('sessions/:sessionId', 'routes/sessions/session.tsx'),
  route('sessions/:sessionId/calendar.ics', 'routes/resources/session-calendar.ts'),
  route('sessions/invited/:token', 'routes/sessions/invited.tsx'),
  route('sessions/invited/:token/calendar.ics', 'routes/resources/invitation-calendar.ts'),
  route('calendar', 'routes/calendar/calendar.tsx'),
  route('calendar/:token.ics', 'routes/resources/calendar-feed.ts'),
  route('challenge/:sessionId/minutes', 'routes/challenge/minutes.tsx'),
  route('challenge/:sessionId/minutes/:version', 'routes/challenge/minutes-version.tsx'),
  route('challenge/:sessionId/minutes/:version.pdf', 'routes/resources/minutes-file.ts'),
  route('challenge/:sessionId/minutes/:version.docx', 'routes/resources/minutes-file.ts', { id: 'minutes-docx' }),
  route('challenge/:sessionId/minutes/:version.odt', 'routes/resources/minutes-file.ts', { id: 'minutes-odt' }),
  route('challenge/:sessionId/pack', 'routes/packs/builder.tsx'),
  route('challenge/:sessionId/pack/preview', 'routes/packs/preview.tsx'),
  route('challenge/:sessionId/pack/:slotId', 'routes/packs/builder-agency.tsx'),
  route('packs/:packId', 'routes/packs/pack.tsx'),
  route('packs/:packId/changes', 'routes/packs/changes.tsx'),
  route('packs/:packId.pdf', 'routes/resources/pack-pdf.ts'),
  route('packs/:packId/progress', 'routes/packs/progress.tsx'),
  route('packs/:packId/progress.json', 'routes/resources/pack-progress.ts'),
  route('moderation/:submissionId/letter', 'routes/moderation/letter.tsx'),
  route('returns/:returnId/ratings', 'routes/returns/ratings.tsx'),
  route('returns/:returnId/letter', 'routes/returns/letter.tsx'),
  route('returns/:returnId/letter/reply', 'routes/returns/letter-reply.tsx'),
  route('returns/:returnId/letter.pdf', 'routes/resources/letter-file.ts'),
  route('returns/:returnId/letter.docx', 'routes/resources/letter-file.ts', { id: 'letter-docx' }),
  route('returns/:returnId/letter.odt', 'routes/resources/letter-file.ts', { id: 'letter-odt' }),

  // Answers in writing, and what came back to letters
  route('responses', 'routes/responses/awaiting.tsx'),
  route('responses/sent', 'routes/responses/sent.tsx'),
  route('responses/replies', 'routes/responses/replies.tsx'),
  route('responses/:batchId', 'routes/responses/batch.tsx'),
  route('responses/:batchId/preview/:submissionId', 'routes/responses/preview.tsx'),
  route('returns/:returnId/response', 'routes/returns/response.tsx'),
  route('returns/:returnId/response.pdf', 'routes/resources/response-file.ts'),
  route('returns/:returnId/response.docx', 'routes/resources/response-file.ts', { id: 'response-docx' }),
  route('returns/:returnId/response.odt', 'routes/resources/response-file.ts', { id: 'response-odt' }),

  // Actions
  route('actions', 'routes/actions/list.tsx'),
  route('actions.csv', 'routes/resources/actions-csv.ts'),
  route('actions/new', 'routes/actions/new.tsx'),
  route('actions/:actionId', 'routes/actions/action.tsx'),
  route('actions/:actionId/calendar.ics', 'routes/resources/action-calendar.ts'),

  // The challenge log between meetings, and its report to the board
  route('challenge-log', 'routes/challenge-log/list.tsx'),
  route('challenge-log/new', 'routes/challenge-log/new.tsx'),
  route('challenge-log/raise', 'routes/challenge-log/raise.tsx'),
  route('challenge-log/report', 'routes/challenge-log/report.tsx'),
  route('challenge-log/report.pdf', 'routes/resources/challenge-report-pdf.ts'),
  route('challenge-log/report.xlsx', 'routes/resources/challenge-report-workbook.ts'),
  route('challenge-log/:entryId', 'routes/challenge-log/entry.tsx'),

  // What is late and has been raised, its letters, and the ladders
  route('escalations', 'routes/escalations/list.tsx'),
  route('escalations/raise/:subject/:subjectId', 'routes/escalations/raise.tsx'),
  route('escalations/letters/:letterId', 'routes/escalations/letter.tsx'),
  route('escalations/letters/:letterId.pdf', 'routes/resources/escalation-letter-file.ts'),
  route('escalations/letters/:letterId.docx', 'routes/resources/escalation-letter-file.ts', {
    id: 'escalation-letter-docx',
  }),
  route('escalations/letters/:letterId.odt', 'routes/resources/escalation-letter-file.ts', {
    id: 'escalation-letter-odt',
  }),
  route('escalations/letters/:letterId/write', 'routes/escalations/write-letter.tsx'),
  route('escalations/:escalationId', 'routes/escalations/escalation.tsx'),
  route('settings/escalation', 'routes/settings/ladders.tsx'),
  route('settings/escalation/letters/:letter/:duty', 'routes/settings/letter-wording.tsx'),
  route('settings/escalation/:subject', 'routes/settings/ladder.tsx'),

  // What organisations agree to share
  route('good-practice', 'routes/good-practice/directory.tsx'),
  route('good-practice.csv', 'routes/resources/good-practice-csv.ts'),
  route('good-practice/ours', 'routes/good-practice/ours.tsx'),
  route('good-practice/new', 'routes/good-practice/new.tsx'),
  route('good-practice/:itemId', 'routes/good-practice/item.tsx'),
  route('good-practice/:itemId/agree', 'routes/good-practice/agree.tsx'),

  // Messages: how they go out, which did not, and stopping a digest with one click
  route('settings/messages', 'routes/settings/messages.tsx'),
  route('settings/messages/preview', 'routes/settings/message-preview.tsx'),
  route('settings/messages/undelivered', 'routes/settings/undelivered.tsx'),
  route('settings/sign-in', 'routes/settings/sign-in.tsx'),
  route('messages/stop/:token', 'routes/messages/stop.tsx'),
  route('notify/delivery', 'routes/resources/delivery.ts'),

  // The installation itself, for its administrators
  route('system', 'routes/system/overview.tsx'),
  route('system/people', 'routes/system/people.tsx'),
  route('system/jobs', 'routes/system/jobs.tsx'),
  route('system/access', 'routes/system/access.tsx'),
  route('system/access/new', 'routes/system/new-access.tsx'),

  // What has no page
  route('health', 'routes/resources/health.ts'),
] satisfies RouteConfig;
