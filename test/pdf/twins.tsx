import type { ReactElement } from 'react';
import { Letter } from '../../app/features/challenge/components/letter.tsx';
import { Minutes } from '../../app/features/challenge/components/minutes.tsx';
import { PackTwin } from '../../app/features/challenge/components/pack-twin.tsx';
import { WrittenResponse } from '../../app/features/challenge/components/written-response.tsx';
import { Report } from '../../app/features/challenge-log/components/report.tsx';
import { BoardView } from '../../app/features/plans/components/board-view.tsx';
import { PlanDocument } from '../../app/features/plans/components/plan-document.tsx';
import {
  ComparedEditions,
  ComparisonOverview,
} from '../../app/features/questionnaire/components/edition-comparison.tsx';
import { QuestionSet } from '../../app/features/questionnaire/components/question-set.tsx';
import { RiskReport } from '../../app/features/registers/risks/components/risk-report.tsx';
import { Certificate } from '../../app/features/retention/components/certificate.tsx';
import { Receipt } from '../../app/features/submissions/components/receipt.tsx';
import { ReturnCopy } from '../../app/features/submissions/components/return-copy.tsx';
import type { PdfModel } from '../../pdf/models.ts';

/** The page that says what a file says. Null: no address gives this file yet. */
export function twinOf(model: PdfModel): ReactElement | null {
  switch (model.kind) {
    case 'challenge-pack':
      return <PackTwin model={model} />;
    case 'return-copy':
      return <ReturnCopy model={model} title={model.title} />;
    case 'receipt':
      return <Receipt model={model} title={model.title} />;
    case 'outcome-letter':
      return <Letter model={model} />;
    case 'minutes':
      return <Minutes model={model} />;
    case 'written-response':
      return <WrittenResponse model={model} />;
    case 'question-set':
      return <QuestionSet model={model} />;
    case 'edition-comparison':
      return (
        <>
          <ComparisonOverview model={model} />
          <ComparedEditions model={model} />
        </>
      );
    case 'challenge-report':
      return <Report model={model} />;
    case 'disposal-certificate':
      return <Certificate model={model} />;
    case 'risk-report':
      return <RiskReport model={model} />;
    case 'action-plan':
      return <PlanDocument model={model} />;
    case 'board-plan':
      return <BoardView model={model} />;
  }
}

/**
 * Every address that gives a PDF, with the address of its twin and what draws the twin there. A new one is listed here,
 * or test/pdf/documents.test.tsx fails.
 */
export const twinsByAddress: Readonly<Record<string, { readonly page: string; readonly drawnBy: string }>> = {
  'standards/:setCode/compare.pdf': { page: 'standards/:setCode/compare', drawnBy: 'ComparedEditions' },
  'standards/:setCode/:edition.pdf': { page: 'standards/:setCode/:edition', drawnBy: 'QuestionSet' },
  'returns/:returnId/receipt.pdf': { page: 'returns/:returnId/receipt', drawnBy: 'Receipt' },
  'returns/:returnId/copy.pdf': { page: 'returns/:returnId/copy', drawnBy: 'ReturnCopy' },
  'challenge/:sessionId/minutes/:version.pdf': { page: 'challenge/:sessionId/minutes/:version', drawnBy: 'Minutes' },
  'packs/:packId.pdf': { page: 'packs/:packId', drawnBy: 'PackTwin' },
  'returns/:returnId/letter.pdf': { page: 'returns/:returnId/letter', drawnBy: 'Letter' },
  'returns/:returnId/response.pdf': { page: 'returns/:returnId/response', drawnBy: 'WrittenResponse' },
  'action-plans/plan.pdf': { page: 'action-plans/plan', drawnBy: 'PlanDocument' },
  'action-plans/board.pdf': { page: 'action-plans/board', drawnBy: 'BoardView' },
  'challenge-log/report.pdf': { page: 'challenge-log/report', drawnBy: 'Report' },
  'escalations/letters/:letterId.pdf': { page: 'escalations/letters/:letterId', drawnBy: 'WrittenResponse' },
  'retention/runs/:runId/certificate.pdf': {
    page: 'retention/runs/:runId/certificate',
    drawnBy: 'Certificate',
  },
  'risks/report.pdf': { page: 'risks/report', drawnBy: 'RiskReport' },
};
