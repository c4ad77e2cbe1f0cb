import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { type Duty, isLetter, letters } from '../ladder.ts';
import { dutyOf } from '../wording.ts';
import { type EscalationLetterBody, letterBodyOf } from './letter-model.server.ts';

/** A letter being written, as its page needs it. */
export interface EscalationLetterDesk {
  readonly id: string;
  readonly escalationId: string;
  readonly organisation: string;
  readonly kind: string;
  readonly duty: Duty;
  readonly status: 'draft' | 'released' | 'set-aside';
  readonly addressee: { readonly name: string; readonly role: string };
  readonly text: string;
  readonly revision: number;
  readonly savedBy: string | null;
  readonly body: EscalationLetterBody;
  readonly bodySha256: string;
  /** The last approval; it stands while the letter says what was approved. */
  readonly approval: { readonly by: string; readonly at: string; readonly stands: boolean } | null;
  readonly released: { readonly reference: string; readonly by: string; readonly at: string } | null;
  readonly mayApprove: boolean;
}

/** A letter of escalation for those who write and approve it. An unknown or foreign id is refused as not found. */
export async function getEscalationLetterDesk(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
): Promise<EscalationLetterDesk> {
  const scope = partnershipScope(viewer, 'escalation.change');
  return portal.database.readTogether(async (trx) => {
    const row = await trx
      .selectFrom('escalation_letter')
      .selectAll()
      .where('id', '=', letterId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!row) throw notFound();
    const { body, bodySha256, dutyBasis } = await letterBodyOf(
      trx,
      row,
      portal.config.publicOrigin,
      portal.stamp().today,
    );
    const ids = [row.saved_by, row.approved_by, row.released_by].filter((id) => id !== null);
    const names = new Map(
      ids.length === 0
        ? []
        : (await trx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()).map((person) => [
            person.id,
            person.name,
          ]),
    );
    const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''));
    return {
      id: row.id,
      escalationId: row.escalation_id,
      organisation: body.organisation,
      kind: isLetter(row.letter) ? letters[row.letter] : row.letter,
      duty: dutyOf(dutyBasis),
      status: row.status,
      addressee: { name: row.addressee_name, role: row.addressee_role },
      text: row.text,
      revision: row.revision,
      savedBy: row.saved_by === null ? null : nameOf(row.saved_by),
      body,
      bodySha256,
      approval:
        row.approved_at === null
          ? null
          : { by: nameOf(row.approved_by), at: row.approved_at, stands: row.approved_sha256 === bodySha256 },
      released:
        row.reference === null || row.released_at === null
          ? null
          : { reference: row.reference, by: nameOf(row.released_by), at: row.released_at },
      mayApprove: mayInPartnership(viewer, 'escalation-letter.approve', row.partnership_id),
    };
  });
}
