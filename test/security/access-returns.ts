import {
  copy,
  copyOfDraft,
  everything,
  group,
  letter,
  lettered,
  organisation,
  partnership,
  posts,
  type RouteAccess,
  refuses,
  response,
  sent,
  whole,
} from './opening.ts';

/** Returns with all that an agency does with them, trusts, and evidence. */
export const returns: Readonly<Record<string, RouteAccess>> = {
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
  '/returns/:returnId/standards/:standardCode/attach': {
    read: { ...organisation('return.answer'), part: true },
    change: [posts({ ...organisation('return.answer'), part: true })],
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
  '/returns/:returnId/meeting': {
    read: organisation('meeting.record'),
    change: [posts(organisation('meeting.record'))],
  },
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
