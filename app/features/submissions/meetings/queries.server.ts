import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { RecordedMeeting } from './meeting.ts';

/** The meeting that is recorded for a return; null when none is. */
export async function findMeeting(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<RecordedMeeting | null> {
  const row = await db
    .selectFrom('sign_off_meeting')
    .innerJoin('person', 'person.id', 'sign_off_meeting.recorded_by')
    .select([
      'held_on as heldOn',
      'body',
      'minute_reference as minuteReference',
      'person.name as recordedBy',
      'recorded_at as recordedAt',
      'sign_off_meeting.revision',
    ])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  return row ?? null;
}
