import { z } from 'zod';
import type { ChallengeRow } from '../../../../db/schema/challenge.table.ts';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { outcomes } from '../rules.ts';
import { attendanceSchema, challengeSchema } from '../schema.ts';
import {
  changeChallenge,
  type Recorded,
  type RecordPlace,
  recordAttendance,
  recordChallenge,
} from './record-challenge.server.ts';

/** What somebody else saved first, in the words of the form. */
export interface TheirEntry {
  readonly revision: number;
  readonly askedBy: string;
  readonly challenge: string;
  readonly reply: string;
  readonly outcome: string;
  readonly agreedReason: string;
}

/** Where to go next; or what to put right, with what was typed and, after a lost race, what stands there now. */
export type RecordPosted =
  | { readonly ok: true; readonly to: string }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      readonly theirs?: TheirEntry;
    };

const entrySchema = z.object({ challengeId: z.string().min(1), revision: z.coerce.number().int() });

/** Any form of the record page. A form of another kind is refused as not found. */
export async function postRecordForm(
  portal: Portal,
  viewer: Viewer,
  place: RecordPlace,
  form: FormData,
): Promise<RecordPosted> {
  const here = `/challenge/${place.sessionId}/record/${place.slotId}`;
  switch (form.get('intent')) {
    case 'attendance': {
      const parsed = parseForm(attendanceSchema, form);
      if (!parsed.ok) return parsed;
      await recordAttendance(portal, viewer, place, parsed.value);
      return { ok: true, to: `${here}?saved=attendance` };
    }
    case 'record': {
      const parsed = parseForm(challengeSchema, form);
      if (!parsed.ok) return parsed;
      return posted(await recordChallenge(portal, viewer, place, parsed.value), form, here);
    }
    case 'change': {
      const entry = parseForm(entrySchema, form);
      if (!entry.ok) throw notFound();
      const parsed = parseForm(challengeSchema, form);
      if (!parsed.ok) return parsed;
      const { challengeId, revision } = entry.value;
      const changed = await changeChallenge(portal, viewer, place, challengeId, { revision, entry: parsed.value });
      return posted(changed, form, here);
    }
    default:
      throw notFound();
  }
}

function posted(recorded: Recorded, form: FormData, here: string): RecordPosted {
  if (recorded.saved) return { ok: true, to: `${here}?saved=entry#recorded` };
  if ('problem' in recorded)
    return { ok: false, errors: { [recorded.field]: [recorded.problem] }, values: typedValues(form) };
  return {
    ok: false,
    errors: { '': ['Somebody else changed this entry while you were writing. Both texts are below'] },
    values: typedValues(form),
    theirs: inWords(recorded.theirs),
  };
}

const inWords = (row: ChallengeRow): TheirEntry => ({
  revision: row.revision,
  askedBy: row.asked_by,
  challenge: row.challenge,
  reply: row.reply,
  outcome: outcomes[row.outcome],
  agreedReason: row.agreed_reason ?? '',
});
