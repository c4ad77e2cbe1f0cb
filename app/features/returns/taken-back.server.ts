/** What a colleague had of a return and has not any more, so that they are not left to find a page that is gone. */
import type { Reader } from '../../../db/client.server.ts';
import { addDays } from '../../platform/clock.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { partPlace } from './delegations.server.ts';

/** A part that the lead took back, or handed to somebody else. */
export interface TakenBackPart {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
  readonly cycle: string;
  /** Who took it back. */
  readonly by: string;
  readonly at: string;
}

/** Long enough for somebody who was on leave for a week. */
const shownForDays = 14;
const mostShown = 20;

/** What was taken from the viewer in the last fourteen days and has not come back to them, newest first. */
export async function listTakenBack(db: Reader, viewer: Viewer, today: string): Promise<TakenBackPart[]> {
  const scope = findOrganisationScope(viewer, 'return.read-part');
  if (!scope) return [];
  const rows = await db
    .selectFrom('delegation')
    .innerJoin('agency_return', 'agency_return.id', 'delegation.return_id')
    .innerJoin('organisation', 'organisation.id', 'delegation.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('person', 'person.id', 'delegation.ended_by')
    .select([
      'delegation.id',
      'delegation.part',
      'delegation.return_id as returnId',
      'delegation.ended_at as at',
      'agency_return.edition_id as editionId',
      'organisation.name as organisation',
      'cycle.name as cycle',
      'person.name as by',
    ])
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .where('delegation.holder_id', '=', viewer.personId)
    .where('delegation.ended_at', '>=', addDays(today, -shownForDays))
    .where('delegation.status', 'in', ['taken-back', 'moved'])
    .where('delegation.ended_by', '<>', viewer.personId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delegation as again')
            .select('again.id')
            .whereRef('again.return_id', '=', 'delegation.return_id')
            .whereRef('again.part', '=', 'delegation.part')
            .whereRef('again.holder_id', '=', 'delegation.holder_id')
            .where('again.ended_at', 'is', null),
        ),
      ),
    )
    .orderBy('delegation.ended_at', 'desc')
    .orderBy('delegation.id')
    .limit(mostShown)
    .execute();
  return Promise.all(
    rows.map(async ({ part, returnId, editionId, at, ...row }) => ({
      ...row,
      at: at ?? '',
      title: partPlace(await getEdition(db, editionId), returnId, part).title,
    })),
  );
}
