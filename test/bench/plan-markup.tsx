import { renderToString } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { PlanView } from '../../app/features/plans/components/plan-view.tsx';
import type { PlanPage } from '../../app/features/plans/plan/get-plan.server.ts';

/** The markup of a page of a plan. */
export const markupOf = (page: PlanPage): string =>
  renderToString(
    <MemoryRouter>
      <PlanView page={page} search="?by=agency" />
    </MemoryRouter>,
  );
