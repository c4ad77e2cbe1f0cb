import type { Reader } from '../../../db/client.server.ts';
import { dayInWords } from '../../platform/words.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { findCarryPlan } from '../questionnaire/carry-plans.server.ts';
import { isOverdue } from './rules.ts';

/** An action that is not closed yet, as it is named beside a question. */
export interface ActionBeside {
  readonly id: string;
  readonly reference: string;
  readonly what: string;
  /** "12 March 2027", or with "(overdue)". */
  readonly due: string;
}

/** More actions on questions than one organisation has open. */
const mostActions = 200;

/**
 * Actions of an organisation that are not closed, by the code of the question of an edition that they are about. One
 * that came from an earlier edition stands beside every question that its old question has become, by the successions.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`
 */
export async function listActionsByQuestion(
  db: Reader,
  scope: OrganisationScope,
  { organisationId, editionId }: { readonly organisationId: string; readonly editionId: string },
  today: string,
): Promise<Record<string, ActionBeside[]>> {
  const rows = await db
    .selectFrom('action')
    .leftJoin('submission', 'submission.id', 'action.submission_id')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .select((eb) => [
      'action.id',
      'action.reference',
      'action.what',
      'action.due_on',
      'action.status',
      'action.question_code',
      eb.fn.coalesce('submission.edition_id', 'cycle.edition_id').as('editionId'),
    ])
    .where('action.organisation_id', '=', organisationId)
    .where('action.organisation_id', 'in', scope.organisationIds)
    .where('action.status', 'in', ['open', 'in-progress', 'done', 'verified'])
    .where('action.question_code', 'is not', null)
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(mostActions)
    .execute();
  const beside: Record<string, ActionBeside[]> = {};
  for (const row of rows) {
    const plan = await findCarryPlan(db, row.editionId ?? editionId, editionId);
    const links = (plan?.links ?? []).filter(({ from }) => from === row.question_code);
    const due = dayInWords(row.due_on);
    for (const code of new Set(links.map(({ to }) => to))) {
      beside[code] ??= [];
      beside[code].push({
        id: row.id,
        reference: row.reference,
        what: row.what,
        due: isOverdue(row.status, row.due_on, today) ? `${due} (overdue)` : due,
      });
    }
  }
  return beside;
}
