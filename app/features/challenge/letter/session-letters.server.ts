import type { Portal } from '../../../platform/portal.ts';
import { isRefusal } from '../../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { issueLetter } from '../commands/issue-letter.server.ts';
import { getSession } from '../queries.server.ts';
import type { SessionStatus } from '../rules.ts';
import { getLetterDesk, getSlotSubmission, type LetterDesk } from './letter-queries.server.ts';

/** One letter of a session: whether it can go out now, and what is missing. */
export interface SessionLetter {
  readonly slotId: string;
  readonly organisation: string;
  readonly submissionId: string;
  readonly returnId: string;
  readonly bodySha256: string;
  readonly reference: string | null;
  readonly approved: LetterDesk['approval']['given'];
  /** What stops it, in words; empty when it can be issued. */
  readonly missing: readonly string[];
  /** What does not stop it and should be looked at. */
  readonly notes: readonly string[];
}

export interface SessionLetters {
  readonly session: { readonly id: string; readonly title: string; readonly status: SessionStatus };
  readonly letters: readonly SessionLetter[];
  readonly mayIssue: boolean;
}

/** Every letter of a session, in the order of the agenda. An unknown or foreign session is refused as not found. */
export async function getSessionLetters(portal: Portal, viewer: Viewer, sessionId: string): Promise<SessionLetters> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'letter.read');
  const session = await getSession(db, scope, sessionId, portal.stamp().today);
  const letters: SessionLetter[] = [];
  for (const slot of session.slots) {
    const submissionId = await getSlotSubmission(db, scope, sessionId, slot.id);
    const desk = await getLetterDesk(portal, viewer, submissionId);
    letters.push({
      slotId: slot.id,
      organisation: slot.organisation,
      submissionId,
      returnId: desk.returnId,
      bodySha256: desk.bodySha256,
      reference: desk.issued?.reference ?? null,
      approved: desk.approval.given,
      missing: desk.issued ? [] : missingOf(desk, session.status),
      notes: desk.issued ? [] : notesOf(desk),
    });
  }
  return {
    session: { id: session.id, title: session.title, status: session.status },
    letters,
    mayIssue: mayInPartnership(viewer, 'letter.issue', session.partnershipId),
  };
}

function missingOf(desk: LetterDesk, status: SessionStatus): string[] {
  const { needed, given, may } = desk.approval;
  return [
    ...(status === 'held' ? [] : ['The session has not been held.']),
    ...(desk.returnStatus === 'submitted' || desk.returnStatus === 'closed'
      ? []
      : ['The agency is correcting its return.']),
    ...(!needed || given?.stands || may
      ? []
      : [given ? 'It changed after the chair approved it.' : 'The chair has not approved it.']),
  ];
}

const notesOf = (desk: LetterDesk): string[] => [
  ...(desk.body.challenges.length === 0 ? ['Nothing is recorded of what the panel asked.'] : []),
  ...(desk.revision === 0 ? ['Its words are still those that the record proposes.'] : []),
  ...(desk.changed ? [`The record or the words changed since it was ${desk.changed.since}.`] : []),
  ...(desk.told === 0 ? ['Nobody at the agency would be told.'] : []),
  ...(desk.left ? ['The agency has left the partnership.'] : []),
];

/** What became of the letters that were to be issued in one go. */
export interface LettersIssued {
  readonly issued: readonly { readonly submissionId: string; readonly reference: string }[];
  readonly kept: readonly { readonly submissionId: string; readonly why: string }[];
}

/**
 * Issues the letters of a session that were read, each in a transaction of its own: what stops one does not stop the
 * others, and comes back in words. A letter that is no longer the one that was read is kept.
 */
export async function issueSessionLetters(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  read: ReadonlyMap<string, string>,
): Promise<LettersIssued> {
  const { letters } = await getSessionLetters(portal, viewer, sessionId);
  const issued: { submissionId: string; reference: string }[] = [];
  const kept: { submissionId: string; why: string }[] = [];
  for (const { submissionId, missing, reference } of letters) {
    const bodySha256 = read.get(submissionId);
    if (bodySha256 === undefined || reference !== null) continue;
    if (missing.length > 0) {
      kept.push({ submissionId, why: missing.join(' ') });
      continue;
    }
    try {
      issued.push({ submissionId, ...(await issueLetter(portal, viewer, submissionId, { bodySha256 })) });
    } catch (error) {
      if (!isRefusal(error) || error.code === 'not-found') throw error;
      kept.push({ submissionId, why: error.message });
    }
  }
  return { issued, kept };
}

/** Which letters a form names: `letter` is a submission and the hash of what was read, parted by a colon. */
export function lettersRead(form: FormData): ReadonlyMap<string, string> {
  return new Map(
    form.getAll('letter').flatMap((value) => {
      const [submissionId, hash] = String(value).split(':');
      return submissionId && hash ? [[submissionId, hash] as const] : [];
    }),
  );
}
