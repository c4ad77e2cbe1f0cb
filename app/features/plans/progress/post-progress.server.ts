import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import { readWorkbookForm } from '../../../platform/workbook-form.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import {
  applyProgress,
  discardProgress,
  keepProgress,
  type ProgressDryRun,
  previewProgress,
} from './apply-progress.server.ts';
import { getProgressOwner, progressHref } from './scope.server.ts';

export interface ProgressPage {
  readonly owner: string;
  /** The address of this page. */
  readonly here: string;
  /** The address of the plan that it is of. */
  readonly plan: string;
  readonly dryRun: (ProgressDryRun & { readonly sha256: string }) | undefined;
  readonly problem: string | undefined;
}

/** The page on which a workbook of progress is fetched, brought back, looked at and applied. */
export async function getProgressPage(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  sha256: string | null,
): Promise<ProgressPage> {
  const owner = await getProgressOwner(portal.database.db, viewer, organisationId);
  const page = {
    owner: owner.name,
    here: progressHref(owner),
    plan: owner.kind === 'organisation' ? `/action-plans/${owner.id}` : '/action-plans?sector=group',
    dryRun: undefined,
    problem: undefined,
  };
  if (sha256 === null) return page;
  const dryRun = await previewProgress(portal, viewer, organisationId, sha256);
  return 'problem' in dryRun ? { ...page, problem: dryRun.problem } : { ...page, dryRun: { ...dryRun, sha256 } };
}

export type PostedProgress =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'stay'; readonly field: string; readonly problem: string; readonly status: 409 | 413 | 422 }
  /** Asks for a second press: so many rows would be left out. */
  | { readonly kind: 'confirm'; readonly leftOut: number };

/** What a press on the page does: keep an uploaded workbook, apply a kept one, or throw it away. */
export async function postProgress(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  request: Request,
): Promise<PostedProgress> {
  const here = progressHref(await getProgressOwner(portal.database.db, viewer, organisationId));
  const read = await readWorkbookForm(request);
  if ('problem' in read) return { kind: 'stay', field: 'file', problem: read.problem, status: read.status };
  const { form, bytes } = read;
  const sha256 = formText(form, 'kept');
  if (sha256 === undefined) {
    if (!bytes) return { kind: 'stay', field: 'file', problem: 'Choose a workbook', status: 422 };
    const kept = await keepProgress(portal, viewer, organisationId, bytes);
    return 'problem' in kept
      ? { kind: 'stay', field: 'file', problem: kept.problem, status: 422 }
      : { kind: 'go', to: `${here}?file=${kept.sha256}` };
  }
  if (formText(form, 'intent') === 'discard') {
    await discardProgress(portal, viewer, organisationId, sha256);
    return { kind: 'go', to: here };
  }
  const applied = await applyProgress(portal, viewer, {
    organisationId,
    sha256,
    outcome: formText(form, 'outcome') ?? '',
    partial: formText(form, 'partial') === 'yes',
  });
  if ('problem' in applied) return { kind: 'stay', field: '', problem: applied.problem, status: 409 };
  if ('leftOut' in applied) return { kind: 'confirm', leftOut: applied.leftOut };
  return { kind: 'go', to: `${here}?applied=${applied.applied}` };
}
