/** The challenge log as far as it concerns an organisation, and what it shares: as they stand in the copy of everything. */
import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { OrganisationFile } from './format.ts';

/**
 * Challenges that were raised to the organisation, with all that happened to them, and those that it raised: of these,
 * what another organisation answered stays with that one. Oldest first.
 */
export async function listExportedChallenges(
  db: Reader,
  { organisationIds }: OrganisationScope,
): Promise<OrganisationFile['challenges']> {
  const rows = await db
    .selectFrom('challenge_log_entry as entry')
    .innerJoin('partnership', 'partnership.id', 'entry.partnership_id')
    .leftJoin('challenge', 'challenge.id', 'entry.challenge_id')
    .selectAll('entry')
    .select(['partnership.name as partnership', 'challenge.challenge as asked'])
    .where((eb) =>
      eb.or([
        eb.and([
          eb('entry.raised_to_organisation_id', 'in', organisationIds),
          eb('entry.passed_on_at', 'is not', null),
        ]),
        eb('entry.raised_by_organisation_id', 'in', organisationIds),
      ]),
    )
    .orderBy('entry.raised_on')
    .orderBy('entry.id')
    .execute();
  if (rows.length === 0) return [];
  const updates = await db
    .selectFrom('challenge_log_update as made')
    .innerJoin('challenge_log_entry as entry', 'entry.id', 'made.entry_id')
    .innerJoin('person', 'person.id', 'made.made_by')
    .selectAll('made')
    .select('person.name as by')
    .where((eb) =>
      eb.or([
        eb('entry.raised_to_organisation_id', 'in', organisationIds),
        eb.and([eb('entry.raised_by_organisation_id', 'in', organisationIds), eb('made.kind', '<>', 'answered')]),
      ]),
    )
    .orderBy('made.made_at')
    .orderBy('made.id')
    .execute();
  const byEntry = Map.groupBy(updates, (update) => update.entry_id);
  return rows.map((row) => ({
    reference: row.reference,
    partnership: row.partnership,
    raisedBy: row.raised_by_name,
    raisedTo: row.raised_to_name,
    reason: row.reason ?? row.asked ?? '',
    raisedOn: row.raised_on,
    reportAbout: row.report_about,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    status: row.status,
    outcome: row.outcome,
    closedOn: row.closed_on,
    risk: {
      whenRaised: { likelihood: row.likelihood, impact: row.impact },
      now: { likelihood: row.likelihood_now, impact: row.impact_now },
    },
    updates: (byEntry.get(row.id) ?? []).map((update) => ({
      kind: update.kind,
      note: update.note,
      givenBy: update.given_by,
      happenedOn: update.happened_on,
      dueFrom: update.due_from,
      dueTo: update.due_to,
      outcome: update.outcome,
      evidence: update.evidence_id,
      madeAt: update.made_at,
      madeBy: update.by,
    })),
  }));
}

/** What the organisation was asked to share or shares, with everything that was agreed to or taken back. Oldest first. */
export async function listExportedPractice(
  db: Reader,
  { organisationIds }: OrganisationScope,
): Promise<OrganisationFile['goodPractice']> {
  const items = await db
    .selectFrom('good_practice')
    .selectAll()
    .where('organisation_id', 'in', organisationIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  if (items.length === 0) return [];
  const tags = await db
    .selectFrom('good_practice_tag')
    .selectAll()
    .where('organisation_id', 'in', organisationIds)
    .orderBy('standard')
    .execute();
  const consents = await db
    .selectFrom('good_practice_consent')
    .innerJoin('person', 'person.id', 'good_practice_consent.made_by')
    .selectAll('good_practice_consent')
    .select('person.name as by')
    .where('organisation_id', 'in', organisationIds)
    .orderBy('made_at')
    .orderBy('good_practice_consent.id')
    .execute();
  const named = [...new Set(consents.flatMap(({ partnerships }) => partnershipsOf(partnerships)))];
  const names = new Map<string, string>();
  if (named.length > 0)
    for (const { id, name } of await db
      .selectFrom('partnership')
      .select(['id', 'name'])
      .where('id', 'in', named)
      .execute())
      names.set(id, name);
  return items.map((item) => ({
    reference: item.reference,
    status: item.status,
    title: item.title,
    what: item.what,
    difference: item.difference,
    contact: item.contact,
    suggestion: item.suggestion,
    sharedUntil: item.shared_until,
    createdAt: item.created_at,
    standards: tags.filter(({ item_id }) => item_id === item.id).map(({ standard, title }) => ({ standard, title })),
    consents: consents
      .filter(({ item_id }) => item_id === item.id)
      .map((consent) => ({
        kind: consent.kind,
        until: consent.until_on,
        partnerships: partnershipsOf(consent.partnerships).map((id) => names.get(id) ?? id),
        madeAt: consent.made_at,
        madeBy: consent.by,
      })),
  }));
}

/** Ids, as `agreeToShare` wrote them. */
const partnershipsOf = (json: string | null): string[] => (json === null ? [] : (JSON.parse(json) as string[]));
