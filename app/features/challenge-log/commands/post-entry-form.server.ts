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
import { readWithProof } from '../../evidence/commands/find-proof.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import { getEntry } from '../get-entry.server.ts';
import { answerForSchema, answerSchema, askMoreSchema, closeSchema, moveDateSchema, rescoreSchema } from '../schema.ts';
import {
  answerChallenge,
  answerForBody,
  askForMore,
  closeEntry,
  type EntrySaved,
  moveEntryDate,
  passOn,
  rescoreEntry,
} from './update-entry.server.ts';

export const entryIntents = ['pass-on', 'answer', 'answer-for', 'close', 'more', 'date', 'risk'] as const;
export type EntryIntent = (typeof entryIntents)[number];

/** Done; or what to put right, with all that was typed. */
export type EntryPosted =
  | { readonly ok: true; readonly intent: EntryIntent }
  | {
      readonly ok: false;
      readonly intent: EntryIntent;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
    };

/** Any form of a challenge's page. A form of another kind, or an entry of somebody else's, is refused as not found. */
export async function postEntryForm(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  upload: UploadForm,
): Promise<EntryPosted> {
  const entry = await getEntry(portal.database.db, viewer, entryId, portal.stamp().today);
  const intent = z.enum(entryIntents).safeParse(upload.form.get('intent'));
  if (!intent.success) throw notFound();
  const posted = await run(portal, viewer, entry, intent.data, upload);
  if (!('saved' in posted)) return { ...posted, intent: intent.data };
  if (posted.saved) return { ok: true, intent: intent.data };
  const errors = { [posted.field]: [posted.problem] };
  return { ok: false, intent: intent.data, errors, values: typedValues(upload.form) };
}

type Problems = { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

async function run(
  portal: Portal,
  viewer: Viewer,
  entry: { readonly id: string; readonly raisedTo: { readonly organisationId: string | null } },
  intent: EntryIntent,
  upload: UploadForm,
): Promise<EntrySaved | Problems> {
  const { form } = upload;
  const when = <T>(
    parsed: ParsedForm<T>,
    command: (portal: Portal, viewer: Viewer, entryId: string, value: T) => Promise<EntrySaved>,
  ) => (parsed.ok ? command(portal, viewer, entry.id, parsed.value) : Promise.resolve(parsed));
  switch (intent) {
    case 'answer': {
      const { organisationId } = entry.raisedTo;
      if (organisationId === null) throw notFound();
      const read = await readWithProof(portal, viewer, organisationId, upload, parseForm(answerSchema, form));
      return read.ok ? answerChallenge(portal, viewer, entry.id, read.value, read.newEvidence) : read;
    }
    case 'pass-on':
      return passOn(portal, viewer, entry.id);
    case 'answer-for':
      return when(parseForm(answerForSchema, form), answerForBody);
    case 'close':
      return when(parseForm(closeSchema, form), closeEntry);
    case 'more':
      return when(parseForm(askMoreSchema, form), askForMore);
    case 'date':
      return when(parseForm(moveDateSchema, form), moveEntryDate);
    case 'risk':
      return when(parseForm(rescoreSchema, form), rescoreEntry);
  }
}
