import {
  authorityHere,
  either,
  everything,
  judging,
  manager,
  organisation,
  partnership,
  posts,
  type RouteAccess,
  refuses,
} from './opening.ts';

/** What a partnership does: moderation, cycles, organisations, sessions, packs, letters. */
export const partnerships: Readonly<Record<string, RouteAccess>> = {
  '/moderation': { read: partnership('moderation.read', 'moderation.read-assigned') },
  '/moderation/interests': {
    read: partnership('interest.declare'),
    change: [refuses(partnership('moderation.assign'), { interest: '{interest}' })],
  },
  '/moderation/:submissionId': {
    read: judging,
    change: [
      refuses(partnership('moderation.finish'), { intent: 'finish' }),
      refuses(partnership('moderation.finish'), { intent: 'reopen' }),
      posts(judging, { intent: 'add-key-line' }),
    ],
  },
  '/moderation/:submissionId/standards/:standardCode': {
    read: judging,
    change: [
      refuses({ ...partnership('moderation.judge'), assigned: true }, { intent: 'agree' }),
      refuses({ ...partnership('moderation.judge'), assigned: true }, { intent: 'save' }),
    ],
  },
  '/moderation/:submissionId/evidence': {
    read: judging,
    change: [posts({ ...partnership('moderation.judge'), assigned: true })],
  },
  '/moderation/:submissionId/panel': {
    read: partnership('moderation.settle'),
    change: [posts(partnership('moderation.settle'))],
  },
  '/moderation/:submissionId/moderators': {
    read: partnership('moderation.assign'),
    change: [posts(partnership('moderation.assign'))],
  },
  '/moderation/:submissionId/declare': {
    read: { ...partnership('moderation.read'), assigned: true },
    change: [posts({ ...partnership('moderation.read'), assigned: true })],
  },
  '/moderation/:submissionId/send-back': {
    read: partnership('submission.send-back'),
    change: [posts(partnership('submission.send-back'))],
  },
  '/moderation/:submissionId/ask': { read: partnership('query.ask'), change: [posts(partnership('query.ask'))] },
  '/moderation/:submissionId/good-practice': {
    read: partnership('good-practice.suggest'),
    change: [posts(partnership('good-practice.suggest'))],
  },
  '/moderation/:submissionId/key-lines': {
    read: judging,
    change: [refuses(partnership('key-line.release'), { intent: 'release-all' })],
  },
  '/moderation/:submissionId/letter': {
    read: partnership('letter.read'),
    change: [
      refuses(partnership('letter.issue'), { intent: 'issue', bodySha256: '0'.repeat(64) }),
      // Whoever writes letters is told in words that the chair approves them.
      refuses(partnership('letter.issue'), { intent: 'approve', bodySha256: '0'.repeat(64) }),
      refuses(partnership('letter.issue'), { intent: 'close', returnId: '{returnId}' }),
    ],
  },
  '/cycles': { read: partnership('cycle.read') },
  '/cycles/new': { read: manager, change: [posts(manager)] },
  '/cycles/:cycleId': {
    read: partnership('cycle.read'),
    change: [refuses(manager, { intent: 'launch' }), refuses(manager, { intent: 'remind' })],
  },
  '/cycles/:cycleId/cohort': {
    read: partnership('cycle.read'),
    change: [
      refuses(manager, { intent: 'save' }),
      refuses(manager, { intent: 'add-return', organisationId: '{organisationId}' }),
    ],
  },
  '/cycles/:cycleId/settings': {
    read: manager,
    change: [posts(manager), posts(manager, { intent: 'feedback' }), posts(manager, { intent: 'moderation' })],
  },
  '/cycles/:cycleId/sampling': {
    read: partnership('moderation.assign'),
    change: [refuses(partnership('moderation.assign'), { intent: 'draw' })],
  },
  '/cycles/:cycleId/questions': {
    read: partnership('cycle.read'),
    change: [refuses(manager, { intent: 'up', question: 'x', revision: '0' })],
  },
  '/cycles/:cycleId/questions/new': { read: manager, change: [posts(manager)] },
  '/cycles/:cycleId/questions/preview': { read: partnership('cycle.read') },
  '/cycles/:cycleId/questions/import': { read: manager, change: [posts(manager)] },
  '/cycles/:cycleId/questions/workbook.xlsx': { read: partnership('cycle.read') },
  '/cycles/:cycleId/questions/workbook.ods': { read: partnership('cycle.read') },
  '/cycles/:cycleId/questions/:localCode': {
    read: { ...manager, only: everything },
    change: [posts({ ...manager, only: everything })],
  },
  '/cycles/:cycleId/upgrade': { read: manager },
  '/cycles/:cycleId/upgrade/agencies': { read: manager },
  '/cycles/:cycleId/upgrade/questions.csv': { read: manager },
  '/cycles/:cycleId/upgrade/agencies.csv': { read: manager },
  '/cycles/:cycleId/upgrade.xlsx': { read: manager },
  '/cycles/:cycleId/move': { read: manager, change: [refuses(manager, { intent: 'undo', move: 'x' })] },
  '/cycles/:cycleId/heatmap': { read: partnership('cycle.read') },
  '/cycles/:cycleId/ratings.csv': { read: partnership('cycle.read') },
  '/cycles/:cycleId/returns.csv': { read: partnership('cycle.read') },
  '/cycles/:cycleId/returns/:returnId/due-date': { read: manager, change: [posts(manager)] },
  '/reports/year-on-year': { read: partnership('cycle.read') },
  '/reports/year-on-year.csv': { read: partnership('cycle.read') },
  '/reports/variance': { read: partnership('variance.read') },
  '/reports/variance.csv': { read: partnership('variance.read') },
  '/organisations': { read: partnership('organisation.read') },
  '/organisations/new': {
    read: partnership('organisation.change'),
    change: [posts(partnership('organisation.change'))],
  },
  '/organisations/import': {
    read: partnership('organisation.change'),
    change: [posts(partnership('organisation.change'))],
  },
  '/organisations/groups': { read: partnership('organisation.read') },
  '/organisations/template.csv': { read: partnership('organisation.read') },
  '/organisations/:organisationId': {
    read: partnership('organisation.read'),
    change: [
      refuses(partnership('people.change'), { intent: 'end-role', personId: '{contributor}', role: 'contributor' }),
      refuses(partnership('organisation.change'), { intent: 'leave' }),
      refuses(partnership('organisation.change'), { intent: 'close' }),
      refuses(partnership('organisation.change'), { intent: 'remove-contact', contactId: 'x' }),
    ],
  },
  '/organisations/:organisationId/group': {
    read: partnership('organisation.read'),
    change: [posts(partnership('organisation.change'), { intent: 'link' })],
  },
  '/organisations/:organisationId/edit': {
    read: partnership('organisation.change'),
    change: [posts(partnership('organisation.change'))],
  },
  '/organisations/:organisationId/contacts/new': {
    read: partnership('organisation.change'),
    change: [posts(partnership('organisation.change'))],
  },
  '/organisations/:organisationId/authorities': {
    read: organisation('authority.read'),
    change: [refuses(organisation('authority.give'), { authorityId: 'x' })],
  },
  '/organisations/:organisationId/authorities/new': {
    read: authorityHere,
    change: [posts(authorityHere)],
  },
  '/organisations/:organisationId/people/new': {
    read: partnership('people.change'),
    change: [posts(partnership('people.change'))],
  },
  '/organisations/:organisationId/hand-over': {
    read: partnership('people.change'),
    change: [posts(partnership('people.change'))],
  },
  '/challenge': { read: partnership('session.read') },
  '/challenge/new': { read: partnership('session.change'), change: [posts(partnership('session.change'))] },
  '/challenge/:sessionId': {
    read: partnership('session.read'),
    change: [
      refuses(partnership('pack.compile'), { intent: 'compile' }),
      refuses(partnership('session.change'), { intent: 'tell' }),
      refuses(partnership('session.change'), { intent: 'release' }),
      posts(partnership('session.read'), { intent: 'call-off' }),
      refuses(partnership('session.change'), { intent: 'call-off', revision: '1', reason: 'The chair is ill' }),
    ],
  },
  '/challenge/:sessionId/edit': { read: partnership('session.change'), change: [posts(partnership('session.change'))] },
  '/challenge/:sessionId/people': {
    read: partnership('session.read'),
    change: [
      posts(partnership('session.read'), { intent: 'invite' }),
      refuses(partnership('session.change'), { intent: 'end', invitation: 'x' }),
    ],
  },
  '/challenge/:sessionId/live': {
    read: partnership('session.record'),
    change: [refuses(partnership('session.record'), { intent: 'open' })],
  },
  '/challenge/:sessionId/screen': { read: partnership('session.read') },
  '/challenge/:sessionId/read-back': {
    read: partnership('session.record'),
    change: [refuses(partnership('session.record'), {})],
  },
  '/challenge/:sessionId/events': { read: partnership('session.read') },
  '/challenge/:sessionId/record': { read: partnership('session.record') },
  '/challenge/:sessionId/record/:slotId': {
    read: partnership('session.record'),
    change: [posts(partnership('session.record'), { intent: 'record' })],
  },
  '/challenge/:sessionId/letters': {
    read: partnership('letter.read'),
    change: [posts(partnership('letter.issue'))],
  },
  '/challenge/:sessionId/letters/:slotId': {
    read: partnership('letter.read'),
    change: [refuses(partnership('letter.issue'), { intent: 'issue', bodySha256: '0'.repeat(64) })],
  },
  '/sessions': { read: { organisation: ['session.attend', 'session.attend-own'] } },
  '/sessions/:sessionId': {
    read: organisation('session.attend'),
    change: [
      posts(organisation('session.attend'), { intent: 'answer' }),
      refuses(organisation('session.answer'), { intent: 'answer', invitation: 'x', answer: 'At nine' }),
    ],
  },
  '/sessions/:sessionId/calendar.ics': { read: either('session.attend', 'session.read') },
  '/challenge/:sessionId/minutes': {
    read: partnership('minutes.write'),
    change: [
      posts(partnership('minutes.write'), { intent: 'save' }),
      // Whoever writes minutes is told in words that the chair approves them.
      refuses(partnership('minutes.write'), { intent: 'approve', bodySha256: '0'.repeat(64) }),
    ],
  },
  '/challenge/:sessionId/minutes/:version': { read: partnership('minutes.read') },
  '/challenge/:sessionId/minutes/:version.pdf': { read: partnership('minutes.read') },
  '/challenge/:sessionId/minutes/:version.docx': { read: partnership('minutes.read') },
  '/challenge/:sessionId/minutes/:version.odt': { read: partnership('minutes.read') },
  '/challenge/:sessionId/pack': {
    read: partnership('pack.compile'),
    change: [refuses(partnership('key-line.release'), { intent: 'release-all' })],
  },
  '/challenge/:sessionId/pack/preview': { read: partnership('pack.compile') },
  '/challenge/:sessionId/pack/:slotId': {
    read: partnership('pack.compile'),
    change: [refuses(partnership('chair-note.read'), { intent: 'note', note: 'Words', revision: '0' })],
  },
  '/packs/:packId': { read: partnership('pack.read') },
  '/packs/:packId/changes': { read: partnership('pack.read') },
  '/packs/:packId.pdf': { read: partnership('pack.read') },
  '/packs/:packId/progress': { read: partnership('pack.read'), change: [posts(partnership('pack.compile'))] },
  '/packs/:packId/progress.json': { read: partnership('pack.read') },
  '/responses': { read: partnership('response.read'), change: [posts(partnership('response.send'))] },
  '/responses/sent': { read: partnership('response.read') },
  '/responses/replies': { read: partnership('letter.read') },
  '/responses/:batchId': {
    read: partnership('response.read'),
    change: [posts(partnership('response.send'), { intent: 'save' })],
  },
  '/responses/:batchId/preview/:submissionId': { read: { ...partnership('response.read'), only: everything } },
};
