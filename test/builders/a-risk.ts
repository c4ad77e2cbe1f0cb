import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { raiseRisk } from '../../app/features/registers/risks/commands/raise-risk.server.ts';
import { nextReview } from '../../app/features/registers/risks/rules.ts';
import { type NewRisk, newRiskSchema } from '../../app/features/registers/risks/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { idOfSaved } from './a-group.ts';

interface RiskParts {
  readonly level?: 'strategic' | 'operational';
  readonly event?: string;
  readonly group?: string;
  readonly controls?: string;
  readonly risk?: readonly [likelihood: number, impact: number];
  readonly from?: {
    readonly challenge?: string;
    readonly submission?: string;
    readonly question?: string;
    readonly entry?: string;
  };
}

/** A new risk as the form posts it; the next review is three months on. */
export function aRiskForm(portal: Portal, parts: RiskParts = {}): NewRisk {
  const [likelihood, impact] = parts.risk ?? [4, 4];
  return newRiskSchema.parse({
    category: 'workforce',
    cause: 'Posts are empty',
    event: parts.event ?? 'Visits are late',
    effect: 'Children wait',
    ownerName: 'Head of service',
    group: parts.group ?? '',
    assurance: 'Figures each month',
    targetLikelihood: '2',
    targetImpact: '3',
    level: parts.level ?? 'operational',
    inherentLikelihood: '5',
    inherentImpact: '4',
    likelihood: String(likelihood),
    impact: String(impact),
    controls: parts.controls ?? '',
    reviewOn: nextReview(portal.stamp().today),
    ...parts.from,
  });
}

/** A risk on the register of the manager's partnership; gives its id. */
export const aRisk = (portal: Portal, manager: Viewer, parts: RiskParts = {}): Promise<string> =>
  idOfSaved(raiseRisk(portal, manager, aRiskForm(portal, parts)));
