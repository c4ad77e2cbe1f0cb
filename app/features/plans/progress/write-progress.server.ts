import type { Reader } from '../../../../db/client.server.ts';
import type { FormCell, FormSheet, FormWorkbook } from '../../../platform/form-sheet.ts';
import { writeFormWorkbook } from '../../../platform/form-workbook.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import type { WorkbookFormat } from '../../../platform/workbook.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { actionStatuses, isOverdue, progressRatingCodes, progressRatings } from '../../actions/rules.ts';
import {
  actionSheet,
  columnOf,
  doneChoices,
  guideSheet,
  identityFields,
  mostActions,
  type ProgressColumn,
  progressColumns,
  progressFormat,
} from './layout.ts';
import { actionsOf, getProgressOwner, ownerKey, type ProgressOwner } from './scope.server.ts';

/** The open actions of an owner as a workbook to fill in. For whoever may report progress on all of them. */
export async function writeProgressWorkbook(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  format: WorkbookFormat,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string }> {
  const { now, today } = portal.stamp();
  const workbook = await portal.database.readTogether(async (trx) => {
    const owner = await getProgressOwner(trx, viewer, organisationId);
    return workbookOf(owner, await loadOpenActions(trx, owner), { now, today });
  });
  return { bytes: await writeFormWorkbook(workbook, format), fileName: `action-progress-${today}.${format}` };
}

async function loadOpenActions(db: Reader, owner: ProgressOwner) {
  return actionsOf(db, owner)
    .select(['id', 'reference', 'what', 'success_measure', 'owner_name', 'due_on', 'status', 'percent', 'rag'])
    .select('revision')
    .select((eb) =>
      eb
        .selectFrom('action_update')
        .select('action_update.note')
        .whereRef('action_update.action_id', '=', 'action.id')
        .where('action_update.kind', '=', 'progress')
        .orderBy('action_update.made_at', 'desc')
        .orderBy('action_update.id', 'desc')
        .limit(1)
        .as('latest'),
    )
    .where('action.status', 'in', ['open', 'in-progress'])
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(mostActions + 1)
    .execute();
}

type OpenAction = Awaited<ReturnType<typeof loadOpenActions>>[number];

const lists = [progressRatingCodes.map((code) => progressRatings[code].words), [...doneChoices]];

const text = (value: string): FormCell => ({ value });

function workbookOf(
  owner: ProgressOwner,
  actions: readonly OpenAction[],
  { now, today }: { readonly now: string; readonly today: string },
): FormWorkbook {
  const rows = actions.slice(0, mostActions).map((action) => {
    const cells: Readonly<Record<ProgressColumn, FormCell>> = {
      reference: text(action.reference),
      action: text(action.what),
      target: text(action.success_measure),
      owner: text(action.owner_name),
      due: text(action.due_on),
      status: text(
        [
          ...(isOverdue(action.status, action.due_on, today) ? ['Overdue'] : []),
          `${actionStatuses[action.status].words}, ${action.percent}%`,
          ...(action.rag === null ? [] : [progressRatings[action.rag].words]),
        ].join('. '),
      ),
      latest: text(action.latest ?? ''),
      note: { value: '', open: true },
      percent: { value: '', open: true },
      rag: { value: '', open: true, list: 0 },
      done: { value: '', open: true, list: 1 },
      proof: { value: '', open: true },
      key: text(action.id),
      revision: { value: action.revision },
    };
    return progressColumns.map(({ code }) => cells[code]);
  });
  return {
    title: `Action plan: ${owner.name}`,
    creator: owner.name,
    lists,
    sheets: [
      guideOf(owner, now, actions.length > mostActions),
      {
        name: actionSheet,
        widths: progressColumns.map(({ width }) => width),
        hiddenColumns: [columnOf('key'), columnOf('revision')],
        rows: [progressColumns.map(({ heading }) => ({ value: heading, look: 'head' })), ...rows],
      },
    ],
  };
}

function guideOf(owner: ProgressOwner, now: string, more: boolean): FormSheet {
  const line = (label: string, value: string): FormCell[] => [{ value: label, look: 'strong' }, text(value), text('')];
  const identity = { format: progressFormat, owner: ownerKey(owner) };
  return {
    name: guideSheet,
    widths: [30, 90, 20],
    hiddenColumns: [2],
    rows: [
      [{ value: 'Workbook of an action plan', look: 'head' }, text(''), text('')],
      line('Whose actions', owner.name),
      line('Made', `${instantInWords(now)} (${dayInWords(now.slice(0, 10))})`),
      ...(more
        ? [line('Not in it', `Only the first ${mostActions} actions by due date stand here. The portal has all.`)]
        : []),
      line('How to fill it in', 'Write in the yellow cells of the sheet Actions. Leave a row empty to change nothing.'),
      line('', 'Whoever fills in anything in a row says in words what has been done.'),
      line('', 'An action that is done needs Yes under “Done?”, and a link to something that shows what changed.'),
      line('', 'Do not name children or families.'),
      line('What happens then', 'Upload the workbook on its page. You first see, row by row, what it would add.'),
      line('', 'Where somebody changed an action on the portal after this workbook was made, its row is left out.'),
      line(
        'Please leave alone',
        'Names of sheets, order of columns, merged cells, formulas. Cells that are not yellow are locked, without a password.',
      ),
      ...identityFields.map((field) => [text(`For the portal: ${field}`), text(identity[field]), text(field)]),
    ],
  };
}
