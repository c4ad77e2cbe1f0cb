import { z } from 'zod';
import { formProblem, type ParsedForm, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { ratifySchema } from '../schema.ts';
import { ratifyActions } from './ratify-actions.server.ts';

type Posted =
  | { readonly ok: true; readonly decision: 'ratified' | 'not-ratified' }
  | Extract<ParsedForm<never>, { ok: false }>;

/** The form of the page for the board. A button that it does not have is refused as not found. */
export async function postRatifyForm(portal: Portal, viewer: Viewer, form: FormData): Promise<Posted> {
  partnershipScope(viewer, 'action.ratify');
  const decision = z.enum(['ratified', 'not-ratified']).safeParse(form.get('intent'));
  if (!decision.success) throw notFound();
  const parsed = parseForm(ratifySchema, form);
  if (!parsed.ok) return parsed;
  const saved = await ratifyActions(portal, viewer, decision.data, parsed.value);
  return saved.saved ? { ok: true, decision: decision.data } : formProblem(saved.field, saved.problem, form);
}
