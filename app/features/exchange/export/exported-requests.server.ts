import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { basisInWords } from '../../registers/requests/rules.ts';
import type { OrganisationFile } from './format.ts';

/** What partnerships asked the organisation for, with what became of it, as it stands in the copy of everything. Oldest first. */
export async function listExportedRequests(
  db: Reader,
  { organisationIds }: OrganisationScope,
): Promise<OrganisationFile['informationRequests']> {
  const rows = await db
    .selectFrom('information_request as request')
    .innerJoin('partnership', 'partnership.id', 'request.partnership_id')
    .selectAll('request')
    .select('partnership.name as partnership')
    .where('request.organisation_id', 'in', organisationIds)
    .orderBy('request.asked_on')
    .orderBy('request.id')
    .execute();
  if (rows.length === 0) return [];
  const entries = await db
    .selectFrom('information_request_entry as made')
    .innerJoin('person', 'person.id', 'made.made_by')
    .selectAll('made')
    .select('person.name as by')
    .where('made.organisation_id', 'in', organisationIds)
    .orderBy('made.made_at')
    .orderBy('made.id')
    .execute();
  const byRequest = Map.groupBy(entries, ({ request_id }) => request_id);
  return rows.map((row) => ({
    reference: row.reference,
    partnership: row.partnership,
    asked: row.asked,
    basis: basisInWords(row.basis, row.basis_words),
    askedOn: row.asked_on,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    status: row.status,
    updates: (byRequest.get(row.id) ?? []).map((entry) => ({
      kind: entry.kind,
      note: entry.note,
      givenBy: entry.given_by,
      happenedOn: entry.happened_on,
      dueFrom: entry.due_from,
      dueTo: entry.due_to,
      evidence: entry.evidence_id,
      madeAt: entry.made_at,
      madeBy: entry.by,
    })),
  }));
}
