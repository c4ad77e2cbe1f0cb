/** What a submission holds, and the forms that lead to one. */
import { z } from 'zod';
import { signatoryCodes } from '../../../standards/vocabulary.ts';
import { returnContentSchema } from '../returns/content.ts';

/** The authority under which somebody signed for a role that is not theirs. Why it was given stays in the organisation. */
export const usedAuthoritySchema = z.object({
  givenBy: z.string(),
  /** Dates, `YYYY-MM-DD`; both ends are included. */
  givenOn: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
});
export type UsedAuthority = z.infer<typeof usedAuthoritySchema>;

/** The meeting at which the board or the governors considered the return. */
export const meetingSchema = z.object({
  heldOn: z.string(),
  body: z.string(),
  minuteReference: z.string().nullable(),
});
export type Meeting = z.infer<typeof meetingSchema>;

/** One signature as it was frozen. */
export const signatureSchema = z.object({
  signatory: z.enum(signatoryCodes),
  title: z.string(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  signedAt: z.string(),
  contentHash: z.string(),
  /** Absent where the person signed in their own role, and from older snapshots. */
  authority: z.exactOptional(usedAuthoritySchema),
});

/**
 * What a partnership sees of a return: frozen, hashed, never changed. Its SHA-256 is that of its canonical JSON; the
 * signatures name the hash of `content` alone.
 */
export const snapshotSchema = z.object({
  contract: z.literal(1),
  reference: z.string(),
  version: z.number().int(),
  partnership: z.object({ id: z.string(), name: z.string() }),
  cycle: z.object({ id: z.string(), name: z.string(), dueOn: z.string() }),
  content: returnContentSchema,
  contentHash: z.string(),
  signatures: z.array(signatureSchema),
  /** Absent where none was recorded, and from older snapshots. */
  meeting: z.exactOptional(meetingSchema),
  submittedAt: z.string(),
  submittedBy: z.string(),
});

/** A submission as the partnership reads it. */
export type Snapshot = z.infer<typeof snapshotSchema>;
/** A signature in a snapshot. */
export type Signature = z.infer<typeof signatureSchema>;

/** The most characters of a note that sends a return back. */
export const noteLimit = 2000;

/** The declaration of a signatory: nothing is signed without the tick. */
export const signSchema = z.object({
  signatory: z.enum(signatoryCodes, 'Choose whom you sign as'),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'Reload the page and read the return again'),
  declared: z.literal('yes', 'Tick the box to make this declaration'),
});

/** The note that sends a return back. */
export const sendBackSchema = z.object({
  note: z
    .string('Say what needs to change before you can sign')
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Say what needs to change before you can sign')
        .max(noteLimit, `Shorten your note to ${noteLimit.toLocaleString('en-GB')} characters or fewer`),
    ),
});
