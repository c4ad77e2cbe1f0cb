/** Which returns of a cycle are moderated, and why: a rule a person can check by hand. */
import { z } from 'zod';
import type { ConflictThresholds } from '../../surveys/rules.ts';

/** How many returns are looked at whatever they say. */
export const sampleBases = {
  all: 'Every return',
  share: 'A share of them, drawn by lot',
  none: 'None but those that the rules below pick',
} as const;

export type SampleBase = keyof typeof sampleBases;

/** Rules that pick a return by what is in it, with what their figure counts. */
export const riskRules = {
  changed: {
    label: 'Own ratings that are not those of the last cycle',
    hint: 'Counted where the same question was rated on the same scale in both.',
    usual: 5,
    why: (count: number) => `${count} own ${count === 1 ? 'rating differs' : 'ratings differ'} from the last cycle`,
  },
  unproven: {
    label: 'Best ratings with no evidence attached',
    hint: 'Counted on the questions of the return as it was sent.',
    usual: 5,
    why: (count: number) => `${count} best ${count === 1 ? 'rating has' : 'ratings have'} no evidence`,
  },
  reds: {
    label: 'Ratings at the worst point of the scale in the last cycle',
    hint: 'By the last word on them: agreed, else moderated, else own.',
    usual: 1,
    why: (count: number) =>
      `${count} ${count === 1 ? 'rating was' : 'ratings were'} at the worst point in the last cycle`,
  },
  survey: {
    label: 'Survey figures that say otherwise than the own rating',
    hint: 'Few agree beside the best rating, or nearly all beside one that asks for an action. From which share on is set for the cycle, and kept with the sample.',
    usual: 1,
    why: (count: number) => `${count} survey ${count === 1 ? 'figure says' : 'figures say'} otherwise`,
  },
} as const;

export type RiskRule = keyof typeof riskRules;
export const riskRuleCodes = Object.keys(riskRules) as RiskRule[];

/** What the manager chose. Kept with the draw, so that it can be explained. */
export interface SampleRules {
  readonly base: SampleBase;
  /** Per cent of the returns, where a share is drawn. */
  readonly share: number;
  /** What the lots are drawn with: the same seed draws the same returns. */
  readonly seed: string;
  /** A return with at least so many falls in; a rule left out picks none. */
  readonly risks: Readonly<Partial<Record<RiskRule, number>>>;
  /** From which share on a survey said otherwise when it was drawn; only where that rule was chosen. */
  readonly survey?: ConflictThresholds;
}

/** Why one return falls in; by hand it is the reason that was typed. */
export type SampleReason =
  | { readonly kind: 'all' }
  | { readonly kind: 'lot'; readonly place: number; readonly of: number }
  | { readonly kind: 'risk'; readonly rule: RiskRule; readonly count: number }
  /** Shown in place of what is in a return that whoever looks must rate first. */
  | { readonly kind: 'hidden' };

/** A reason in words. */
export function sampleReasonWords(reason: SampleReason): string {
  if (reason.kind === 'all') return 'every return is moderated';
  if (reason.kind === 'lot') return `drawn by lot, place ${reason.place} of ${reason.of}`;
  if (reason.kind === 'hidden') return 'by what is in it, which is told once you have rated it';
  return riskRules[reason.rule].why(reason.count);
}

/** The reasons as somebody may read them who has to rate the return blind: what is in it would give its ratings away. */
export function veiledReasons(reasons: readonly SampleReason[]): SampleReason[] {
  const others = reasons.filter(({ kind }) => kind !== 'risk');
  return others.length === reasons.length ? others : [...others, { kind: 'hidden' }];
}

export const sampleReasonsSchema: z.ZodType<SampleReason[]> = z.array(
  z.union([
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('lot'), place: z.number(), of: z.number() }),
    z.object({ kind: z.literal('risk'), rule: z.enum(['changed', 'unproven', 'reds', 'survey']), count: z.number() }),
  ]),
);

/** A return that may fall in. */
export interface SampleCandidate {
  readonly returnId: string;
  /** The order in which lots fall: of these, the lowest are drawn. */
  readonly lot: string;
  /** How many ratings each rule counts in it. */
  readonly counts: Readonly<Record<RiskRule, number>>;
}

/** How many returns a share of so many comes to: rounded up, so that a share is never less than was chosen. */
export const shareOf = (percent: number, total: number): number => Math.ceil((percent * total) / 100);

/** The returns that fall in, each with every reason. The order of the candidates does not matter. */
export function drawSample(
  candidates: readonly SampleCandidate[],
  { base, share, risks }: SampleRules,
): ReadonlyMap<string, readonly SampleReason[]> {
  const lots = candidates.toSorted((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0));
  const drawn = base === 'share' ? shareOf(share, lots.length) : 0;
  return new Map(
    lots.flatMap(({ returnId, counts }, place): [string, SampleReason[]][] => {
      const reasons: SampleReason[] = [
        ...(base === 'all' ? [{ kind: 'all' as const }] : []),
        ...(place < drawn ? [{ kind: 'lot' as const, place: place + 1, of: lots.length }] : []),
        ...riskRuleCodes.flatMap((rule) => {
          const least = risks[rule];
          return least !== undefined && counts[rule] >= least
            ? [{ kind: 'risk' as const, rule, count: counts[rule] }]
            : [];
        }),
      ];
      return reasons.length === 0 ? [] : [[returnId, reasons]];
    }),
  );
}

const wholeNumber = (from: number, to: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, message)
    .transform(Number)
    .refine((number) => number >= from && number <= to, message);

/** The choice as a form, or an address, gives it. */
export const sampleFormSchema = z.looseObject({}).transform((form, context): SampleRules => {
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
  const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const base = text('base');
  const known = Object.hasOwn(sampleBases, base);
  if (!known) problem('base', 'Choose how many returns are looked at whatever they say');
  const share = wholeNumber(1, 100, 'Enter a share from 1 to 100').safeParse(text('share'));
  if (base === 'share' && !share.success) problem('share', 'Enter a share from 1 to 100');
  const seed = text('seed');
  if (!/^[A-Za-z0-9-]{4,40}$/.test(seed)) problem('seed', 'Enter a seed of 4 to 40 letters, digits or hyphens');
  const chosen = [form.risks].flat();
  const risks: Partial<Record<RiskRule, number>> = {};
  for (const rule of riskRuleCodes) {
    if (!chosen.includes(rule)) continue;
    const least = wholeNumber(1, 999, '').safeParse(text(`least-${rule}`));
    if (least.success) risks[rule] = least.data;
    else problem(`least-${rule}`, 'Enter how many at least, from 1 to 999');
  }
  if (base === 'none' && chosen.every((rule) => rule === undefined || rule === ''))
    problem('base', 'Choose a share, every return, or at least one of the rules');
  return { base: known ? (base as SampleBase) : 'all', share: share.success ? share.data : 100, seed, risks };
});
