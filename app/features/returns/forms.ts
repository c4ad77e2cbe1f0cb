/** The shapes of this slice's small forms. */
import { z } from 'zod';

/** "Make this the answer again". */
export const restoreSchema = z.object({
  revisionId: z.string().max(64),
  revision: z.coerce.number().int().min(0),
  questionCode: z.string().max(60),
});
