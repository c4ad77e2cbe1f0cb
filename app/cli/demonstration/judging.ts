/** More than one moderator, peers, samples, evidence judged and replies: what the pages around moderation show. */
import { evidenceNotes, panelReasons, ratingReplies, secondReasons } from '../../../db/seed/words.ts';
import { grantRole } from '../../features/accounts/commands/add-person.server.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { saveModerationSettings } from '../../features/cycles/moderation-settings.server.ts';
import { assignModerator } from '../../features/moderation/commands/assign-moderator.server.ts';
import { declareInterest } from '../../features/moderation/commands/declare-interest.server.ts';
import { judgeEvidence } from '../../features/moderation/commands/judge-evidence.server.ts';
import { recordJudgements } from '../../features/moderation/commands/record-judgements.server.ts';
import { replyToRatings } from '../../features/moderation/commands/reply-to-ratings.server.ts';
import { setPanelRatings } from '../../features/moderation/commands/set-panel-ratings.server.ts';
import { evidenceFields } from '../../features/moderation/evidence-judging.ts';
import { getEvidencePage } from '../../features/moderation/evidence-page.server.ts';
import { getModerationOverview } from '../../features/moderation/overview.server.ts';
import { getPanelPage } from '../../features/moderation/panel-page.server.ts';
import { replyFields } from '../../features/moderation/reply-form.ts';
import { getReplyPage } from '../../features/moderation/reply-page.server.ts';
import { postSampleForm } from '../../features/moderation/sampling/change-sample.server.ts';
import { getSamplingPage } from '../../features/moderation/sampling/page.server.ts';
import { judgementFields } from '../../features/moderation/schema.ts';
import { getModerationStandard } from '../../features/moderation/standard.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { chance, pick } from './chance.ts';
import { submissionIdOf } from './moderation.ts';
import {
  known,
  type LaunchedCycle,
  meetEverybody,
  organisationIdOf,
  partnerAt,
  viewerAt,
  type World,
} from './world.ts';

type Cycle = () => LaunchedCycle;

/** Who moderates as a peer: the safeguarding lead of a health trust. */
export const peerAt = 'hartsmere-community';
const peerOf = (world: World): Viewer => viewerAt(world, peerAt, 'safeguarding-lead');

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

const done = (outcome: { readonly ok: boolean }, what: string): void => {
  if (!outcome.ok) throw new Error(`${what}: ${JSON.stringify(outcome)}`);
};

/** A cycle whose moderators rate before they see; to be said before the first of them does. */
export function planBlind(world: World, cycle: Cycle, day: number): void {
  world.timeline.at(day, '09:40', async (portal) => {
    await saveModerationSettings(portal, partnerAt(world, 'priya.nair'), {
      cycleId: cycle().id,
      blind: true,
      replyDays: 10,
    });
  });
}

/** Half of the returns by lot and those with best ratings and no evidence, and one by hand. */
export function planSample(world: World, cycle: Cycle, day: number, byHand: string): void {
  world.timeline.at(day, '13:20', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const cycleId = cycle().id;
    const values = { base: 'share', share: '50', seed: 'brookmere-oak', risks: 'unproven', 'least-unproven': '40' };
    const { preview } = await getSamplingPage(portal.database.db, manager, cycleId, { values, page: 1 });
    const draw = formOf({ ...values, intent: 'draw', seen: preview?.seen ?? '' });
    done(await postSampleForm(portal, manager, cycleId, draw), 'The sample was not drawn');
    const returnId = known(cycle().returns.get(organisationIdOf(world, byHand)), `return of ${byHand}`);
    const reason = 'A new headteacher since January: the panel asked for it.';
    done(
      await postSampleForm(portal, manager, cycleId, formOf({ intent: 'add', returnId, reason })),
      'The return was not added',
    );
  });
}

/** A peer who has declared and rated a little, a return that waits for the declaration, and an interest. */
export function planPeer(
  world: World,
  cycle: Cycle,
  { begun, waiting, interest }: { readonly begun: string; readonly waiting: string; readonly interest: string },
): void {
  const { timeline } = world;
  timeline.at(-420, '09:10', async (portal) => {
    const { personId } = peerOf(world);
    const { partnershipId } = world;
    await portal.database.transaction((trx) =>
      grantRole(
        trx,
        portal.stamp(),
        personId,
        { role: 'peer-moderator', partnershipId },
        partnerAt(world, 'priya.nair').personId,
      ),
    );
    await meetEverybody(portal, world);
  });
  timeline.at(-6, '10:05', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const people = [
      [begun, peerOf(world)],
      [begun, partnerAt(world, 'grace.adeyemi')],
      [waiting, peerOf(world)],
    ] as const;
    for (const [slug, { personId }] of people) {
      const submissionId = await submissionIdOf(portal, world, cycle(), slug);
      done(await assignModerator(portal, manager, { submissionId, personId }), 'The return was not given');
    }
    await declareInterest(portal, partnerAt(world, 'grace.adeyemi'), {
      submissionId: await submissionIdOf(portal, world, cycle(), interest),
      interest: 'some',
      text: 'I was a governor there until last summer.',
    });
  });
  timeline.at(-5, '14:25', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, cycle(), begun);
    await declareInterest(portal, peerOf(world), { submissionId, interest: 'none', text: '' });
    await rateFirst(portal, peerOf(world), submissionId);
  });
}

