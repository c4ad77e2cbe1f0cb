/** The forms about parts of a return, on both sides. */
import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { newPersonFields } from '../accounts/schema.ts';

export const noteLimit = 1000;

const note = (missing?: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim().replaceAll('\r\n', '\n'))
    .pipe(
      (missing === undefined ? z.string() : z.string().min(1, missing)).max(
        noteLimit,
        `Shorten the note to ${noteLimit} characters or fewer`,
      ),
    );

const asking = z.object({
  parts: z
    .array(z.string().max(100))
    .optional()
    .transform((parts) => parts ?? [])
    .pipe(z.array(z.string()).min(1, 'Tick what you want to hand over').max(200)),
  person: z.string().default('').pipe(z.string().min(1, 'Choose who to ask')),
  by: requiredDay('the date by which you need it'),
  note: note(),
});

/** Asking somebody of the organisation. */
export const askColleagueSchema = asking.transform(({ person, ...rest }) => ({
  ...rest,
  person: { kind: 'known' as const, personId: person },
}));

/** Asking somebody who is not in the list, by e-mail. */
export const askByEmailSchema = asking
  .extend(newPersonFields)
  .transform(({ person: _, email, personName, ...rest }) => ({
    ...rest,
    person: { kind: 'new' as const, email, name: personName },
  }));

export type Asking = z.output<typeof askColleagueSchema> | z.output<typeof askByEmailSchema>;

/** Giving a part back says what is missing. */
export const giveBackSchema = z.object({ note: note('Say what still has to be done') });
