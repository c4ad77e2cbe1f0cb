/** What the page of a workbook's dry run shows: plain values, on both sides. */
import type { AnswerBlock } from '../../../pdf/models.ts';
import type { ReturnStatus } from '../returns/rules.ts';
import type { WorkbookOutcome } from './workbook/dry-run.ts';

/** One question of the workbook that does not stay as it is. */
export interface ImportRow {
  /** Empty for cells that belong to no question. */
  readonly questionCode: string;
  readonly number: string;
  readonly text: string;
  readonly place: string;
  readonly outcome: Exclude<WorkbookOutcome, 'same'>;
  readonly reasons: readonly string[];
  /** What stands in the return, and what the workbook says. */
  readonly standing: readonly AnswerBlock[];
  readonly typed: readonly AnswerBlock[];
  /** Who saved what stands: "Sam Patel on 3 February 2027 at 2:30pm". */
  readonly savedBy: string;
}

export interface ImportDryRun {
  readonly sha256: string;
  /** Posted back with the choices, so that exactly this is applied. */
  readonly outcome: string;
  readonly rows: readonly ImportRow[];
  readonly same: number;
  /** Questions that the workbook leaves out. */
  readonly absent: number;
}

export interface ImportPage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly status: ReturnStatus;
  readonly editable: boolean;
  readonly dryRun: ImportDryRun | undefined;
  /** Why the kept workbook cannot be shown any more. */
  readonly problem: string | undefined;
}

/** The name of the field in which a person chooses between two answers. */
export const choiceField = (questionCode: string): string => `keep-${questionCode}`;
