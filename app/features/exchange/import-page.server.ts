import type { AnswerBlock } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { instantInWords } from '../../platform/words.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { isUntouched } from '../questionnaire/answers.ts';
import { contentAnswer } from '../returns/build-content.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import { isEditable } from '../returns/rules.ts';
import { answerBlocks } from '../submissions/answer-blocks.ts';
import { previewWorkbook, type WorkbookDryRun } from './commands/import-workbook.server.ts';
import type { ImportDryRun, ImportPage, ImportRow } from './import-page.ts';
import type { PlannedAnswer } from './workbook/dry-run.ts';
import { loadForImport } from './workbook/load.server.ts';

/** The page on which a workbook is uploaded, looked at and imported. For whoever may both read the return and answer it. */
export async function getImportPage(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  sha256: string | null,
): Promise<ImportPage> {
  const loaded = await loadForImport(portal.database.db, viewer, returnId);
  const page = {
    returnId,
    organisationName: loaded.content.organisation.name,
    cycleName: loaded.cycle.name,
    status: loaded.status,
    editable: isEditable(loaded.status),
    dryRun: undefined,
    problem: undefined,
  };
  if (sha256 === null || !page.editable) return page;
  const dryRun = await previewWorkbook(portal, viewer, returnId, sha256);
  return 'problem' in dryRun ? { ...page, problem: dryRun.problem } : { ...page, dryRun: shownDryRun(dryRun, sha256) };
}

function shownDryRun(dryRun: WorkbookDryRun, sha256: string): ImportDryRun {
  const { loaded, planned, outcome } = dryRun;
  const numbers = new Map(
    loaded.content.standards.flatMap(({ questions }) => questions.map(({ code, number }) => [code, number] as const)),
  );
  const asked = [...numbers.keys()];
  const inWorkbook = new Set(planned.map(({ questionCode }) => questionCode));
  return {
    sha256,
    outcome,
    same: planned.filter((one) => one.outcome === 'same').length,
    absent: asked.filter((code) => !inWorkbook.has(code)).length,
    rows: planned.flatMap((one) => {
      const row = rowOf(dryRun, one, numbers);
      return row ? [row] : [];
    }),
  };
}

function rowOf(
  { loaded, current }: WorkbookDryRun,
  { questionCode, place, outcome, reasons, value }: PlannedAnswer,
  numbers: ReadonlyMap<string, string>,
): ImportRow | undefined {
  if (outcome === 'same') return undefined;
  const standing = current.standing.get(questionCode);
  const placed = current.compiled.questions.get(questionCode);
  return {
    questionCode,
    number: numbers.get(questionCode) ?? placed?.standard.number ?? '',
    text: placed?.question.text ?? '',
    place,
    outcome,
    reasons,
    standing: blocksOf(loaded, questionCode, standing?.value),
    typed: blocksOf(loaded, questionCode, value),
    savedBy: standing ? `${standing.by} on ${instantInWords(standing.at)}` : '',
  };
}

/** An answer as every page shows it; nothing for one that holds nothing. */
function blocksOf({ compiled }: LoadedReturn, code: string, value: AnswerValue | null | undefined): AnswerBlock[] {
  const question = compiled.questions.get(code)?.question;
  if (!question || !value || isUntouched(value)) return [];
  const content = { code, number: '', text: question.text, evidence: [], ...contentAnswer(compiled, question, value) };
  return answerBlocks(compiled, content);
}
