/**
 * Who may read and change what, address by address: which permission opens it, in whose organisation or partnership.
 * Written by hand from design.md 1 and 5, and compared with what the portal does; a route that is not here fails.
 */
import type {
  OrganisationPermission,
  OrganisationRole,
  PartnershipPermission,
} from '../../app/features/accounts/permissions.ts';
import type { ReturnState } from './tenants.ts';

/** What a return can be in, and the one on which hangs one of everything that there is. */
export type Stage = ReturnState | 'with-everything';

export interface Opening {
  /** Open by one of these in the organisation that owns the thing; where an address names none, in any. */
  readonly organisation?: readonly OrganisationPermission[];
  /** Open by one of these in the partnership that owns the thing; where an address names none, in any. */
  readonly partnership?: readonly PartnershipPermission[];
  /** Open by one of these in any organisation of the area, because the thing is shared with all of them. */
  readonly area?: readonly OrganisationPermission[];
  /** Open to whoever has the second standard of the return handed to them, on that standard or without any. */
  readonly part?: true;
  /** Open to a peer moderator who was given this return. */
  readonly assigned?: true;
  /** Open to whoever has an account; to whoever has any role; to everybody. */
  readonly to?: 'members' | 'roles' | 'everybody' | 'nobody' | 'nobody-signed-in' | 'system';
  /** The stages of a return in which there is such a thing. */
  readonly only?: readonly Stage[];
  /** Only these of the roles, where who may depends on the kind of our organisation, a local authority. */
  readonly rolesHere?: readonly OrganisationRole[];
  /** The stages in which there is such a thing for readers of the partnership. */
  readonly partnershipOnly?: readonly Stage[];
}

export interface Change {
  /**
   * What is posted; nothing at all when left out. A form that is not right is answered to whoever may read the page; one
   * that is right only to those who may do it. Values in braces name things of ours.
   */
  readonly form?: Readonly<Record<string, string>>;
  readonly open: Opening;
  /** Would change what the next one finds: asked only of those who may not. */
  readonly deniedOnly?: true;
}

export interface RouteAccess {
  /** Only leads on, without looking at who asks. */
  readonly readIsEmpty?: true;
  readonly read?: Opening;
  readonly change?: readonly Change[];
}

const organisation = (...permissions: OrganisationPermission[]): Opening => ({ organisation: permissions });
const partnership = (...permissions: PartnershipPermission[]): Opening => ({ partnership: permissions });
const either = (one: OrganisationPermission, other: PartnershipPermission): Opening => ({
  organisation: [one],
  partnership: [other],
});
const members: Opening = { to: 'members' };
const everybody: Opening = { to: 'everybody' };
const roles: Opening = { to: 'roles' };
/** For a new installation alone; see test/features/onboarding/set-up.test.ts. */
const nobody: Opening = { to: 'nobody' };
const posts = (open: Opening, form?: Readonly<Record<string, string>>): Change => ({ open, ...(form ? { form } : {}) });
const refuses = (open: Opening, form: Readonly<Record<string, string>>): Change => ({ open, form, deniedOnly: true });

const sent: readonly Stage[] = ['submitted', 'moderated', 'closed', 'with-everything'];
const lettered: readonly Stage[] = ['closed', 'with-everything'];
const everything: readonly Stage[] = ['with-everything'];
const whole = organisation('return.read');
const copy: Opening = { ...either('submission.read', 'submission.read'), only: sent };
/** A draft has copies too, for its agency alone. */
const copyOfDraft: Opening = { ...either('return.read', 'submission.read'), partnershipOnly: sent };
const judging: Opening = { partnership: ['moderation.read'], assigned: true };
const manager = partnership('cycle.change');
const letter: Opening = { ...either('letter.read', 'letter.read'), only: lettered };
const response: Opening = { ...either('letter.read', 'response.read'), only: everything };
const group = organisation('group.read');
/** Whoever signs for an agency may have somebody sign for them; headteachers and registered persons are elsewhere. */
const authorityHere: Opening = {
  ...organisation('authority.give'),
  rolesHere: ['senior-lead', 'chair-of-governors'],
};

const system: Opening = { to: 'system' };
/** Of what the address names after the question mark, which these do not: nothing. */
const newAccess: Opening = { to: 'nobody-signed-in' };

