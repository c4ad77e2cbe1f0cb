import type { Portal } from '../../platform/portal.ts';
import { formText } from '../../platform/typed-text.ts';
import { readWorkbookForm } from '../../platform/workbook-form.server.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { applyWorkbook, discardWorkbook, keepWorkbook } from './commands/import-workbook.server.ts';
import { loadForImport } from './workbook/load.server.ts';

export type PostedImport =
  | { readonly kind: 'go'; readonly to: string }
  | {
      readonly kind: 'stay';
      readonly field: string;
      readonly problem: string;
      readonly status: 409 | 413 | 422;
      /** What was chosen between two answers, to be shown again. */
      readonly chosen: Readonly<Record<string, string>>;
    };

/** What a press on the import page does: keep an uploaded workbook, apply a kept one, or throw it away. */
export async function postImport(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  request: Request,
): Promise<PostedImport> {
  await loadForImport(portal.database.db, viewer, returnId);
  const here = `/returns/${returnId}/import`;
  const read = await readWorkbookForm(request);
  if ('problem' in read) return stay('file', read.problem, read.status);
  const { form, bytes } = read;
  const sha256 = formText(form, 'kept');
  if (sha256 === undefined) {
    if (!bytes) return stay('file', 'Choose a workbook', 422);
    const kept = await keepWorkbook(portal, viewer, returnId, bytes);
    return 'problem' in kept ? stay('file', kept.problem, 422) : { kind: 'go', to: `${here}?file=${kept.sha256}` };
  }
  if (formText(form, 'intent') === 'discard') {
    await discardWorkbook(portal, viewer, returnId, sha256);
    return { kind: 'go', to: here };
  }
  const chosen = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('keep-') && typeof value === 'string' ? [[name.slice('keep-'.length), value]] : [],
    ),
  );
  const applied = await applyWorkbook(portal, viewer, {
    returnId,
    sha256,
    outcome: formText(form, 'outcome') ?? '',
    choices: new Map(
      Object.entries(chosen).flatMap(([code, choice]) =>
        choice === 'mine' || choice === 'theirs' ? [[code, choice] as const] : [],
      ),
    ),
  });
  if ('problem' in applied) return { ...stay('', applied.problem, 409), chosen };
  return { kind: 'go', to: `${here}?imported=${applied.saved}` };
}

const stay = (field: string, problem: string, status: 409 | 413 | 422) =>
  ({ kind: 'stay', field, problem, status, chosen: {} }) as const;
