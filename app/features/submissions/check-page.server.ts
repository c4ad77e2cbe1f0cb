import type { Reader } from '../../../db/client.server.ts';
import { mayInOrganisation, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { progressOf } from '../questionnaire/progress.ts';
import { listCentralToSettle } from '../returns/central/to-settle.server.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { listOpenDelegations } from '../returns/delegations.server.ts';
import { isOverdue } from '../returns/rules.ts';
import { missingParts, optionalCarried } from './check.server.ts';
import { markOf } from './marks.ts';
import type { CheckPage } from './pages.ts';
import { listRecognisable } from './recognisable.server.ts';
import { getSignOffState } from './sign-off-state.server.ts';
import { loadWarnings } from './warnings/load-warnings.server.ts';

/** Everything a lead looks at before the return is signed and sent. Refuses a return outside the scope as unknown. */
export async function getCheckPage(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<CheckPage> {
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(db, scope, returnId);
  const { compiled, content, questionnaire, facts, organisationId } = loaded;
  const central = await listCentralToSettle(db, scope, { ...loaded, id: returnId }, today);
  const missing = missingParts(loaded, today, central);
  const progress = progressOf(compiled, questionnaire, facts.answers, today);
  const marks = await db
    .selectFrom('standard_progress')
    .select(['standard_code', 'marked_complete'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .execute();
  const marked = new Set(marks.filter((row) => row.marked_complete === 1).map((row) => row.standard_code));
  return {
    returnId,
    organisationName: content.organisation.name,
    cycleName: loaded.cycle.name,
    dueOn: loaded.dueOn,
    overdue: isOverdue(loaded.status, loaded.dueOn, today),
    status: loaded.status,
    missing,
    standards: content.standards.map((standard) => {
      const counted = progress.standards.find((one) => one.standard === standard.code);
      return {
        code: standard.code,
        number: standard.number,
        title: standard.title,
        questions: standard.questions.length,
        answered: counted?.answered ?? 0,
        missing: missing.filter((part) => part.standard === standard.code).length,
        computed: markOf(compiled, standard.scale, standard.computed),
        beside: markOf(compiled, standard.scale, standard.beside ?? null),
        markedComplete: marked.has(standard.code),
      };
    }),
    unconfirmed: optionalCarried(loaded),
    recognisable: await listRecognisable(db, scope, loaded, today),
    warnings: await loadWarnings(db, scope, loaded, today),
    central: central.filter(({ href }) => !missing.some((part) => part.href === href)),
    withColleagues: await listOpenDelegations(db, scope, { ...loaded, id: returnId }, today),
    signOff: await getSignOffState(db, scope, loaded, today),
    mayRecordMeeting: mayInOrganisation(viewer, 'meeting.record', organisationId),
    recipients: [],
    mayAsk: mayInOrganisation(viewer, 'return.send-for-sign-off', organisationId),
    maySend: mayInOrganisation(viewer, 'return.submit', organisationId),
  };
}