/** Where a token in the address or in the request is the guard; each has tests of its own, named beside it. */
export const guardedByToken: ReadonlySet<string> = new Set([
  '/sign-in/link/:token', // test/features/accounts/sign-in.test.ts
  '/sessions/invited/:token', // test/features/challenge/invited.test.ts
  '/sessions/invited/:token/calendar.ics',
  '/calendar/:token.ics', // test/features/reports/calendar-feed.test.ts
  '/messages/stop/:token', // test/features/notifications/opt-out.test.ts
  '/notify/delivery', // test/features/notifications/delivery.test.ts
  '/sign-out', // ends the session of whoever asks
]);

const pages: Readonly<Record<string, RouteAccess>> = {
  '/': { read: everybody },
  '/sign-in': { read: everybody, change: [posts(everybody)] },
  '/sign-in/sent': { read: everybody },
  '/sign-in/kept-text': { readIsEmpty: true, change: [posts(everybody)] },
  '/outbox': { read: everybody },
  '/set-up': { read: nobody, change: [posts(nobody)] },
  '/ask-for-access': { change: [posts(everybody)] },
  '/ask-for-access/sent': {},
  '/help': {},
  '/accessibility': {},
  '/privacy': {},
  '/cookies': {},
  '/health': { read: everybody },
  '/confirm': { read: members, change: [posts(members)] },
  '/home': { read: members },
  '/standards': { read: members },
  '/standards/:setCode/compare': { read: members },
  '/standards/:setCode/compare.pdf': { read: members },
  '/standards/:setCode/:edition': { read: members },
  '/standards/:setCode/:edition.pdf': { read: members },
  '/standards/:setCode/:edition.docx': { read: members },
  '/people': {
    read: partnership('people.read'),
    change: [refuses(partnership('people.change'), { personId: '{moderator}', role: 'moderator' })],
  },
  '/people/emergency-access': {
    read: partnership('people.change'),
    change: [refuses(partnership('people.change'), { access: '{access}' })],
  },
  '/people/invitations': {
    read: partnership('people.change'),
    change: [
      refuses(partnership('people.change'), { intent: 'resend', invitation: '{invitation}' }),
      refuses(partnership('people.change'), { intent: 'withdraw', invitation: '{invitation}' }),
    ],
  },
  '/people/invite-contacts': {
    read: partnership('people.change'),
    change: [posts(partnership('people.change')), posts(partnership('people.change'), { contact: 'x' })],
  },
  '/people/requests': {
    read: partnership('people.change'),
    change: [refuses(partnership('people.change'), { decision: 'approved', request: '{request}' })],
  },
  '/people/review': { read: partnership('people.change'), change: [posts(partnership('people.change'))] },
  '/people/review.csv': { read: partnership('people.change') },
  '/system': { read: system },
  '/system/people': { read: system },
  '/system/jobs': { read: system },
  '/system/access': { read: system, change: [refuses(system, { access: 'x' })] },
  '/system/access/new': { read: newAccess, change: [posts(newAccess)] },
  '/people/new': { read: partnership('people.change'), change: [posts(partnership('people.change'))] },
  '/colleagues': {
    read: organisation('people.read'),
    change: [refuses(organisation('people.change'), { organisationId: '{organisationId}', personId: '{contributor}' })],
  },
  '/colleagues/:organisationId/hand-over': {
    read: either('people.change', 'people.change'),
    change: [posts(either('people.change', 'people.change'))],
  },
  '/audit': { read: partnership('audit.read') },
  '/exports': {
    read: organisation('organisation.export'),
    change: [refuses(organisation('organisation.export'), { organisation: '{organisationId}' })],
  },
  '/exports/:exportId.zip': { read: organisation('organisation.export') },
  '/calendar': { read: roles, change: [posts(roles, { intent: 'end' })] },
  '/actions': { read: { organisation: ['action.read', 'action.read-own'], partnership: ['action.read'] } },
  '/actions.csv': { read: { organisation: ['action.read', 'action.read-own'], partnership: ['action.read'] } },
  '/actions/new': { read: partnership('action.change'), change: [posts(partnership('action.change'))] },
  '/actions/:actionId': {
    read: either('action.read', 'action.read'),
    change: [
      posts(either('action.read', 'action.read'), { intent: 'progress' }),
      refuses(organisation('action.progress'), { intent: 'progress', note: 'Half of it is done', percent: '50' }),
      refuses(organisation('action.progress'), { intent: 'done', revision: '1', note: 'All of it is done' }),
      refuses(partnership('action.verify'), { intent: 'verified', revision: '1', note: 'We looked' }),
      refuses(partnership('action.change'), {
        intent: 'reschedule',
        revision: '1',
        note: 'More time is needed',
        'dueOn-day': '1',
        'dueOn-month': '6',
        'dueOn-year': '2027',
        dueOn: '2027-06-01',
      }),
    ],
  },
  '/actions/:actionId/calendar.ics': { read: either('action.read', 'action.read') },
  '/challenge-log': { read: either('challenge-log.read', 'challenge-log.read') },
  '/challenge-log/new': {
    read: partnership('challenge-log.change'),
    change: [posts(partnership('challenge-log.change'))],
  },
  '/challenge-log/report': { read: partnership('challenge-log.read') },
  '/challenge-log/report.pdf': { read: partnership('challenge-log.read') },
  '/challenge-log/report.xlsx': { read: partnership('challenge-log.read') },
  '/challenge-log/:entryId': {
    read: either('challenge-log.read', 'challenge-log.read'),
    change: [
      posts(either('challenge-log.read', 'challenge-log.read'), { intent: 'close' }),
      refuses(organisation('challenge-log.answer'), {
        intent: 'answer',
        note: 'We have changed it',
      }),
      refuses(partnership('challenge-log.change'), {
        intent: 'close',
        revision: '1',
        outcome: 'accepted',
        note: 'Done',
        likelihood: '1',
        impact: '1',
      }),
    ],
  },
  '/good-practice': { read: either('good-practice.read', 'good-practice.read') },
  '/good-practice.csv': { read: either('good-practice.read', 'good-practice.read') },
  '/good-practice/ours': { read: organisation('good-practice.share') },
  '/good-practice/new': {
    read: organisation('good-practice.share'),
    change: [posts(organisation('good-practice.share'))],
  },
  '/good-practice/:itemId': {
    read: { area: ['good-practice.read'], partnership: ['good-practice.read'] },
    change: [refuses(organisation('good-practice.share'), { intent: 'withdraw' })],
  },
  '/good-practice/:itemId/agree': {
    read: organisation('good-practice.share'),
    change: [posts(organisation('good-practice.share'))],
  },
  '/settings/messages': { read: partnership('mail.change'), change: [posts(partnership('mail.change'))] },
  '/settings/messages/preview': { read: partnership('mail.change') },
  '/settings/messages/undelivered': {
    read: partnership('mail.change'),
    change: [refuses(partnership('mail.change'), { messageId: '{message}' })],
  },
};

