import { type PostedForm, pageForm, postPageForm } from '../../../../platform/page-forms.ts';
import type { Portal } from '../../../../platform/portal.ts';
import { notFound } from '../../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import {
  addControlSchema,
  changeRiskSchema,
  closeRiskSchema,
  endControlSchema,
  moveLevelSchema,
  reopenRiskSchema,
  reviewSchema,
} from '../schema.ts';
import {
  addControl,
  changeRisk,
  closeRisk,
  endControl,
  moveLevel,
  reopenRisk,
  reviewRisk,
} from './change-risk.server.ts';

/** Any form of a risk's page. A risk of another partnership is refused as not found. */
export async function postRiskForm(
  portal: Portal,
  viewer: Viewer,
  riskId: string,
  form: FormData,
): Promise<PostedForm> {
  const scope = partnershipScope(viewer, 'risk.change');
  const known = await portal.database.db
    .selectFrom('risk')
    .select('id')
    .where('id', '=', riskId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!known) throw notFound();
  return postPageForm(form, {
    review: pageForm(reviewSchema, (value) => reviewRisk(portal, viewer, riskId, value)),
    change: pageForm(changeRiskSchema, (value) => changeRisk(portal, viewer, riskId, value)),
    level: pageForm(moveLevelSchema, (value) => moveLevel(portal, viewer, riskId, value)),
    close: pageForm(closeRiskSchema, (value) => closeRisk(portal, viewer, riskId, value)),
    reopen: pageForm(reopenRiskSchema, (value) => reopenRisk(portal, viewer, riskId, value)),
    control: pageForm(addControlSchema, (value) => addControl(portal, viewer, riskId, value)),
    'end-control': pageForm(endControlSchema, ({ control }) => endControl(portal, viewer, riskId, control)),
  });
}
