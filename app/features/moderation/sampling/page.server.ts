import { createHash } from 'node:crypto';
import type { Reader } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import { fieldErrorsOf } from '../../../platform/form-parsing.ts';
import { type Page, pageOfList } from '../../../platform/paging.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { hiddenFrom } from '../../cycles/blind.server.ts';
import { getCycle } from '../../cycles/queries.server.ts';
import { findThresholds } from '../../surveys/thresholds.server.ts';
import { listSentReturns, type SentReturn } from './candidates.server.ts';
import {
  drawSample,
  type SampleReason,
  type SampleRules,
  sampleFormSchema,
  sampleReasonsSchema,
  veiledReasons,
} from './rules.ts';

/** One return that would fall in. */
export interface SampleLine {
  readonly returnId: string;
  readonly submissionId: string;
  readonly organisationName: string;
  readonly reference: string;
  readonly reasons: readonly SampleReason[];
}

/** What a choice comes to before it is made. */
export interface SamplePreview {
  readonly rules: SampleRules;
  readonly lines: Page<SampleLine>;
  readonly population: number;
  /** Names what the page showed: a return that is sent meanwhile changes it. */
  readonly seen: string;
}

/** One return in the sample that stands. */
export interface SampledLine {
  readonly id: string;
  readonly organisationName: string;
  readonly submissionId: string | null;
  readonly reasons: readonly SampleReason[];
  /** Typed where it was added by hand; else empty. */
  readonly reason: string;
  readonly byHand: boolean;
  readonly addedBy: string;
  readonly addedAt: string;
}

/** The choice that stands. */
export interface StandingDraw {
  readonly rules: SampleRules;
  readonly population: number;
  readonly drawnBy: string;
  readonly drawnAt: string;
}

export interface SamplingPage {
  readonly cycle: { readonly id: string; readonly name: string; readonly closed: boolean };
  readonly draw: StandingDraw | null;
  readonly sampled: Page<SampledLine>;
  /** Returns that were sent and are in no sample: to add by hand. */
  readonly outside: readonly { readonly returnId: string; readonly organisationName: string }[];
  /** Sent now; more than were drawn from once another has arrived. */
  readonly sent: number;
  readonly preview: SamplePreview | null;
  readonly errors: FieldErrors;
}

/** Which returns of a cycle are moderated; with a choice in the address, what it would come to. */
export async function getSamplingPage(
  db: Reader,
  viewer: Viewer,
  cycleId: string,
  asked: { readonly values: Readonly<Record<string, string | string[]>>; readonly page: number },
): Promise<SamplingPage> {
  const cycle = await getCycle(db, partnershipScope(viewer, 'moderation.assign'), cycleId);
  const draw = await findDraw(db, cycle);
  const parsed = asked.values.base === undefined ? undefined : sampleFormSchema.safeParse(asked.values);
  const rules = parsed?.success ? await withThresholds(db, cycle, parsed.data) : undefined;
  const sent = await listSentReturns(db, cycle, {
    seed: rules?.seed ?? '',
    withEvidence: rules?.risks.unproven !== undefined,
    survey: rules?.survey,
  });
  const hidden = await listHidden(db, viewer, cycle);
  const sampled = await listSampled(db, cycle, sent, hidden);
  const inside = new Set(sampled.map(({ returnId }) => returnId));
  return {
    cycle: { id: cycle.id, name: cycle.name, closed: cycle.status === 'closed' },
    draw: draw ?? null,
    sampled: pageOfList(sampled, rules ? 1 : asked.page),
    outside: sent.filter(({ returnId }) => !inside.has(returnId)),
    sent: sent.length,
    preview: rules ? previewOf(sent, rules, asked.page, hidden) : null,
    errors: parsed && !parsed.success ? fieldErrorsOf(parsed.error) : {},
  };
}

/** The choice with from which share on a survey says otherwise in this cycle, where that rule is chosen. */
export async function withThresholds(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
  rules: SampleRules,
): Promise<SampleRules> {
  return rules.risks.survey === undefined ? rules : { ...rules, survey: await findThresholds(db, cycle) };
}

/** Returns of the cycle whose ratings this person must not see yet: what is in them is not told either. */
async function listHidden(
  db: Reader,
  viewer: Viewer,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('submission')
    .select('submission.return_id as returnId')
    .where('submission.cycle_id', '=', cycle.id)
    .where('submission.partnership_id', '=', cycle.partnershipId)
    .where('submission.superseded_at', 'is', null)
    .where(hiddenFrom(viewer))
    .execute();
  return new Set(rows.map(({ returnId }) => returnId));
}

function previewOf(
  sent: readonly SentReturn[],
  rules: SampleRules,
  page: number,
  hidden: ReadonlySet<string>,
): SamplePreview {
  const drawn = drawSample(sent, rules);
  const lines = sent.flatMap(({ returnId, submissionId, organisationName, reference }) => {
    const reasons = drawn.get(returnId);
    if (!reasons) return [];
    const shown = hidden.has(returnId) ? veiledReasons(reasons) : reasons;
    return [{ returnId, submissionId, organisationName, reference, reasons: shown }];
  });
  return { rules, lines: pageOfList(lines, page), population: sent.length, seen: seenOf(drawn) };
}

/** A short name of what falls in and why. */
export const seenOf = (drawn: ReadonlyMap<string, readonly SampleReason[]>): string =>
  createHash('sha256')
    .update(JSON.stringify([...drawn].toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, 16);

async function findDraw(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<StandingDraw | undefined> {
  const row = await db
    .selectFrom('sampling_draw')
    .innerJoin('person', 'person.id', 'sampling_draw.drawn_by')
    .select([
      'sampling_draw.rules',
      'sampling_draw.population',
      'sampling_draw.drawn_at as drawnAt',
      'person.name as drawnBy',
    ])
    .where('sampling_draw.cycle_id', '=', cycle.id)
    .where('sampling_draw.partnership_id', '=', cycle.partnershipId)
    .orderBy('sampling_draw.drawn_at', 'desc')
    .orderBy('sampling_draw.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Written by `drawSampleOfCycle` from checked rules and never changed after.
  return row && { ...row, rules: JSON.parse(row.rules) as SampleRules };
}

async function listSampled(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
  sent: readonly SentReturn[],
  hidden: ReadonlySet<string>,
): Promise<(SampledLine & { readonly returnId: string })[]> {
  const submissionOf = new Map(sent.map(({ returnId, submissionId }) => [returnId, submissionId]));
  const rows = await db
    .selectFrom('sampled_return')
    .innerJoin('organisation', 'organisation.id', 'sampled_return.organisation_id')
    .innerJoin('person', 'person.id', 'sampled_return.added_by')
    .select([
      'sampled_return.id',
      'sampled_return.return_id as returnId',
      'organisation.name as organisationName',
      'sampled_return.why',
      'sampled_return.reason',
      'sampled_return.draw_id as drawId',
      'person.name as addedBy',
      'sampled_return.added_at as addedAt',
    ])
    .where('sampled_return.cycle_id', '=', cycle.id)
    .where('sampled_return.partnership_id', '=', cycle.partnershipId)
    .where('sampled_return.removed_at', 'is', null)
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('sampled_return.id')
    .execute();
  return rows.map(({ why, drawId, ...row }) => {
    const reasons = sampleReasonsSchema.parse(JSON.parse(why));
    return {
      ...row,
      submissionId: submissionOf.get(row.returnId) ?? null,
      reasons: hidden.has(row.returnId) ? veiledReasons(reasons) : reasons,
      byHand: drawId === null,
    };
  });
}
