import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { NumberedLevel } from '../ladder.ts';
import { getWording } from '../ladders.server.ts';
import type { Late } from '../late.server.ts';
import { isChiefOfficer, seniorRoles } from '../tell.server.ts';
import { dutyOf, dutySentence, fillLetter } from '../wording.ts';

/**
 * Drafts the letter of a level in the words for the organisation's duty. A level without a letter drafts none, and so
 * does what belongs to no organisation. Nothing goes out by it.
 */
export async function draftLetter(
  trx: Trx,
  stamp: Stamp,
  {
    partnershipId,
    escalationId,
    late,
    level,
  }: {
    readonly partnershipId: string;
    readonly escalationId: string;
    readonly late: Late;
    readonly level: NumberedLevel;
  },
): Promise<void> {
  if (level.letter === null || late.organisationId === null) return;
  const { text } = await getWording(trx, partnershipId, level.letter, dutyOf(late.dutyBasis));
  const addressee = await addresseeOf(trx, late.organisationId, stamp.today);
  await trx
    .insertInto('escalation_letter')
    .values({
      id: stamp.newId(),
      partnership_id: partnershipId,
      organisation_id: late.organisationId,
      escalation_id: escalationId,
      level: level.number,
      letter: level.letter,
      status: 'draft',
      addressee_name: addressee.name,
      addressee_role: addressee.role,
      text: fillLetter(text, {
        organisation: late.organisation,
        subject: late.name,
        due: dayInWords(late.dueOn),
        duty: dutySentence(late.dutyBasis),
      }),
      saved_at: stamp.now,
      created_at: stamp.now,
      revision: 1,
    })
    .execute();
}

/** The named contact who heads the organisation, else whoever leads it on the portal, else its chief officer by office. */
async function addresseeOf(
  db: Reader,
  organisationId: string,
  today: string,
): Promise<{ readonly name: string; readonly role: string }> {
  const contacts = await db
    .selectFrom('organisation_contact')
    .select(['name', 'job_title'])
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const head = contacts.find(isChiefOfficer);
  if (head) return { name: head.name, role: head.job_title ?? 'Chief officer' };
  const holders = await listRoleHolders(db, { organisationId }, today);
  const senior = holders.find(({ role }) => seniorRoles.some((known) => known === role));
  return senior
    ? { name: senior.name, role: senior.jobTitle ?? roleNames[senior.role] }
    : { name: 'Colleague', role: 'Chief officer' };
}