/** Rates every question of the first standard that is still hidden, by what the answer says. */
async function rateFirst(portal: Portal, viewer: Viewer, submissionId: string): Promise<void> {
  const { db } = portal.database;
  const [standardCode = ''] = await ratedStandards(portal, viewer, submissionId);
  const { questions } = await getModerationStandard(db, viewer, submissionId, standardCode);
  const judgements = questions.flatMap(({ code, rating }) =>
    rating
      ? [
          {
            questionCode: code,
            point: rating.choices[chance(code, 'peer') < 0.6 ? 0 : 1]?.point ?? '',
            reason: '',
            seen: 0,
          },
        ]
      : [],
  );
  await recordJudgements(portal, viewer, { submissionId, standardCode, judgements });
}

/** Codes of the standards in which there is something to rate, in order. */
async function ratedStandards(portal: Portal, viewer: Viewer, submissionId: string): Promise<string[]> {
  const { standards } = await getModerationOverview(portal.database.db, viewer, submissionId);
  return standards.filter(({ ratings }) => ratings > 0).map(({ code }) => code);
}

/** A second moderator rates some standards of a return too, and differs now and then. */
export function planSecondModerator(
  world: World,
  cycle: Cycle,
  plan: { readonly slug: string; readonly moderator: () => Viewer; readonly day: number; readonly standards: number },
): void {
  world.timeline.at(plan.day, '13:10', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, cycle(), plan.slug);
    const moderator = plan.moderator();
    done(
      await assignModerator(portal, partnerAt(world, 'priya.nair'), { submissionId, personId: moderator.personId }),
      'The return was not given',
    );
    const standards = await ratedStandards(portal, moderator, submissionId);
    for (const standardCode of standards.slice(0, plan.standards)) {
      const { questions } = await getModerationStandard(portal.database.db, moderator, submissionId, standardCode);
      const judgements = questions.flatMap(({ code, rating }) => {
        const first = rating?.others[0]?.point ?? rating?.selfPoint;
        if (!rating || !first) return [];
        const place = rating.choices.findIndex(({ point }) => point === first);
        const differs = chance(plan.slug, code, 'second') < 0.3;
        const point = (differs ? rating.choices[place + 1]?.point : undefined) ?? first;
        const reason = point === rating.selfPoint ? '' : pick(secondReasons, plan.slug, code);
        return [{ questionCode: code, point, reason, seen: 0 }];
      });
      await recordJudgements(portal, moderator, { submissionId, standardCode, judgements });
    }
  });
}

/** The manager sets the panel's rating wherever moderators differ. */
export function planPanel(world: World, cycle: Cycle, slug: string, day: number): void {
  world.timeline.at(day, '13:50', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const submissionId = await submissionIdOf(portal, world, cycle(), slug);
    const { questions } = await getPanelPage(portal.database.db, manager, submissionId);
    const fields = questions
      .filter(({ differ, panel }) => differ && !panel)
      .flatMap(({ code, judgements }) => {
        const names = judgementFields(code);
        const point = judgements[chance(slug, code, 'panel') < 0.5 ? 0 : 1]?.point ?? '';
        return [
          [names.point, point],
          [names.reason, pick(panelReasons, slug, code)],
          [names.seen, '0'],
        ];
      });
    done(await setPanelRatings(portal, manager, submissionId, formOf(Object.fromEntries(fields))), 'No panel rating');
  });
}

/** A moderator opens every piece of evidence of a return and says what it does. */
export function planEvidenceJudged(
  world: World,
  cycle: Cycle,
  { slug, moderator, day }: { readonly slug: string; readonly moderator: () => Viewer; readonly day: number },
): void {
  world.timeline.at(day, '13:30', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, cycle(), slug);
    const { items } = await getEvidencePage(portal.database.db, moderator(), submissionId);
    const fields = items.flatMap(({ evidenceId }, place) => {
      const names = evidenceFields(evidenceId);
      const luck = chance(slug, String(place), 'evidence judged');
      const verdict = luck < 0.6 ? 'supports' : luck < 0.85 ? 'partly' : luck < 0.95 ? 'does-not' : 'not-opened';
      const note = verdict === 'supports' ? '' : evidenceNotes[verdict];
      return [
        [names.verdict, verdict],
        [names.note, note],
        [names.seen, '0'],
      ];
    });
    done(await judgeEvidence(portal, moderator(), submissionId, formOf(Object.fromEntries(fields))), 'Not judged');
  });
}

/** The agency replies to the first ratings that differ from its own. */
export function planReplies(world: World, cycle: Cycle, slug: string, day: number): void {
  world.timeline.at(day, '15:05', async (portal) => {
    const lead = viewerAt(world, slug, 'safeguarding-lead');
    const returnId = known(cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`);
    const page = await getReplyPage(portal.database.db, lead, returnId, portal.stamp().today);
    const fields = page.questions.slice(0, ratingReplies.length).flatMap(({ code }, place) => {
      const names = replyFields(code);
      return [
        [names.text, ratingReplies[place] ?? ''],
        [names.seen, '0'],
      ];
    });
    const form = formOf({ submission: page.submissionId, ...Object.fromEntries(fields) });
    done(await replyToRatings(portal, lead, returnId, form), 'The agency did not reply');
  });
}
