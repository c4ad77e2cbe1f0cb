import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationFile } from './format.ts';

/** Actions of an organisation with their findings, requests for more time and history. */
export async function listActions(db: Reader, organisationId: string): Promise<OrganisationFile['actions']> {
  const rows = await db
    .selectFrom('action')
    .innerJoin('partnership', 'partnership.id', 'action.partnership_id')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .leftJoin('partnership_group', 'partnership_group.id', 'action.group_id')
    .leftJoin('partnership_priority', 'partnership_priority.id', 'action.priority_id')
    .leftJoin('action as before', 'before.id', 'action.follows_id')
    .selectAll('action')
    .select([
      'partnership.name as partnership',
      'cycle.name as cycle',
      'partnership_group.name as followedBy',
      'partnership_priority.title as serves',
      'before.reference as follows',
    ])
    .where('action.organisation_id', '=', organisationId)
    .orderBy('action.created_at')
    .orderBy('action.id')
    .execute();
  const updates = await db
    .selectFrom('action_update')
    .innerJoin('person', 'person.id', 'action_update.made_by')
    .selectAll('action_update')
    .select('person.name as madeBy')
    .where('action_update.organisation_id', '=', organisationId)
    .orderBy('made_at')
    .orderBy('action_update.id')
    .execute();
  const byAction = Map.groupBy(updates, (update) => update.action_id);
  const findings = Map.groupBy(await listFindings(db, organisationId), (finding) => finding.action_id);
  const requests = Map.groupBy(await listRequests(db, organisationId), (request) => request.action_id);
  return rows.map((row) => ({
    reference: row.reference,
    partnership: row.partnership,
    cycle: row.cycle,
    standard: row.standard_code,
    question: row.question_code,
    finding: row.finding,
    what: row.what,
    successMeasure: row.success_measure,
    source: row.source_kind,
    sourceName: row.source_name,
    sourceOn: row.source_on,
    owner: row.owner_name,
    sponsor: row.sponsor_name,
    startsOn: row.starts_on,
    followedBy: row.followedBy,
    serves: row.serves,
    follows: row.follows,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    priority: row.priority,
    status: row.status,
    percent: row.percent,
    rag: row.rag,
    ratify: row.ratify === 1,
    impactCheckOn: row.impact_check_on,
    createdAt: row.created_at,
    closedAt: row.closed_at,
    findings: (findings.get(row.id) ?? []).map((finding) => ({
      partnership: finding.partnership,
      cycle: finding.cycle,
      source: finding.source_kind,
      sourceName: finding.source_name,
      sourceOn: finding.source_on,
      standard: finding.standard_code,
      question: finding.question_code,
      finding: finding.finding,
      addedAt: finding.added_at,
    })),
    moreTime: (requests.get(row.id) ?? []).map((request) => ({
      dueFrom: request.due_from,
      askedFor: request.asked_for,
      reason: request.reason,
      askedAt: request.asked_at,
      decision: request.decision,
      note: request.decision_note,
      grantedTo: request.granted_to,
      decidedAt: request.decided_at,
    })),
    updates: (byAction.get(row.id) ?? []).map((update) => ({
      kind: update.kind,
      note: update.note,
      percent: update.percent,
      rag: update.rag,
      dueFrom: update.due_from,
      dueTo: update.due_to,
      madeAt: update.made_at,
      madeBy: update.madeBy,
    })),
  }));
}

const listFindings = (db: Reader, organisationId: string) =>
  db
    .selectFrom('action_finding')
    .innerJoin('partnership', 'partnership.id', 'action_finding.partnership_id')
    .leftJoin('cycle', 'cycle.id', 'action_finding.cycle_id')
    .selectAll('action_finding')
    .select(['partnership.name as partnership', 'cycle.name as cycle'])
    .where('action_finding.organisation_id', '=', organisationId)
    .orderBy('action_finding.added_at')
    .orderBy('action_finding.id')
    .execute();

const listRequests = (db: Reader, organisationId: string) =>
  db
    .selectFrom('action_more_time')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
