import { z } from 'zod';

/** Every press of the page that steers a session. `revision` is what the page showed: a press on an old page moves nothing. */
export const steerSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open') }),
  z.object({
    intent: z.literal('show'),
    slot: z.string().min(1),
    about: z.string().default(''),
    line: z.string().default(''),
  }),
  z.object({ intent: z.enum(['next', 'previous']), revision: z.coerce.number().int() }),
  z.object({
    intent: z.literal('start'),
    minutes: z
      .string('Enter the minutes as a number from 1 to 240')
      .trim()
      .refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 240, {
        message: 'Enter the minutes as a number from 1 to 240',
      })
      .transform(Number),
  }),
  z.object({ intent: z.enum(['pause', 'resume', 'more']) }),
]);
export type Steer = z.output<typeof steerSchema>;
