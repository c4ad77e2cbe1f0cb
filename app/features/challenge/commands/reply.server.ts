import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionInvitationRow } from '../../../../db/schema/challenge.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { mayInOrganisation, mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { invitationAddress, invitationOfToken } from '../invited/address.server.ts';
import { lockOwnSession } from '../invited/reach.server.ts';
import type { InvitationReply } from '../schema.ts';
import { lockSession, staleSession } from './lock-session.server.ts';
import type { SessionProblem } from './schedule-session.server.ts';
import { queueSessionMessages, writeInvitation } from './tell-agencies.server.ts';

/**
 * Somebody says whether they come, as themselves, for a colleague of their agency, or, at the partnership, for whoever
 * rang. A question goes to the business managers; apologies may name who comes instead, who is then invited.
 */
export async function replyToInvitation(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: InvitationReply,
): Promise<SessionProblem | undefined> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockOwnSession(trx, viewer, sessionId, stamp.today);
    const invitation = await getInvitation(trx, session, input.invitation);
    if (!mayReply(viewer, session, invitation)) throw notFound();
    return reply(trx, stamp, portal, { session, invitation, input, by: viewer.personId });
  });
}

/** The same, by whoever holds the address that was sent to somebody without an account. */
export async function replyByAddress(
  portal: Portal,
  token: string,
  input: InvitationReply,
): Promise<SessionProblem | undefined> {
  const id = invitationOfToken(token, portal.config);
  if (id === undefined) throw notFound();
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const found = await trx
      .selectFrom('session_invitation')
      .select(['session_id', 'partnership_id'])
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!found) throw notFound();
    const session = await lockSession(trx, { partnershipIds: [found.partnership_id] }, found.session_id);
    const invitation = await getInvitation(trx, session, id);
    return reply(trx, stamp, portal, { session, invitation, input, by: null });
  });
}

/** The partnership answers a question that came with a reply; whoever asked is told that it has. */
export async function answerQuestion(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  input: { readonly invitation: string; readonly answer: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    const invitation = await getInvitation(trx, session, input.invitation);
    if (invitation.question === '') throw notNow('There is no question to answer.');
    const revision = invitation.revision + 1;
    await write(trx, invitation, { answer: input.answer, revision });
    await record(trx, stamp, session, invitation, viewer.personId, 'session.question-answered');
    await queueMessage(trx, stamp, {
      template: 'session-answered',
      fields: { session: session.title, address: invitationAddress(portal.config, invitation) },
      to: { address: invitation.email, personId: invitation.person_id },
      reference: `session-answered:${invitation.id}:${revision}`,
      partnershipId: session.partnership_id,
    });
  });
}

const mayReply = (viewer: Viewer, session: ChallengeSessionRow, invitation: SessionInvitationRow): boolean =>
  invitation.person_id === viewer.personId ||
  mayInPartnership(viewer, 'session.change', session.partnership_id) ||
  (invitation.capacity === 'agency' &&
    invitation.organisation_id !== null &&
    mayInOrganisation(viewer, 'session.answer', invitation.organisation_id));

async function getInvitation(trx: Trx, session: ChallengeSessionRow, id: string): Promise<SessionInvitationRow> {
  const found = await trx
    .selectFrom('session_invitation')
    .selectAll()
    .where('id', '=', id)
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw notFound();
  return found;
}

async function reply(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  {
    session,
    invitation,
    input,
    by,
  }: {
    readonly session: ChallengeSessionRow;
    readonly invitation: SessionInvitationRow;
    readonly input: InvitationReply;
    readonly by: string | null;
  },
): Promise<SessionProblem | undefined> {
  if (session.status !== 'planned' || session.held_on < stamp.today)
    throw notNow('This session has been held, so nobody can reply any more.');
  if (invitation.revision !== input.revision) throw staleSession();
  const substitute = input.reply === 'declined' && input.substituteEmail !== '';
  if (substitute) {
    const problem = await inviteSubstitute(trx, stamp, session, invitation, input, by);
    if (problem) return problem;
  }
  const revision = invitation.revision + 1;
  const asks = input.question !== '' && input.question !== invitation.question;
  await write(trx, invitation, {
    reply: input.reply,
    takes_part: input.takesPart,
    question: input.question,
    ...(asks ? { answer: '' } : {}),
    replied_at: stamp.now,
    revision,
  });
  await record(trx, stamp, session, invitation, by, 'session.replied');
  if (substitute) await queueSessionMessages(trx, stamp, portal, session, session.created_by);
  if (!asks) return undefined;
  const managers = await listRoleHolders(trx, { partnershipId: session.partnership_id }, stamp.today);
  for (const manager of managers.filter(({ role }) => role === 'business-manager'))
    await queueMessage(trx, stamp, {
      template: 'session-question',
      fields: {
        session: session.title,
        address: `${portal.config.publicOrigin}/challenge/${session.id}/people`,
      },
      to: { address: manager.email, personId: manager.personId },
      reference: `session-question:${invitation.id}:${revision}:${manager.personId}`,
      partnershipId: session.partnership_id,
    });
  return undefined;
}

async function inviteSubstitute(
  trx: Trx,
  stamp: Stamp,
  session: ChallengeSessionRow,
  invitation: SessionInvitationRow,
  input: InvitationReply,
  by: string | null,
): Promise<SessionProblem | undefined> {
  // Who chairs is named by the partnership.
  const capacity = invitation.capacity === 'chair' ? 'member' : invitation.capacity;
  const known = await trx
    .selectFrom('session_invitation')
    .select('id')
    .where('partnership_id', '=', session.partnership_id)
    .where('session_id', '=', session.id)
    .where('email', '=', input.substituteEmail)
    .where('capacity', capacity === 'agency' ? '=' : '<>', 'agency')
    .$if(capacity === 'agency', (query) => query.where('organisation_id', '=', invitation.organisation_id))
    .executeTakeFirst();
  if (known) return { field: 'substituteEmail', problem: 'This person is invited already' };
  const place =
    capacity === 'agency' && invitation.organisation_id !== null
      ? { organisationId: invitation.organisation_id }
      : { partnershipId: session.partnership_id };
  const account = (await listRoleHolders(trx, place, stamp.today)).find(({ email }) => email === input.substituteEmail);
  await writeInvitation(trx, stamp, session, by ?? session.created_by, {
    capacity,
    organisationId: invitation.organisation_id,
    personId: account?.personId ?? null,
    name: account?.name ?? input.substituteName,
    email: input.substituteEmail,
    takesPart: input.takesPart,
    substituteFor: invitation.id,
  });
  return undefined;
}

const write = (trx: Trx, invitation: SessionInvitationRow, values: Partial<SessionInvitationRow>) =>
  trx
    .updateTable('session_invitation')
    .set(values)
    .where('id', '=', invitation.id)
    .where('partnership_id', '=', invitation.partnership_id)
    .execute();

const record = (
  trx: Trx,
  stamp: Stamp,
  session: ChallengeSessionRow,
  invitation: SessionInvitationRow,
  actorId: string | null,
  type: 'session.replied' | 'session.question-answered',
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: session.partnership_id },
    actorId,
    subject: { kind: 'session', id: session.id },
    detail: { invitationId: invitation.id },
  });