const returns: Readonly<Record<string, RouteAccess>> = {
  '/returns': { read: { organisation: ['return.read', 'return.read-part'] } },
  '/returns/:returnId': { read: { ...whole, part: true } },
  '/returns/:returnId/continue': { read: whole },
  '/returns/:returnId/details': { read: whole, change: [posts(organisation('return.answer'))] },
  '/returns/:returnId/answers': {
    change: [refuses(organisation('return.answer'), {})],
  },
  '/returns/:returnId/standards/:standardCode': {
    read: { ...whole, part: true },
    change: [posts({ ...organisation('return.answer'), part: true })],
  },
  '/returns/:returnId/standards/:standardCode/history': {
    read: { ...whole, part: true },
    change: [refuses(organisation('return.answer'), { revisionId: 'x', revision: '1', questionCode: 'a1-policy' })],
  },
  '/returns/:returnId/questions/:questionCode/evidence': {
    read: { ...organisation('return.answer'), part: true },
    change: [posts({ ...organisation('return.answer'), part: true })],
  },
  '/returns/:returnId/people': { read: whole },
  '/returns/:returnId/people/ask': {
    read: organisation('return.delegate'),
    change: [posts(organisation('return.delegate'))],
  },
  '/returns/:returnId/people/:delegationId': {
    read: organisation('return.delegate'),
    change: [posts(organisation('return.delegate'), { intent: 'give-back' })],
  },
  '/returns/:returnId/import': {
    read: organisation('return.answer'),
    change: [posts(organisation('return.answer'))],
  },
  '/returns/:returnId/workbook.xlsx': { read: whole },
  '/returns/:returnId/workbook.ods': { read: whole },
  '/returns/:returnId/moves': { read: whole },
  '/returns/:returnId/evidence': { read: whole },
  '/returns/:returnId/evidence/shared': { read: whole },
  '/returns/:returnId/together': {
    read: organisation('return.submit'),
    change: [refuses(organisation('return.submit'), { intent: 'part', with: '{returnId}' })],
  },
  '/returns/:returnId/share': {
    read: { ...whole, only: everything },
    change: [refuses(organisation('return.submit'), { intent: 'save' })],
  },
  '/returns/:returnId/check': {
    read: whole,
    change: [
      refuses(organisation('return.send-for-sign-off'), { intent: 'send-for-sign-off' }),
      refuses(organisation('return.submit'), { intent: 'send' }),
    ],
  },
  '/returns/:returnId/sign-off': {
    read: whole,
    change: [
      posts(whole),
      refuses(organisation('return.sign'), {
        intent: 'sign',
        signatory: 'senior-lead',
        contentHash: '0'.repeat(64),
        declared: 'yes',
      }),
      posts(whole, { intent: 'send-back' }),
    ],
  },
  '/returns/:returnId/meeting': { read: whole, change: [posts(organisation('meeting.record'))] },
  '/returns/:returnId/receipt': { read: copy },
  '/returns/:returnId/receipt.pdf': { read: copy },
  '/returns/:returnId/copy': { read: copy },
  '/returns/:returnId/copy.pdf': { read: copyOfDraft },
  '/returns/:returnId/copy.docx': { read: copyOfDraft },
  '/returns/:returnId/copy.odt': { read: copyOfDraft },
  '/returns/:returnId/print': { read: copyOfDraft },
  '/returns/:returnId/versions/:before/:after': { read: { ...copy, only: everything } },
  '/returns/:returnId/year-on-year': { read: copy },
  '/returns/:returnId/correction': {
    read: { ...organisation('return.submit'), only: sent },
    change: [posts({ ...organisation('return.submit'), only: sent })],
  },
  '/returns/:returnId/comments': { read: whole },
  '/returns/:returnId/comments/inside': {
    read: organisation('comment.write'),
    change: [posts(organisation('comment.write'))],
  },
  '/returns/:returnId/comments/partnership': {
    read: whole,
    change: [refuses(organisation('partnership-thread.write'), { sharedText: 'Words', standard: 'a1', question: '' })],
  },
  '/threads': { read: partnership('thread.read') },
  '/threads/:returnId': {
    read: partnership('thread.read'),
    change: [posts(partnership('thread.write')), refuses(partnership('query.ask'), { intent: 'settle', query: 'x' })],
  },
  '/returns/:returnId/ratings': {
    read: { ...organisation('submission.read'), only: ['moderated', 'closed', 'with-everything'] },
    change: [refuses(organisation('rating.reply'), { submission: '{submissionId}' })],
  },
  '/returns/:returnId/letter': { read: letter },
  '/returns/:returnId/letter.pdf': { read: letter },
  '/returns/:returnId/letter.docx': { read: letter },
  '/returns/:returnId/letter.odt': { read: letter },
  '/returns/:returnId/letter/reply': {
    read: letter,
    change: [posts({ ...organisation('letter.reply'), only: lettered }, { kind: 'agree', text: '' })],
  },
  '/returns/:returnId/response': { read: response },
  '/returns/:returnId/response.pdf': { read: response },
  '/returns/:returnId/response.docx': { read: response },
  '/returns/:returnId/response.odt': { read: response },
  '/returns/:returnId/trust-evidence/:trustEvidenceId': { read: whole },
  '/trusts': { read: group },
  '/trusts/:groupId': { read: group },
  '/trusts/:groupId/sites.csv': { read: group },
  '/trusts/:groupId/settled': { read: group },
  '/trusts/:groupId/returns/:returnId': { read: group },
  '/trusts/:groupId/answers': { read: group },
  '/trusts/:groupId/answers/:setCode/:edition': { read: group },
  '/trusts/:groupId/answers/:setCode/:edition/:standardCode': {
    read: group,
    change: [posts(organisation('group.answer'))],
  },
  '/trusts/:groupId/answers/:setCode/:edition/:standardCode/:questionCode': {
    read: group,
    change: [refuses(organisation('group.answer'), {})],
  },
  '/evidence': { read: { organisation: ['evidence.read', 'evidence.read-own'] } },
  '/evidence/new': { read: organisation('evidence.add'), change: [posts(organisation('evidence.add'))] },
  '/evidence/uploads': { change: [posts(organisation('evidence.add'))] },
  '/evidence/:evidenceId': { read: organisation('evidence.read'), change: [posts(organisation('evidence.change'))] },
  '/evidence/:evidenceId/versions/new': {
    read: organisation('evidence.change'),
    change: [posts(organisation('evidence.change'))],
  },
  '/evidence/:evidenceId/file': {
    read: { organisation: ['evidence.read'], partnership: ['submission.read'], assigned: true },
  },
};

const partnerships: Readonly<Record<string, RouteAccess>> = {
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

export const access: Readonly<Record<string, RouteAccess>> = { ...pages, ...returns, ...partnerships };
