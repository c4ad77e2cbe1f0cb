import { z } from 'zod';
import { returnContentSchema } from '../returns/content.ts';

export const signatureSchema = z.object({
  signatory: z.enum(['senior-lead', 'headteacher', 'chair-of-governors']),
  title: z.string(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  signedAt: z.string(),
  contentHash: z.string(),
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
  submittedAt: z.string(),
  submittedBy: z.string(),
});

export type Snapshot = z.infer<typeof snapshotSchema>;
export type Signature = z.infer<typeof signatureSchema>;
