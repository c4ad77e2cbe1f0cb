import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { isEditable, type ReturnStatus } from '../../returns/rules.ts';
import type { RecordedMeeting } from './meeting.ts';
import { findMeeting } from './queries.server.ts';

/** What the page shows on which a meeting is recorded. */
export interface MeetingPage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly status: ReturnStatus;
  /** False once the return has been sent. */
  readonly open: boolean;
  readonly meeting: RecordedMeeting | null;
}

/** The meeting of a return, for somebody who may record it. Refuses a return outside the scope as unknown. */
export async function getMeetingPage(db: Reader, viewer: Viewer, returnId: string): Promise<MeetingPage> {
  const scope = organisationScope(viewer, 'meeting.record');
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'agency_return.id as returnId',
      'organisation.name as organisationName',
      'cycle.name as cycleName',
      'agency_return.due_on as dueOn',
      'agency_return.status',
    ])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, open: isEditable(row.status), meeting: await findMeeting(db, scope, returnId) };
}
