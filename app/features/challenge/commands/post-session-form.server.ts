import { z } from 'zod';
import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { formProblem, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { agendaChangeSchema, reasonSchema } from '../schema.ts';
import { callOffSession, withdrawAgency } from './call-off.server.ts';
import { changeAgenda } from './change-agenda.server.ts';
import { releasePapers } from './release-papers.server.ts';
import { requestPack } from './request-pack.server.ts';
import { holdSession } from './schedule-session.server.ts';
import { tellAgencies } from './tell-agencies.server.ts';

/** Where to go next, or what to put right. */
export type SessionPosted =
  | { readonly ok: true; readonly to: string }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

const revisionSchema = z.object({ revision: z.coerce.number().int() });

/** Any button of a session's page. A form of another kind is refused as not found. */
export async function postSessionForm(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  form: FormData,
): Promise<SessionPosted> {
  const here = `/challenge/${sessionId}`;
  switch (form.get('intent')) {
    case 'compile': {
      const pack = await requestPack(portal, viewer, sessionId);
      return { ok: true, to: `/packs/${pack.id}/progress${pack.made === 'existing' ? '?unchanged=1' : ''}` };
    }
    case 'tell':
      await tellAgencies(portal, viewer, sessionId);
      return { ok: true, to: `${here}?saved=told` };
    case 'release':
      await releasePapers(portal, viewer, sessionId, { keyLines: form.get('keyLines') === 'yes' });
      return { ok: true, to: `${here}?saved=released` };
    case 'call-off': {
      const parsed = parseForm(reasonSchema, form);
      if (!parsed.ok) return parsed;
      await callOffSession(portal, viewer, sessionId, parsed.value);
      return { ok: true, to: `${here}?saved=called-off` };
    }
    case 'withdraw': {
      const parsed = parseForm(reasonSchema.extend({ slot: z.string() }), form);
      if (!parsed.ok) return parsed;
      await withdrawAgency(portal, viewer, sessionId, parsed.value);
      return { ok: true, to: `${here}?saved=withdrawn` };
    }
    case 'hold': {
      const parsed = parseForm(revisionSchema, form);
      if (!parsed.ok) throw notFound();
      await holdSession(portal, viewer, sessionId, parsed.value);
      return { ok: true, to: `${here}?saved=held` };
    }
    default: {
      const parsed = parseForm(agendaChangeSchema, form);
      if (!parsed.ok) {
        if (parsed.errors.intent) throw notFound();
        return parsed;
      }
      const found = await changeAgenda(portal, viewer, sessionId, parsed.value);
      if (found) return formProblem(found.field, found.problem, form);
      return { ok: true, to: `${here}#agenda` };
    }
  }
}
