import type { SignatoryCode } from '../../../standards/contract.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { hashToSign } from '../../features/submissions/commands/lock-round.server.ts';
import { sendForSignOff } from '../../features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../features/submissions/commands/submit-return.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { between, chance, pick } from './chance.ts';
import { handOut, helpersStandards, review, sayReady, whereHanded } from './delegation.ts';
import { evidenceFor, keepEvidence } from './evidence.ts';
import type { Year } from './rated.ts';
import { addSentence, answerStandard, attachEvidence, confirmFacts, type ReturnWork } from './return-work.ts';
import {
  editionOf,
  findViewer,
  known,
  type LaunchedCycle,
  organisationIdOf,
  organisationNamed,
  viewerAt,
  type World,
} from './world.ts';

const helpersNote = 'You keep the training records: please answer these two and say what is still missing.';

/** How far a return has come. */
export type Reached = 'in-progress' | 'awaiting-sign-off' | 'half-signed' | 'signed' | 'sent';

export interface ReturnPlan {
  readonly slug: string;
  readonly edition: string;
  readonly year: Year;
  /** Known once the cycle is launched. */
  readonly cycle: () => LaunchedCycle;
  /** Days from today: the first sitting and the last one. */
  readonly from: number;
  readonly to: number;
  /** The share of its standards that are answered; the last of them is left half done below 1. */
  readonly share: number;
  readonly reached: Reached;
}

