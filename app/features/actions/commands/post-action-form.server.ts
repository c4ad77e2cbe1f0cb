import { z } from 'zod';
import {
  type FieldErrors,
  type ParsedForm,
  parseForm,
  type TypedValues,
  typedValues,
} from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { readWithProof } from '../../evidence/commands/find-proof.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import { getAction } from '../get-action.server.ts';
import {
  askTimeSchema,
  checkImpactSchema,
  decideTimeSchema,
  decisionSchemas,
  declineFindingSchema,
  doneSchema,
  progressSchema,
  rescheduleSchema,
} from '../schema.ts';
import { checkImpact } from './check-impact.server.ts';
import { declineFinding } from './decline-finding.server.ts';
import type { ActionSaved } from './hold-action.server.ts';
import { askMoreTime, decideMoreTime, withdrawMoreTime } from './more-time.server.ts';
import { decideAction, markDone, postProgress, rescheduleAction } from './update-action.server.ts';

export const actionIntents = [
  'progress',
  'done',
  'ask-time',
  'withdraw-time',
  'grant-time',
  'refuse-time',
  'verified',
  'returned',
  'reopened',
  'reschedule',
  'impact-held',
  'impact-lost',
  'decline-finding',
] as const;
export type ActionIntent = (typeof actionIntents)[number];

/** Done; or what to put right, with all that was typed. */
export type ActionPosted =
  | {
      readonly ok: true;
      readonly intent: ActionIntent;
      /** Where to go on, when it is not the action itself: the form of an action that follows it. */
      readonly next: string | null;
    }
  | { readonly ok: false; readonly intent: ActionIntent; readonly errors: FieldErrors; readonly values: TypedValues };

/** Any form of an action's page. A form of another kind is refused as not found. */
export async function postActionForm(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  upload: UploadForm,
): Promise<ActionPosted> {
  await getAction(portal.database.db, viewer, actionId, portal.stamp().today);
  const intent = z.enum(actionIntents).safeParse(upload.form.get('intent'));
  if (!intent.success) throw notFound();
  const posted = await run(portal, viewer, actionId, intent.data, upload);
  if ('saved' in posted) {
    if (posted.saved) return { ok: true, intent: intent.data, next: nextOf(actionId, intent.data, upload.form) };
    const errors = { [posted.field]: [posted.problem] };
    return { ok: false, intent: intent.data, errors, values: typedValues(upload.form) };
  }
  return { ...posted, intent: intent.data };
}

const nextOf = (actionId: string, intent: ActionIntent, form: FormData): string | null =>
  intent === 'impact-lost' && form.get('afterwards') === 'follow-up' ? `/actions/new?follows=${actionId}` : null;

type Problems = { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

function run(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  intent: ActionIntent,
  upload: UploadForm,
): Promise<ActionSaved | Problems> {
  switch (intent) {
    case 'progress':
      return withProof(portal, viewer, actionId, upload, parseForm(progressSchema, upload.form), postProgress);
    case 'done':
      return withProof(portal, viewer, actionId, upload, parseForm(doneSchema, upload.form), markDone);
    case 'reschedule':
      return whenParsed(parseForm(rescheduleSchema, upload.form), (value) =>
        rescheduleAction(portal, viewer, actionId, value),
      );
    case 'ask-time':
      return whenParsed(parseForm(askTimeSchema, upload.form), (value) => askMoreTime(portal, viewer, actionId, value));
    case 'withdraw-time':
      return withdrawMoreTime(portal, viewer, actionId);
    case 'grant-time':
    case 'refuse-time':
      return whenParsed(parseForm(decideTimeSchema, upload.form), (value) =>
        decideMoreTime(portal, viewer, actionId, intent === 'grant-time' ? 'granted' : 'refused', value),
      );
    case 'decline-finding':
      return whenParsed(parseForm(declineFindingSchema, upload.form), (value) =>
        declineFinding(portal, viewer, actionId, value),
      );
    case 'impact-held':
    case 'impact-lost':
      return whenParsed(parseForm(checkImpactSchema, upload.form), (value) =>
        checkImpact(portal, viewer, actionId, intent, value),
      );
    default:
      return whenParsed(parseForm(decisionSchemas[intent], upload.form), (value) =>
        decideAction(portal, viewer, actionId, intent, value),
      );
  }
}

async function whenParsed<T>(
  parsed: ParsedForm<T>,
  command: (value: T) => Promise<ActionSaved>,
): Promise<ActionSaved | Problems> {
  return parsed.ok ? command(parsed.value) : parsed;
}

/** A form with a note and, if wanted, a file of its own: every problem of both at once. */
async function withProof<T>(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  upload: UploadForm,
  parsed: ParsedForm<T>,
  command: (
    portal: Portal,
    viewer: Viewer,
    actionId: string,
    value: T,
    newEvidence?: NewEvidence,
  ) => Promise<ActionSaved>,
): Promise<ActionSaved | Problems> {
  const { organisation } = await getAction(portal.database.db, viewer, actionId, portal.stamp().today);
  // A group has no evidence of its own, and its forms have no field for a file.
  if (organisation === null) return whenParsed(parsed, (value) => command(portal, viewer, actionId, value));
  const read = await readWithProof(portal, viewer, organisation.id, upload, parsed);
  return read.ok ? command(portal, viewer, actionId, read.value, read.newEvidence) : read;
}
