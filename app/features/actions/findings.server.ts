/** The whole lineage of an action: every finding that it answers, what it follows and what followed it. */
import type { Reader } from '../../../db/client.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import type { ActionSource } from './rules.ts';

/** One finding beside the first, in words. */
export interface FurtherFinding {
  readonly id: string;
  readonly source: ActionSource;
  readonly sourceName: string | null;
  readonly sourceOn: string | null;
  readonly finding: string;
  readonly partnership: string;
  readonly cycle: string | null;
  readonly standard: string | null;
  readonly question: string | null;
  readonly addedBy: string;
  readonly addedAt: string;
  /** Of another partnership than the one that gave the action. */
  readonly foreign: boolean;
  readonly declined: { readonly at: string; readonly because: string } | null;
}

export interface NamedAction {
  readonly id: string;
  readonly reference: string;
}

export interface ActionLineage {
  readonly findings: readonly FurtherFinding[];
  readonly follows: NamedAction | null;
  readonly followers: readonly NamedAction[];
}

/** The caller has seen that the action is in the viewer's reach. */
export async function getLineage(
  db: Reader,
  action: { readonly id: string; readonly partnership_id: string; readonly follows_id: string | null },
): Promise<ActionLineage> {
  const rows = await db
    .selectFrom('action_finding')
    .innerJoin('partnership', 'partnership.id', 'action_finding.partnership_id')
    .innerJoin('person', 'person.id', 'action_finding.added_by')
    .leftJoin('cycle', 'cycle.id', 'action_finding.cycle_id')
    .selectAll('action_finding')
    .select(['partnership.name as partnership', 'person.name as addedBy', 'cycle.name as cycle', 'cycle.edition_id'])
    .where('action_finding.action_id', '=', action.id)
    .orderBy('action_finding.added_at')
    .orderBy('action_finding.id')
    .limit(100)
    .execute();
  const related = await db
    .selectFrom('action')
    .select(['id', 'reference', 'follows_id'])
    .where('partnership_id', '=', action.partnership_id)
    .where((eb) =>
      eb.or([
        eb('follows_id', '=', action.id),
        ...(action.follows_id === null ? [] : [eb('id', '=', action.follows_id)]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(50)
    .execute();
  const findings: FurtherFinding[] = [];
  for (const row of rows)
    findings.push({
      id: row.id,
      source: row.source_kind,
      sourceName: row.source_name,
      sourceOn: row.source_on,
      finding: row.finding,
      partnership: row.partnership,
      cycle: row.cycle,
      ...(await subjectOf(db, row.edition_id, row.standard_code, row.question_code)),
      addedBy: row.addedBy,
      addedAt: row.added_at,
      foreign: row.partnership_id !== action.partnership_id,
      declined: row.declined_at === null ? null : { at: row.declined_at, because: row.declined_because ?? '' },
    });
  const named = ({ id, reference }: NamedAction): NamedAction => ({ id, reference });
  const before = related.find(({ id }) => id === action.follows_id);
  return {
    findings,
    follows: before ? named(before) : null,
    followers: related.filter(({ follows_id }) => follows_id === action.id).map(named),
  };
}

/** The standard and the question in words; null for what is not named. */
export async function subjectOf(
  db: Reader,
  editionId: string | null,
  standardCode: string | null,
  questionCode: string | null,
): Promise<{ readonly standard: string | null; readonly question: string | null }> {
  if (editionId === null || standardCode === null) return { standard: null, question: null };
  const compiled = await getEdition(db, editionId);
  const standard = compiled.standards.get(standardCode);
  const question = questionCode === null ? undefined : compiled.questions.get(questionCode)?.question;
  return {
    standard: standard ? `${standard.number} ${standard.title}` : standardCode,
    question: question?.text ?? null,
  };
}
