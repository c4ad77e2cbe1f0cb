import { z } from 'zod';

const text = z.string().max(60_000);

/** What a browser gives for a new passkey; its inside is judged by the library that verifies it. */
export const registrationSchema = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string().max(40)).max(10).optional().catch(undefined),
  }),
});

/** What a browser gives for a passkey that is there. */
export const assertionSchema = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
});

/** A posted answer of the browser; undefined for what is none. */
export function readAnswer<T extends z.ZodType>(schema: T, posted: unknown): z.output<T> | undefined {
  if (typeof posted !== 'string' || posted.length > 200_000) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(posted));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
