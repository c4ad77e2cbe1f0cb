import { z } from 'zod';

/** Why somebody must read what is not theirs: said in words, kept for good, shown to whoever owns it. */
export const emergencyAccessSchema = z.object({
  reason: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(10, 'Enter the reason, so that the owner understands why you must read this')
        .max(1000, 'Shorten the reason to 1,000 characters or fewer'),
    ),
});

/** How long emergency access lasts. */
export const emergencyMinutes = 60;

/** An organisation or a partnership, as the address of the page names it. */
export type Owned =
  | { readonly organisationId: string; readonly partnershipId?: undefined }
  | { readonly partnershipId: string; readonly organisationId?: undefined };

export interface EmergencyAccess {
  readonly id: string;
  readonly person: string;
  readonly place: string;
  readonly reason: string;
  readonly openedAt: string;
  readonly endsAt: string;
  readonly endedAt: string | null;
  /** It still opens something now. */
  readonly open: boolean;
}
