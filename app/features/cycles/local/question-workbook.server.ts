import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from '@remix-run/form-data-parser';
import type { Portal } from '../../../platform/portal.ts';
import { Refusal } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import {
  largestWorkbook,
  readWorkbook,
  type WorkbookFormat,
  writeWorkbook,
} from '../../../platform/workbook.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { type Changed, replaceQuestions } from './change-questions.server.ts';
import { localPartSchema } from './local-part.ts';
import { getLocalWork, type LocalWork } from './queries.server.ts';
import { answerTypeNames } from './question-form.ts';
import {
  codeRows,
  type QuestionDryRun,
  questionColumns,
  questionRows,
  questionSheet,
  readQuestionRows,
} from './question-rows.ts';

/** The workbook of a cycle's local questions: the questions, and the codes that they may use. */
export function writeQuestionWorkbook(
  { base, part }: Pick<LocalWork, 'base' | 'part'>,
  format: WorkbookFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const column = (code: string) => questionColumns.findIndex((one) => one.code === code);
  return writeWorkbook(
    [
      {
        name: questionSheet,
        rows: questionRows(part),
        widths: questionColumns.map(({ width }) => width),
        lists: { [column('answer')]: Object.keys(answerTypeNames), [column('must_answer')]: ['yes', 'no'] },
      },
      { name: 'Codes', rows: codeRows(base, part), widths: [14, 32, 80] },
    ],
    format,
  );
}

export type QuestionUpload =
  | { readonly kind: 'dry-run'; readonly dryRun: QuestionDryRun; readonly outcome: string; readonly revision: number }
  | { readonly kind: 'applied' }
  | { readonly kind: 'problem'; readonly problem: string; readonly status: 413 | 422 };

/**
 * The two steps of an import: an uploaded workbook gives a dry run, and its outcome, posted back, is applied after the
 * same checks. Nothing is written before.
 */
export async function readQuestionUpload(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  request: Request,
): Promise<QuestionUpload> {
  const scope = partnershipScope(viewer, 'cycle.change');
  const work = await getLocalWork(portal.database.db, scope, cycleId, portal.stamp().today);
  const form = await readForm(request);
  if ('problem' in form) return { kind: 'problem', ...form };
  const outcome = formText(form.form, 'outcome');
  if (outcome !== undefined) {
    const revision = Number(formText(form.form, 'revision') ?? 0);
    const applied = await applyOutcome(portal, viewer, { cycleId, revision }, outcome);
    return applied.ok
      ? { kind: 'applied' }
      : { kind: 'problem', problem: Object.values(applied.errors).flat().join('. '), status: 422 };
  }
  if (!form.bytes) return { kind: 'problem', problem: 'Choose a workbook', status: 422 };
  const workbook = await readWorkbook(form.bytes);
  if ('problem' in workbook) return { kind: 'problem', problem: workbook.problem, status: 422 };
  const sheet = workbook.sheets.find(({ name }) => name.trim().toLowerCase() === questionSheet.toLowerCase());
  if (!sheet)
    return {
      kind: 'problem',
      problem: `The workbook has no sheet named “${questionSheet}”: start from ours`,
      status: 422,
    };
  const dryRun = readQuestionRows(sheet.rows, work);
  return { kind: 'dry-run', dryRun, outcome: JSON.stringify(dryRun.part ?? null), revision: work.revision };
}

/** What the dry run showed comes back through the page, so it is read and linted again like anything that is sent. */
function applyOutcome(
  portal: Portal,
  viewer: Viewer,
  target: { readonly cycleId: string; readonly revision: number },
  outcome: string,
): Promise<Changed> {
  const read = localPartSchema.safeParse(jsonOf(outcome));
  const codes = read.success
    ? read.data.standards.flatMap((one) => [one.code, ...one.questions.map(({ code }) => code)])
    : [];
  if (!read.success || !codes.every((code) => code.startsWith('local-')))
    throw new Refusal('not-now', 'The result of the check did not arrive whole: upload the workbook again');
  return replaceQuestions(portal, viewer, target, read.data);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type ReadForm =
  | { readonly form: FormData; readonly bytes: Uint8Array | undefined }
  | { readonly problem: string; readonly status: 413 | 422 };

async function readForm(request: Request): Promise<ReadForm> {
  try {
    const form = await parseFormData(request, { maxFileSize: largestWorkbook, maxFiles: 1, maxParts: 10 });
    const file = form.get('file');
    const bytes = file instanceof File && file.size > 0 ? await file.bytes() : undefined;
    return { form, bytes };
  } catch (error) {
    if (error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError)
      return { problem: 'The workbook must be smaller than 5 MB', status: 413 } as const;
    if (error instanceof FormDataParseError)
      return { problem: 'The workbook did not arrive whole: choose it again', status: 422 } as const;
    throw error;
  }
}
