import type { Reader } from '../../../db/client.server.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { signatoryCodes } from '../../../standards/vocabulary.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { RecordedSignature } from './pages.ts';

const known: readonly string[] = signatoryCodes;
const isSignatory = (code: string): code is SignatoryCode => known.includes(code);

/** Every signature that was ever made on a return, voided ones among them, oldest first. */
export async function listSignatures(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<RecordedSignature[]> {
  const rows = await db
    .selectFrom('sign_off')
    .selectAll()
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .orderBy('signed_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    isSignatory(row.signatory)
      ? [
          {
            id: row.id,
            signatory: row.signatory,
            personId: row.person_id,
            name: row.name,
            jobTitle: row.job_title,
            contentHash: row.content_hash,
            signedAt: row.signed_at,
            voided: row.voided_at !== null,
            voidedAt: row.voided_at,
            voidReason: row.void_reason,
          },
        ]
      : [],
  );
}
