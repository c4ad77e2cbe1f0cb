import type { Selectable } from 'kysely';
import type { Reader } from '../../../../db/client.server.ts';
import type { EscalationLetterRow } from '../../../../db/schema/escalation.table.ts';
import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { dayInWords } from '../../../platform/words.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';

/** A letter before it has a date, a reference and a day to answer by. */
export type EscalationLetterBody = Omit<WrittenResponseModel, 'madeOn' | 'madeOnText' | 'reference' | 'date'>;

/**
 * What a letter would say if it went out now. It is signed by the independent chair, or the business manager where there
 * is none, and does not depend on who looks at it.
 */
export async function letterBodyOf(
  db: Reader,
  letter: Selectable<EscalationLetterRow>,
  origin: string,
  today: string,
): Promise<{ readonly body: EscalationLetterBody; readonly bodySha256: string; readonly dutyBasis: string }> {
  const about = await db
    .selectFrom('escalation')
    .innerJoin('partnership', 'partnership.id', 'escalation.partnership_id')
    .innerJoin('organisation', 'organisation.id', 'escalation.organisation_id')
    .select([
      'escalation.name as subject',
      'escalation.due_on',
      'partnership.name as partnership',
      'organisation.name as organisation',
      'organisation.address',
      'organisation.postcode',
      'organisation.duty_basis',
    ])
    .where('escalation.id', '=', letter.escalation_id)
    .where('escalation.partnership_id', '=', letter.partnership_id)
    .executeTakeFirstOrThrow();
  const panel = await listRoleHolders(db, { partnershipId: letter.partnership_id }, today);
  const sender =
    panel.find(({ role }) => role === 'independent-chair') ?? panel.find(({ role }) => role === 'business-manager');
  const body: EscalationLetterBody = {
    kind: 'written-response',
    title: `Letter: ${about.organisation}, ${about.subject}`,
    language: 'en-GB',
    partnership: about.partnership,
    accessibleAddress: `${origin}/escalations/letters/${letter.id}`,
    organisation: about.organisation,
    cycleTitle: about.subject,
    addressee: {
      name: letter.addressee_name,
      role: letter.addressee_role,
      lines: [...(about.address ?? '').split(/[\n,]/), about.postcode ?? '']
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    },
    senderLines: sender ? [sender.name, roleNames[sender.role], sender.email] : [],
    salutation: `Dear ${letter.addressee_name}`,
    subject: 'Something that is late',
    answers: `It was due on ${dayInWords(about.due_on)}.`,
    text: letter.text,
    ownLine: null,
    ratings: [],
    valediction: 'Yours sincerely',
    signatory: sender
      ? { name: sender.name, role: roleNames[sender.role] }
      : { name: about.partnership, role: 'Safeguarding children partnership' },
  };
  return { body, bodySha256: sha256OfValue(body), dutyBasis: about.duty_basis };
}