/** Plans everything that happens to one return until its submission. Gives the day on which the last of it happens. */
export function planReturn(world: World, plan: ReturnPlan): number {
  const { timeline } = world;
  const { slug, from, to } = plan;
  const compiled = editionOf(world, plan.edition);
  const standards = compiled.edition.standards.slice(0, Math.ceil(compiled.edition.standards.length * plan.share));
  const lead = () => viewerAt(world, slug, 'safeguarding-lead');
  const contributor = () => findViewer(world, slug, 'contributor');
  const handing = () => {
    const helper = contributor();
    return helper && { returnId: returnId(), lead: lead(), helper };
  };
  const returnId = () => known(plan.cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`);
  const at = (what: string, hour: number) =>
    `${String(hour).padStart(2, '0')}:${String(between(0, 59, slug, plan.year, what)).padStart(2, '0')}`;
  const answered: string[] = [];
  let work: ReturnWork | undefined;

  timeline.at(from, at('facts', 9), async (portal) => {
    const telling = { organisation: organisationNamed(slug), compiled, year: plan.year };
    work = await confirmFacts(portal, lead(), returnId(), telling);
    const hand = handing();
    if (hand) await handOut(portal, hand, { parts: helpersStandards, by: timeline.day(to), note: helpersNote });
  });
  for (const [place, standard] of standards.entries()) {
    const day = from + Math.round(((to - from) * (place + 1)) / standards.length);
    const half = plan.share < 1 && place === standards.length - 1;
    timeline.at(day, at(standard.code, 10 + (place % 5)), async (portal) => {
      const hand = await whereHanded(portal, handing(), standard.code);
      const inHand = known(work, 'return in hand');
      const codes = await answerStandard(portal, hand?.helper ?? lead(), inHand, standard, half ? 0.5 : 1);
      answered.push(...codes);
      if (hand && codes.length > 0 && !half) await sayReady(portal, hand, standard.code);
    });
  }
  if (standards.some(({ code }) => code === 'induction-training'))
    timeline.at(to, at('second look', 15), async (portal) => {
      const sentence = 'I checked this with the training team before we sent it.';
      if (contributor())
        await addSentence(portal, lead(), known(work, 'return in hand'), 'induction-training', sentence);
    });
  if (slug === 'hartsmere-community' && plan.year === 'this')
    timeline.at(to, at('too late', 15), async (portal) => {
      const hand = known(handing(), 'contributor of Hartsmere');
      await handOut(portal, hand, {
        parts: ['speaking-up', 'learning-and-quality-assurance'],
        by: timeline.day(5),
        note: 'You know better than I do what came of the listening sessions.',
      });
      const sentence = 'Night staff had their own session in the second week.';
      await addSentence(portal, hand.helper, known(work, 'return in hand'), 'speaking-up', sentence, 0);
      await review(portal, hand, {
        part: 'supervision-workforce',
        note: 'Please add how often supervision was late, and why.',
      });
    });
  if (plan.reached !== 'in-progress')
    timeline.at(to, at('review', 17), async (portal) => {
      const hand = handing();
      if (hand) await review(portal, hand);
    });
  timeline.at(to, at('evidence', 16), async (portal) =>
    attachSome(portal, world, plan, known(work, 'return in hand'), answered),
  );
  return planSignOff(world, plan, returnId, at);
}

/** Three to six pieces, each used once or on a few answers; this year one of last year's is used again. */
async function attachSome(
  portal: Portal,
  world: World,
  { slug, edition, year, share }: ReturnPlan,
  work: ReturnWork,
  answered: readonly string[],
): Promise<void> {
  const viewer = viewerAt(world, slug, 'safeguarding-lead');
  const { sector } = editionOf(world, edition).edition;
  const rated = answered.filter((code) => work.facts.answers[code]?.type === 'rating');
  if (rated.length === 0) return;
  const earlier = world.evidence.get(slug)?.[0];
  const count = share < 1 ? Math.round(1 + share * 2) : between(4, 6, slug, year, 'pieces');
  for (const piece of evidenceFor(slug, sector, year, count)) {
    const standards: readonly string[] = piece.standards;
    const fitting = rated.filter((code) =>
      standards.includes(work.telling.compiled.questions.get(code)?.standard.code ?? ''),
    );
    if (fitting.length === 0) continue;
    const { id } = await keepEvidence(portal, world, viewer, slug, piece);
    await attachEvidence(portal, viewer, work, id, fitting.slice(0, between(1, 4, slug, year, piece.title)));
  }
  if (earlier && chance(slug, 'again') < 0.7)
    await attachEvidence(portal, viewer, work, earlier.id, [pick(rated, slug, year, 'again')]);
}

function planSignOff(
  world: World,
  plan: ReturnPlan,
  returnId: () => string,
  at: (what: string, hour: number) => string,
): number {
  const { timeline } = world;
  const { slug, to, reached, edition } = plan;
  if (reached === 'in-progress') return to;
  const lead = () => viewerAt(world, slug, 'safeguarding-lead');
  const signatories = editionOf(world, edition).edition.signOff.map(({ code }) => code);
  let last = { day: timeline.day(to), hour: 16 };
  /** An hour of its own for each thing, also when a weekend moves two of them to one day. */
  const follow = (what: string, offset: number, hour: number, step: (portal: Portal) => Promise<void>) => {
    const day = timeline.day(offset);
    last = { day, hour: day === last.day ? Math.max(hour, last.hour + 1) : hour };
    timeline.at(offset, at(what, last.hour), step);
  };
  follow('ask', to + 1, 9, async (portal) => {
    await sendForSignOff(portal, lead(), { returnId: returnId() });
  });
  if (reached === 'awaiting-sign-off') return to + 1;
  for (const [place, signatory] of signatories.slice(0, reached === 'half-signed' ? 1 : undefined).entries())
    follow(signatory, to + 2, 11 + place, (portal) => sign(portal, world, slug, returnId(), signatory));
  if (reached !== 'sent') return to + 2;
  follow('send', to + 3, 14, async (portal) => {
    const sent = await submitReturn(portal, lead(), { returnId: returnId() });
    if (sent.outcome !== 'submitted') throw new Error(`The return of ${slug} changed before it was sent`);
  });
  return to + 3;
}

/** Reads the whole return, as the page shows it, and signs what was read. */
export async function sign(
  portal: Portal,
  world: World,
  slug: string,
  returnId: string,
  signatory: SignatoryCode,
): Promise<void> {
  const viewer = viewerAt(world, slug, signatory);
  const contentHash = await hashToSign(portal.database.db, organisationScope(viewer, 'return.read'), returnId);
  const signed = await signReturn(portal, viewer, { returnId, signatory, contentHash });
  if (signed.outcome !== 'signed') throw new Error(`The return of ${slug} was ${signed.outcome} when it was signed`);
}
