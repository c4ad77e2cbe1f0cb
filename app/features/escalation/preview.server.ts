import type { Reader } from '../../../db/client.server.ts';
import { isDay } from '../../platform/form-parsing.ts';
import { getPartnershipMail } from '../notifications/settings.server.ts';
import { timetable } from './climb.ts';
import type { Duty, Ladder } from './ladder.ts';
import { skippedFor } from './round.server.ts';

/** The three organisations that a preview follows. */
export const examples = [
  { words: 'An agency with a duty in law', sector: 'agency', duty: 'statutory' },
  { words: 'A school', sector: 'setting', duty: 'statutory' },
  { words: 'An organisation that takes part by choice', sector: 'agency', duty: 'voluntary' },
] as const satisfies readonly { words: string; sector: 'agency' | 'setting'; duty: Duty }[];

export interface PreviewLine {
  readonly organisation: string;
  readonly levels: readonly {
    readonly number: number;
    readonly name: string;
    readonly day: string;
    readonly waits: boolean;
  }[];
}

/** The day asked for in the three boxes of a date of a query; undefined where they are empty or make no date. */
export function dueIn(search: URLSearchParams): string | undefined {
  const part = (name: string, width: number) => (search.get(`due-${name}`) ?? '').trim().padStart(width, '0');
  const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
  return isDay(day) ? day : undefined;
}

/** What a ladder would do to something due on a day, for each of the examples. */
export async function previewLadder(
  db: Reader,
  partnershipId: string,
  ladder: Ladder,
  dueOn: string,
): Promise<PreviewLine[]> {
  const { settings } = await getPartnershipMail(db, partnershipId);
  return examples.map(({ words, sector, duty }) => ({
    organisation: words,
    levels: timetable(ladder, duty, dueOn, skippedFor(sector, ladder, settings)).map(({ level, day, waits }) => ({
      number: level.number,
      name: level.name,
      day,
      waits,
    })),
  }));
}
