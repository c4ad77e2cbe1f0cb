import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { ProfileQuestion } from '../../../standards/contract.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { parseProfileAnswer, profileFieldValues } from '../questionnaire/profile.ts';
import { returnContentSchema } from './content.ts';
import type { Profile } from './facts.ts';
import type { AgencyReturn } from './schema.ts';

/** The facts that an organisation gave with its last return, as far as this edition asks for the same. */
export interface PreviousProfile {
  readonly cycleName: string;
  readonly profile: Profile;
}

const snapshotSchema = z.object({ content: returnContentSchema.pick({ profile: true }) });

/** From the last return that was sent on the same set. Nothing where there is none, or nothing in it fits. */
export async function findPreviousProfile(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: Pick<AgencyReturn, 'id' | 'organisationId' | 'editionId'>,
  compiled: CompiledEdition,
): Promise<PreviousProfile | undefined> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['submission.snapshot', 'cycle.name as cycleName'])
    .where('submission.organisation_id', '=', agencyReturn.organisationId)
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.return_id', '<>', agencyReturn.id)
    .where('standard_edition.set_code', '=', compiled.edition.set)
    .orderBy('submission.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { profile } = snapshotSchema.parse(JSON.parse(row.snapshot)).content;
  const given = new Map(profile.map(({ code, text, value }) => [code, { text, value }]));
  const fitting = compiled.edition.profile.flatMap((question) => {
    const before = given.get(question.code);
    // In other words it may be another question.
    if (before?.text !== question.text) return [];
    const parsed = parseProfileAnswer(question, profileFieldValues(before.value));
    return 'value' in parsed && parsed.value !== undefined ? [[question.code, parsed.value] as const] : [];
  });
  return fitting.length === 0 ? undefined : { cycleName: row.cycleName, profile: Object.fromEntries(fitting) };
}

/**
 * What may stand in the field until a person confirms it: choices. A figure or a text says how things are today, so last
 * time's is shown beside the empty field.
 */
export const isFilledIn = ({ answer }: ProfileQuestion): boolean => answer.type !== 'number' && answer.type !== 'text';
