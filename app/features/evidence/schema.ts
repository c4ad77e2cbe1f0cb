/** The shapes of evidence and of its forms, for both sides. */
import { z } from 'zod';
import { optionalDay } from '../../platform/form-parsing.ts';

export const titleLimit = 200;

const periodFields = {
  coversFrom: optionalDay('the date it covers'),
  coversTo: optionalDay('the last day it covers'),
};

const inOrder = {
  check: ({ coversFrom, coversTo }: { coversFrom: string | null; coversTo: string | null }) =>
    coversTo === null || (coversFrom !== null && coversFrom <= coversTo),
  problem: { path: ['coversTo'], message: 'The last day must not be before the first: enter both, in order' },
};

const title = z.string().trim().max(titleLimit, `Shorten the title to ${titleLimit} characters or fewer`).default('');
const requiredTitle = title.refine((text) => text !== '', 'Enter a title that others will recognise');

const linkAddress = z
  .string('Enter the address of the page or document')
  .trim()
  .min(1, 'Enter the address of the page or document')
  .max(2000, 'Enter an address of at most 2,000 characters')
  .refine(
    (address) => address === '' || isWebAddress(address),
    'Enter an address that starts with https:// or http://',
  );

/** What is said about a file beside the file itself. A title left empty becomes the file's name. */
export const fileDetailsSchema = z.object({ title, ...periodFields }).refine(inOrder.check, inOrder.problem);

export const linkSchema = z
  .object({ title: requiredTitle, url: linkAddress, ...periodFields })
  .refine(inOrder.check, inOrder.problem);

export const changeEvidenceSchema = z
  .object({ title: requiredTitle, revision: z.coerce.number().int(), ...periodFields })
  .refine(inOrder.check, inOrder.problem);

export type FileDetails = z.output<typeof fileDetailsSchema>;
export type LinkDetails = z.output<typeof linkSchema>;

/** One piece of evidence in an organisation's library. */
export interface Evidence {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: 'file' | 'link';
  readonly title: string;
  readonly url: string | null;
  readonly fileName: string | null;
  readonly mediaType: string | null;
  readonly size: number | null;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly revision: number;
}

/** True of http and https addresses without a name or password in them. */
export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address)) return false;
  const { hostname, username, password } = new URL(address);
  return hostname.includes('.') && username === '' && password === '';
}

/** Which of the two forms is meant; a file unless a link is asked for. */
export const evidenceKind = (asked: unknown): 'file' | 'link' => (asked === 'link' ? 'link' : 'file');
