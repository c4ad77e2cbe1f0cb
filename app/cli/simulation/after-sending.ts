import { replyWords } from '../../../db/seed/after-words.ts';
import { letterWords } from '../../../db/seed/words.ts';
import { closeReturn } from '../../features/challenge/commands/close-return.server.ts';
import { approveLetter, issueLetter } from '../../features/challenge/commands/issue-letter.server.ts';
import { replyToLetter } from '../../features/challenge/commands/reply-to-letter.server.ts';
import { saveLetterText } from '../../features/challenge/commands/save-letter.server.ts';
import { holdSession } from '../../features/challenge/commands/schedule-session.server.ts';
import { getLetterDesk } from '../../features/challenge/letter/letter-queries.server.ts';
import { getSession } from '../../features/challenge/queries.server.ts';
import { finishModeration } from '../../features/moderation/commands/finish-moderation.server.ts';
import { addDays } from '../../platform/clock.ts';
import { between, chance, pick } from '../demonstration/chance.ts';
import { judgeAll } from '../demonstration/moderation.ts';
import { recordSlot } from '../demonstration/sessions.ts';
import { workingFrom } from './plan.ts';
import { findAgency, findEdition, leadOf, type Town } from './town.ts';

/**
 * What follows on a return that was sent in the year: a moderator reads it a week or two later, the session of its cycle is
 * held on its day, the letter goes out once the chair has approved it, most agencies reply, and the return is closed.
 */
export async function followReturns(town: Town): Promise<void> {
  await moderate(town);
  await holdSessions(town);
  await writeLetters(town);
  await answerLetters(town);
}

const submissions = ({ portal, partnershipId }: Town) =>
  portal.database.db
    .selectFrom('submission')
    .innerJoin('agency_return as return', 'return.id', 'submission.return_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('moderation', 'moderation.submission_id', 'submission.id')
    .select(['submission.id', 'submission.edition_id as editionId', 'submission.submitted_at as sentAt'])
    .select(['organisation.id as organisationId', 'organisation.name as organisation', 'return.id as returnId'])
    .where('submission.partnership_id', '=', partnershipId)
    .where('submission.superseded_at', 'is', null)
    .orderBy('submission.submitted_at')
    .orderBy('organisation.name');

/** So many days after something, on a working day. */
const later = (at: string, from: number, to: number, ...words: readonly string[]): string =>
  workingFrom(addDays(at.slice(0, 10), between(from, to, ...words)));

async function moderate(town: Town): Promise<void> {
  const { portal, seed, moderator, from } = town;
  const { today } = portal.stamp();
  const rows = await submissions(town)
    .leftJoin('cycle_moderation', 'cycle_moderation.cycle_id', 'submission.cycle_id')
    .select('cycle_moderation.blind')
    .where('moderation.status', '=', 'waiting')
    .where('submission.submitted_at', '>=', from)
    .execute();
  for (const { id, editionId, sentAt, organisation, blind } of rows) {
    const agency = findAgency(organisation);
    if (!agency || later(sentAt, 6, 16, seed, 'moderated', organisation) > today) continue;
    const editions = new Map([[editionId, await findEdition(portal, editionId)]]);
    const plan = { slug: agency.slug, edition: editionId, moderator: () => moderator, share: 1, blind: blind === 1 };
    await judgeAll(portal, { editions }, plan, id);
    await finishModeration(portal, moderator, { submissionId: id });
  }
}

/** The chair holds the session: what was asked of each agency is recorded, and what was agreed. */
async function holdSessions(town: Town): Promise<void> {
  const { portal, partnershipId, chair } = town;
  const { db } = portal.database;
  const { today } = portal.stamp();
  const rows = await db
    .selectFrom('challenge_session as session')
    .innerJoin('cycle', 'cycle.id', 'session.cycle_id')
    .select(['session.id', 'cycle.edition_id as editionId'])
    .where('session.partnership_id', '=', partnershipId)
    .where('session.status', '=', 'planned')
    .where('session.called_off_at', 'is', null)
    .where('session.held_on', '<=', today)
    .execute();
  for (const { id, editionId } of rows) {
    const editions = new Map([[editionId, await findEdition(portal, editionId)]]);
    const now = () => getSession(db, { partnershipIds: [partnershipId] }, id, today);
    for (const slot of (await now()).slots) {
      const agency = findAgency(slot.organisation);
      const lead = await leadOf(portal, slot.organisationId);
      if (agency && lead)
        await recordSlot(
          portal,
          { editions },
          { chair, came: [lead.name], slug: agency.slug, edition: editionId },
          id,
          slot,
          2,
        );
    }
    await holdSession(portal, chair, id, { revision: (await now()).revision });
  }
}

/** After the session, the letter about each return of it: written, approved by the chair, issued. */
async function writeLetters(town: Town): Promise<void> {
  const { portal, seed, manager, chair, from } = town;
  const { today } = portal.stamp();
  const rows = await submissions(town)
    .innerJoin('session_slot as slot', 'slot.submission_id', 'submission.id')
    .innerJoin('challenge_session as session', 'session.id', 'slot.session_id')
    .leftJoin('outcome_letter as letter', 'letter.submission_id', 'submission.id')
    .select('session.held_on as heldOn')
    .where('session.status', '<>', 'planned')
    .where('session.held_on', '>=', from)
    .where('moderation.status', '=', 'finished')
    .where('letter.id', 'is', null)
    .execute();
  for (const { id, organisation, heldOn } of rows) {
    if (later(heldOn, 6, 14, seed, 'letter', organisation) > today) continue;
    await saveLetterText(portal, manager, id, {
      revision: 0,
      opening: letterWords.opening,
      strengths: pick(letterWords.strengths, seed, organisation),
      closing: letterWords.closing,
    });
    const { bodySha256 } = await getLetterDesk(portal, manager, id);
    await approveLetter(portal, chair, id, { bodySha256 });
    await issueLetter(portal, manager, id, { bodySha256 });
  }
}

/** Four in five agencies reply before the day, and then the return is closed; the others are reminded by the ladder. */
async function answerLetters(town: Town): Promise<void> {
  const { portal, seed, manager, from } = town;
  const { today } = portal.stamp();
  const rows = await submissions(town)
    .innerJoin('outcome_letter as letter', 'letter.submission_id', 'submission.id')
    .leftJoin('letter_reply as reply', 'reply.letter_id', 'letter.id')
    .select(['letter.issued_at as issuedAt', 'reply.id as replyId', 'return.status'])
    .where('letter.issued_at', '>=', from)
    .where('return.status', '<>', 'closed')
    .execute();
  for (const { returnId, organisation, organisationId, issuedAt, replyId } of rows) {
    if (replyId !== null) {
      await closeReturn(portal, manager, returnId);
      continue;
    }
    const days = chance(seed, 'replies', organisation) < 0.8 ? [3, 12] : [30, 50];
    if (later(issuedAt, days[0] ?? 3, days[1] ?? 12, seed, 'reply', organisation) > today) continue;
    const lead = await leadOf(portal, organisationId);
    if (lead) await replyToLetter(portal, lead, returnId, { kind: 'agree', text: replyWords.agreed });
  }
}
