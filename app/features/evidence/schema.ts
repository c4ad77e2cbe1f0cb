/** The shapes of evidence and of its forms, for both sides. */
import { z } from 'zod';
import { optionalDay } from '../../platform/form-parsing.ts';
import type { DetailKind } from './child-details.ts';

export const titleLimit = 200;

const periodFields = {
  coversFrom: optionalDay('the date it covers'),
  coversTo: optionalDay('the last day it covers'),
  reviewOn: optionalDay('the date to review it by'),
  /** The tick "no child or family can be recognised". */
  nobodyNamed: z
    .string()
    .default('')
    .transform((value) => value === 'yes'),
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

/** A link that takes the place of a version: its title is the title of the piece. */
export const linkVersionSchema = z.object({ url: linkAddress, ...periodFields }).refine(inOrder.check, inOrder.problem);

/** What is said about a new piece or version. What is left out was not said. */
export interface EvidenceDetails {
  readonly title: string;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly reviewOn?: string | null;
  /** Somebody ticked that no child or family can be recognised in it. */
  readonly nobodyNamed?: boolean;
}

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
  /** The number of its newest version, which all of the above describes; from 1. */
  readonly version: number;
  readonly reviewOn: string | null;
  /** Who said that no child or family can be recognised in it, and when; null when nobody did. */
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  /** What was seen in the text of the file that might tell who a child is. */
  readonly detailsFound: readonly DetailKind[];
  /** What the scanner for malware said of its file; null where none was asked. */
  readonly scan: 'waiting' | 'clean' | 'infected' | null;
}

/** One version of a piece of evidence. */
export interface EvidenceVersion
  extends Pick<
    Evidence,
    'kind' | 'url' | 'fileName' | 'mediaType' | 'size' | 'coversFrom' | 'coversTo' | 'reviewOn' | 'version'
  > {
  readonly by: string;
  readonly at: string;
}

/** A piece of the same organisation that holds the very same bytes. */
export interface SameFile {
  readonly evidenceId: string;
  readonly title: string;
  readonly version: number;
  /** False when a newer version has replaced the one with these bytes. */
  readonly newest: boolean;
  readonly addedAt: string;
  readonly addedBy: string;
}

/** True of http and https addresses without a name or password in them. */
export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address)) return false;
  const { hostname, username, password } = new URL(address);
  return hostname.includes('.') && username === '' && password === '';
}

/** Which of the two forms is meant; a file unless a link is asked for. */
export const evidenceKind = (asked: unknown): 'file' | 'link' => (asked === 'link' ? 'link' : 'file');
