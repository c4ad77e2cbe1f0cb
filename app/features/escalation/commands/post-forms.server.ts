import { type FieldErrors, formProblem, parseForm, type TypedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { isRefusal, notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { Subject } from '../ladder.ts';
import { isTheirs } from '../late.server.ts';
import { endSchema, letterReadSchema, letterSchema, pauseSchema, raiseSchema, resumeSchema } from '../schema.ts';
import {
  approveEscalationLetter,
  releaseEscalationLetter,
  saveEscalationLetter,
  setAsideEscalationLetter,
} from './letters.server.ts';
import { endByHand, pauseClimb, raiseNow, resumeClimb } from './steer.server.ts';

export type EscalationIntent = 'raise' | 'pause' | 'resume' | 'end';

/** Done, and what to say; or what to put right, with all that was typed. */
export type EscalationPosted =
  | { readonly ok: true; readonly saved: string; readonly id?: string }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      /** Somebody was quicker, or it is not possible now. */
      readonly refused?: true;
    };

/** A refusal in words becomes a problem of the form, so that nothing that was typed is lost. */
async function orRefused(
  form: FormData,
  intent: string,
  write: () => Promise<EscalationPosted>,
): Promise<EscalationPosted> {
  try {
    return await write();
  } catch (error) {
    if (!isRefusal(error) || error.code === 'not-found') throw error;
    return { ...formProblem('', error.message, form), intent, refused: true };
  }
}

/** Any form of the page of one escalation. A form of another kind is refused as not found. */
export async function postEscalationForm(
  portal: Portal,
  viewer: Viewer,
  place: { readonly id: string; readonly subject: Subject; readonly subjectId: string },
  form: FormData,
): Promise<EscalationPosted> {
  const intent = String(form.get('intent'));
  return orRefused(form, intent, async () => {
    switch (intent) {
      case 'raise':
        return postRaise(portal, viewer, { subject: place.subject, id: place.subjectId }, form);
      case 'pause': {
        const parsed = parseForm(pauseSchema, form);
        if (!parsed.ok) return { ...parsed, intent };
        if (parsed.value.until < portal.stamp().today)
          return { ...formProblem('until', 'Enter today or a later day', form), intent };
        await pauseClimb(portal, viewer, place.id, parsed.value);
        return { ok: true, saved: intent };
      }
      case 'resume': {
        const parsed = parseForm(resumeSchema, form);
        if (!parsed.ok) return { ...parsed, intent };
        await resumeClimb(portal, viewer, place.id, parsed.value);
        return { ok: true, saved: intent };
      }
      case 'end': {
        const parsed = parseForm(endSchema, form);
        if (!parsed.ok) return { ...parsed, intent };
        await endByHand(portal, viewer, place.id, parsed.value);
        return { ok: true, saved: intent };
      }
      default:
        throw notFound();
    }
  });
}

/** The form that raises something to its next level now. */
export async function postRaise(
  portal: Portal,
  viewer: Viewer,
  thing: { readonly subject: Subject; readonly id: string },
  form: FormData,
): Promise<EscalationPosted> {
  const { partnershipIds } = partnershipScope(viewer, 'escalation.change');
  if (!(await isTheirs(portal.database.db, partnershipIds, thing.subject, thing.id))) throw notFound();
  return orRefused(form, 'raise', async () => {
    const parsed = parseForm(raiseSchema, form);
    if (!parsed.ok) return { ...parsed, intent: 'raise' };
    return { ok: true, saved: 'raise', id: await raiseNow(portal, viewer, thing, parsed.value) };
  });
}

/** Any form of the page of a letter. */
export async function postEscalationLetter(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  form: FormData,
): Promise<EscalationPosted> {
  const intent = String(form.get('intent'));
  return orRefused(form, intent, async () => {
    if (intent === 'save') {
      const parsed = parseForm(letterSchema, form);
      if (!parsed.ok) return { ...parsed, intent };
      const saved = await saveEscalationLetter(portal, viewer, letterId, parsed.value);
      return saved.saved ? { ok: true, saved: intent } : { ...formProblem(saved.field, saved.problem, form), intent };
    }
    if (intent === 'set-aside') {
      await setAsideEscalationLetter(portal, viewer, letterId);
      return { ok: true, saved: intent };
    }
    if (intent !== 'approve' && intent !== 'release') throw notFound();
    const parsed = parseForm(letterReadSchema, form);
    if (!parsed.ok) throw notFound();
    await (intent === 'approve' ? approveEscalationLetter : releaseEscalationLetter)(
      portal,
      viewer,
      letterId,
      parsed.value,
    );
    return { ok: true, saved: intent };
  });
}
