/** Trusts and groups: who may be one, and what their links say. Pure; reaches the browser. */
import { z } from 'zod';
import { organisationKinds } from '../../../../standards/vocabulary.ts';
import { requiredDay } from '../../../platform/form-parsing.ts';
import { dayInWords } from '../../../platform/words.ts';
import type { Organisation } from '../schema.ts';

/** A trust, a hospital group, a chain of nurseries: an agency. A school or nursery is a site, never a group. */
export const mayBeGroup = ({ kind }: Pick<Organisation, 'kind'>): boolean =>
  organisationKinds[kind].sector === 'agency';

/** A site of a group; `toOn` is the first day on which it is none any more. */
export interface SiteLink {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly fromOn: string;
  readonly toOn: string | null;
}

/** Linked on a day, in London. */
export const isLinkedOn = ({ fromOn, toOn }: Pick<SiteLink, 'fromOn' | 'toOn'>, day: string): boolean =>
  fromOn <= day && (toOn === null || toOn > day);

/** "Since 1 September 2026", "From 1 September 2025 until 31 August 2026 ..." */
export const linkInWords = ({ fromOn, toOn }: Pick<SiteLink, 'fromOn' | 'toOn'>): string =>
  toOn === null ? `Since ${dayInWords(fromOn)}` : `From ${dayInWords(fromOn)}, not any more from ${dayInWords(toOn)}`;

export const linkFormSchema = z.object({
  groupId: z.string().default('').pipe(z.string().min(1, 'Choose a trust or group')),
  fromOn: requiredDay('the date it joined'),
});

export const leaveFormSchema = z.object({
  linkId: z.string().default(''),
  toOn: requiredDay('the first day on which it does not belong any more'),
});
