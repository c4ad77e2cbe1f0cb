import type { ReactElement } from 'react';
import type { PdfModel } from '../models.ts';
import { ActionPlan } from './action-plan.tsx';
import { BoardPlan } from './board-plan.tsx';
import { ChallengePack } from './challenge-pack.tsx';
import { ChallengeReport } from './challenge-report.tsx';
import { DisposalCertificate } from './disposal-certificate.tsx';
import { EditionComparison } from './edition-comparison.tsx';
import { Minutes } from './minutes.tsx';
import { OutcomeLetter } from './outcome-letter.tsx';
import { QuestionSet } from './question-set.tsx';
import { Receipt } from './receipt.tsx';
import { ReturnCopy } from './return-copy.tsx';
import { RiskReport } from './risk-report.tsx';
import { WrittenResponse } from './written-response.tsx';

type Drawing = {
  element: ReactElement;
  /** Second half of the footer's left side. */
  footNote: string;
  /** Number of parts, for progress. */
  sections: number;
};

/** Which document draws a model. */
export function documentFor(model: PdfModel): Drawing {
  switch (model.kind) {
    case 'challenge-pack':
      return {
        element: <ChallengePack model={model} />,
        footNote: `Version ${model.version}`,
        sections: model.agencies.length + 4,
      };
    case 'return-copy':
      return { element: <ReturnCopy model={model} />, footNote: model.status, sections: model.standards.length + 3 };
    case 'receipt':
      return { element: <Receipt model={model} />, footNote: '', sections: 1 };
    case 'outcome-letter':
      return { element: <OutcomeLetter model={model} />, footNote: model.date, sections: 1 };
    case 'minutes':
      return { element: <Minutes model={model} />, footNote: `Version ${model.version}`, sections: 1 };
    case 'written-response':
      return { element: <WrittenResponse model={model} />, footNote: model.date, sections: 1 };
    case 'question-set':
      return { element: <QuestionSet model={model} />, footNote: '', sections: model.standards.length + 3 };
    case 'edition-comparison':
      return {
        element: <EditionComparison model={model} />,
        footNote: '',
        sections: model.groups.length + 2,
      };
    case 'disposal-certificate':
      return { element: <DisposalCertificate model={model} />, footNote: model.owner, sections: 1 };
    case 'risk-report':
      return { element: <RiskReport model={model} />, footNote: model.asAt, sections: 1 + model.levels.length };
    case 'challenge-report':
      return { element: <ChallengeReport model={model} />, footNote: model.asAt, sections: 2 };
    case 'action-plan':
      return { element: <ActionPlan model={model} />, footNote: model.asAt, sections: 1 };
    case 'board-plan':
      return { element: <BoardPlan model={model} />, footNote: model.asAt, sections: 1 };
  }
}
