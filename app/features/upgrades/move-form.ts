/** The form that moves open returns. For both sides. */
import { z } from 'zod';

/** Why the returns move, in the words of the person; told to every organisation. */
export const moveFormSchema = z.object({
  target: z.string().min(1, 'Choose the edition'),
  seen: z.string(),
  reason: z
    .string()
    .transform((reason) => reason.trim())
    .pipe(
      z
        .string()
        .min(1, 'Enter why the returns move: every organisation reads it')
        .max(500, 'Shorten the reason to 500 characters or fewer'),
    ),
});

const done: Readonly<Record<string, string>> = {
  moved: 'The returns have moved, and the safeguarding leads are being told',
  undone: 'The move has been undone: every return is as it was',
};

/** What the page says after something was done, by the code in its address. */
export const moveDoneWords = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(done, code) ? done[code] : undefined;
