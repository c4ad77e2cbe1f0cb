import { actionSources, actionStatuses, type ProgressRating, priorities, progressRatings } from '../actions/rules.ts';
import type { PlanRow } from './plan-rows.server.ts';

/** How its owner rates the progress: "Amber: at risk". */
export const ragInWords = (rag: ProgressRating): string =>
  `${rag.charAt(0).toUpperCase()}${rag.slice(1)}: ${progressRatings[rag].words.toLowerCase()}`;
export const setByWords = { partnership: 'Partnership priority', 'young-people': 'Youth theme' } as const;

interface PlanColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: PlanRow) => string | number;
}

/**
 * The columns of every file of a plan, in order. Their names and places are a promise: what somebody builds on this
 * year's file works with next year's. A new column goes to the end. Days are `YYYY-MM-DD`; nothing is an empty cell.
 */
export const planColumns: readonly PlanColumn[] = [
  { heading: 'Reference', width: 16, value: (row) => row.reference },
  { heading: 'Partnership', width: 14, value: (row) => row.partnership },
  { heading: 'Organisation', width: 30, value: (row) => row.organisation ?? '' },
  { heading: 'Kind of organisation', width: 24, value: (row) => row.organisationKind ?? '' },
  { heading: 'Sector', width: 16, value: (row) => row.sector ?? '' },
  { heading: 'Group', width: 24, value: (row) => row.group ?? '' },
  { heading: 'Cycle', width: 24, value: (row) => row.cycle ?? '' },
  { heading: 'Source', width: 18, value: (row) => actionSources[row.source] },
  { heading: 'Standard', width: 12, value: (row) => row.standardCode ?? '' },
  { heading: 'Priority', width: 10, value: (row) => priorities[row.priority] },
  { heading: 'Serves', width: 28, value: (row) => row.serves?.title ?? '' },
  { heading: 'Set by', width: 20, value: (row) => (row.serves ? setByWords[row.serves.setBy] : '') },
  { heading: 'What was found', width: 44, value: (row) => row.finding },
  { heading: 'Action', width: 44, value: (row) => row.what },
  { heading: 'Target: how we shall know', width: 44, value: (row) => row.successMeasure },
  { heading: 'Given', width: 12, value: (row) => row.givenOn },
  { heading: 'Starts', width: 12, value: (row) => row.startsOn ?? '' },
  { heading: 'First due', width: 12, value: (row) => row.firstDueOn },
  { heading: 'Due', width: 12, value: (row) => row.dueOn },
  { heading: 'Status', width: 26, value: (row) => actionStatuses[row.status].words },
  { heading: 'Overdue', width: 10, value: (row) => (row.overdue ? 'Overdue' : '') },
  { heading: 'Per cent done', width: 10, value: (row) => row.percent },
  { heading: 'RAG', width: 10, value: (row) => (row.rag ? ragInWords(row.rag) : '') },
  { heading: 'Latest progress', width: 44, value: (row) => row.latest?.text ?? '' },
  { heading: 'Latest progress on', width: 12, value: (row) => row.latest?.on ?? '' },
  { heading: 'Evidence of impact', width: 44, value: (row) => row.impact?.text ?? '' },
  { heading: 'Proof', width: 30, value: (row) => row.impact?.proof ?? row.latest?.proof ?? '' },
  { heading: 'Done', width: 12, value: (row) => row.doneOn ?? '' },
  { heading: 'Closed', width: 12, value: (row) => row.closedOn ?? '' },
  { heading: 'Impact check', width: 12, value: (row) => row.impactCheckOn ?? '' },
  { heading: 'Owner', width: 24, value: (row) => row.owner },
  { heading: 'Sponsor', width: 24, value: (row) => row.sponsor ?? '' },
];
