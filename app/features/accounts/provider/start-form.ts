import { z } from 'zod';

/** The fields of every button that leads to an organisation's sign-in. */
export const startFormSchema = z.object({
  purpose: z.enum(['sign-in', 'bind', 'confirm']).catch('sign-in'),
  /** The single-use link that the person came with. */
  link: z.string().max(100).optional(),
  /** Where to go afterwards; empty where the step waits in another tab. */
  to: z.string().max(2000).default(''),
});
