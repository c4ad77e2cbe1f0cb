import type { Reader } from '../../../db/client.server.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { signatoryCodes } from '../../../standards/vocabulary.ts';
import { londonDay } from '../../platform/clock.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { RecordedSignature } from './pages.ts';
import type { UsedAuthority } from './schema.ts';

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
    .leftJoin('sign_off_authority', 'sign_off_authority.sign_off_id', 'sign_off.id')
    .leftJoin('signing_authority', 'signing_authority.id', 'sign_off_authority.authority_id')
    .leftJoin('person as giver', 'giver.id', 'signing_authority.given_by')
    .selectAll('sign_off')
    .select([
      'signing_authority.given_at as authorityGivenAt',
      'signing_authority.from_on as authorityFrom',
      'signing_authority.to_on as authorityUntil',
      'giver.name as authorityGivenBy',
    ])
    .where('sign_off.return_id', '=', returnId)
    .where('sign_off.organisation_id', 'in', scope.organisationIds)
    .orderBy('sign_off.signed_at')
    .orderBy('sign_off.id')
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
            authority: authorityUsed(row),
          },
        ]
      : [],
  );
}

function authorityUsed(row: {
  readonly authorityGivenAt: string | null;
  readonly authorityFrom: string | null;
  readonly authorityUntil: string | null;
  readonly authorityGivenBy: string | null;
}): UsedAuthority | null {
  const { authorityGivenAt, authorityFrom, authorityUntil, authorityGivenBy } = row;
  if (authorityGivenAt === null || authorityFrom === null || authorityUntil === null || authorityGivenBy === null)
    return null;
  return {
    givenBy: authorityGivenBy,
    givenOn: londonDay(new Date(authorityGivenAt)),
    validFrom: authorityFrom,
    validUntil: authorityUntil,
  };
}
