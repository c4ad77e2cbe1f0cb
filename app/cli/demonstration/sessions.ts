import { agreedReasons, challengeQuestions, challengeReplies, letterWords } from '../../../db/seed/words.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { changeAgenda } from '../../features/challenge/commands/change-agenda.server.ts';
import { closeReturn } from '../../features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../features/challenge/commands/issue-letter.server.ts';
import { recordAttendance, recordChallenge } from '../../features/challenge/commands/record-challenge.server.ts';
import { saveLetterText } from '../../features/challenge/commands/save-letter.server.ts';
import { holdSession, scheduleSession } from '../../features/challenge/commands/schedule-session.server.ts';
import { getLetterDesk } from '../../features/challenge/letter/letter-queries.server.ts';
import { type ChallengeSession, getSession, type SessionSlot } from '../../features/challenge/queries.server.ts';
import { askers, type Outcome } from '../../features/challenge/rules.ts';
import { pointsWorstFirst, ratingWord } from '../../features/questionnaire/ratings.ts';
import type { Portal } from '../../platform/portal.ts';
import { chance, pick } from './chance.ts';
import { scaleOf, submissionIdOf } from './moderation.ts';
import {
  findViewer,
  known,
  type LaunchedCycle,
  notApplicable,
  organisationIdOf,
  partnerAt,
  viewerAt,
  type World,
} from './world.ts';

export interface SessionPlan {
  readonly title: string;
  readonly edition: string;
  readonly cycle: () => LaunchedCycle;
  /** Organisations in the order of the agenda. */
  readonly slugs: readonly string[];
  /** Days from today. */
  readonly planned: number;
  readonly held: number;
  readonly startsAt: string;
  readonly place: string;
  /** What only some sessions have: an end that is set, a link to join, days from today to the release of the papers. */
  readonly endsAt?: string;
  readonly joinLink?: string;
  readonly papers?: number;
}

type Editions = Pick<World, 'editions'>;

/** What the panel asked one organisation, for actions to follow from. */
export interface AskedEntry {
  readonly challengeId: string;
  readonly standardCode: string;
  readonly about: string;
  readonly outcome: Outcome;
}

export const scopeOf = (world: World) => ({ partnershipIds: [world.partnershipId] }) as const;

/** Plans the scheduling of a session with its agenda. What it gives is there once the timeline has passed that day. */
export function planSession(world: World, plan: SessionPlan): () => string {
  const { timeline } = world;
  let sessionId: string | undefined;
  timeline.at(plan.planned, '14:20', async (portal) => {
    const scheduled = await scheduleSession(portal, partnerAt(world, 'priya.nair'), {
      cycle: plan.cycle().id,
      title: plan.title,
      heldOn: timeline.day(plan.held),
      startsAt: plan.startsAt,
      place: plan.place,
      endsAt: plan.endsAt ?? null,
      joinLink: plan.joinLink ?? null,
      papersOn: plan.papers === undefined ? null : timeline.day(plan.papers),
      chair: partnerAt(world, 'helen.marchetti').personId,
      minutes: 25,
      agencies: plan.slugs.map((slug) => organisationIdOf(world, slug)),
    });
    sessionId = scheduled.id;
    await nameLeads(portal, world, scheduled.id);
  });
  return () => known(sessionId, plan.title);
}

/** Each slot gets a member of the panel who leads the questions, in turn. */
async function nameLeads(portal: Portal, world: World, sessionId: string): Promise<void> {
  const manager = partnerAt(world, 'priya.nair');
  const leads = [partnerAt(world, 'tom.ashdown'), partnerAt(world, 'grace.adeyemi')];
  const { slots } = await sessionNow(portal, world, sessionId);
  for (const [place, slot] of slots.entries()) {
    const { revision } = await sessionNow(portal, world, sessionId);
    const lead = leads[place % leads.length]?.personId ?? null;
    await changeAgenda(portal, manager, sessionId, { intent: 'slot', revision, slot: slot.id, minutes: 25, lead });
  }
}

export const sessionNow = (portal: Portal, world: World, sessionId: string): Promise<ChallengeSession> =>
  getSession(portal.database.db, scopeOf(world), sessionId, portal.stamp().today);

/** Plans the day of a session: who came, what was asked and agreed, and the end. `asked` is filled by slug. */
export function planSessionDay(
  world: World,
  plan: SessionPlan,
  sessionId: () => string,
  asked: Map<string, AskedEntry[]>,
  howMany: (slug: string) => number,
): void {
  const { timeline } = world;
  for (const [place, slug] of plan.slugs.entries()) {
    const hour = String(10 + Math.floor(place / 2)).padStart(2, '0');
    timeline.at(plan.held, `${hour}:${place % 2 === 0 ? '05' : '35'}`, async (portal) => {
      const { slots } = await sessionNow(portal, world, sessionId());
      const slot = known(
        slots.find((one) => one.organisationId === organisationIdOf(world, slug)),
        `slot of ${slug}`,
      );
      const came = [viewerAt(world, slug, 'safeguarding-lead'), findViewer(world, slug, 'senior-lead')];
      const slotted = {
        chair: partnerAt(world, 'helen.marchetti'),
        came: came.flatMap((person) => person?.name ?? []),
        slug,
        edition: plan.edition,
      };
      asked.set(slug, await recordSlot(portal, world, slotted, sessionId(), slot, howMany(slug)));
    });
  }
  timeline.at(plan.held, '16:30', async (portal) => {
    const { revision } = await sessionNow(portal, world, sessionId());
    await holdSession(portal, partnerAt(world, 'helen.marchetti'), sessionId(), { revision });
  });
}

/** What an agency's turn needs: who leads it and who came. */
interface Slotted {
  readonly chair: Viewer;
  readonly came: readonly string[];
  readonly slug: string;
  readonly edition: string;
}

/** Records the turn of one agency: who came, and what was asked and agreed on its worst ratings. */
export async function recordSlot(
  portal: Portal,
  world: Editions & { readonly timeline?: Pick<World['timeline'], 'pass'> },
  { chair, came, slug, edition }: Slotted,
  sessionId: string,
  slot: SessionSlot,
  count: number,
): Promise<AskedEntry[]> {
  const place = { sessionId, slotId: slot.id };
  await recordAttendance(portal, chair, place, {
    present: [...came],
    others: chance(slug, 'others') < 0.3 ? 'A manager of the front-line service' : '',
  });
  const entries: AskedEntry[] = [];
  const worst = (await ratingsOf(portal, world, { edition }, slot.submissionId, slug)).slice(0, count);
  for (const [turn, rating] of worst.entries()) {
    const { outcome, point, kind } = agreed(slug, rating);
    const recorded = await recordChallenge(portal, chair, place, {
      about: { standardCode: null, questionCode: rating.question_code },
      askedBy: pick(askers, slug, rating.question_code),
      challenge: turnOf(challengeQuestions, slug, turn).replace(
        '{word}',
        `“${ratingWord(rating.scale, rating.self_point)}”`,
      ),
      reply: turnOf(challengeReplies, slug, turn),
      outcome,
      agreedPoint: point,
      agreedReason: agreedReasons[kind],
    });
    if (!recorded.saved) throw new Error(`A challenge to ${slug} was not saved`);
    const { challengeId } = recorded;
    entries.push({ challengeId, standardCode: rating.standard_code, about: rating.text, outcome });
    world.timeline?.pass(5);
  }
  return entries;
}

/** Another one of a list each time, none twice before all were used. */
function turnOf<T>(list: readonly T[], slug: string, turn: number): T {
  const first = Math.floor(chance(slug, String(list.length)) * list.length);
  return known(list[(first + turn) % list.length], 'words');
}

type SessionRating = Awaited<ReturnType<typeof ratingsOf>>[number];

/** What the panel agreed: the moderated rating more often than the agency's, now and then a better one. */
function agreed(slug: string, { question_code, self_point, moderated_point, scale }: SessionRating) {
  const worstFirst = pointsWorstFirst(scale).map(({ code }) => code);
  const standing = moderated_point ?? self_point ?? worstFirst[0] ?? '';
  const luck = chance(slug, question_code, 'agreed');
  const rank = worstFirst.indexOf(standing);
  const point = luck > 0.8 ? (worstFirst[rank + 1] ?? standing) : standing;
  const own = worstFirst.indexOf(self_point ?? standing);
  const kind: keyof typeof agreedReasons =
    point === self_point ? 'same' : worstFirst.indexOf(point) > own ? 'better' : 'worse';
  const outcome: Outcome =
    worstFirst.indexOf(point) === 0
      ? 'not-assured'
      : luck > 0.8
        ? 'assured'
        : luck < 0.15
          ? 'to-come-back'
          : 'partly-assured';
  return { outcome, point, kind };
}

/** The ratings of a submission, worst first; those that a moderator lowered come before others of the same rank. */
async function ratingsOf(
  portal: Portal,
  world: Editions,
  plan: Pick<SessionPlan, 'edition'>,
  submissionId: string,
  slug: string,
) {
  const rows = await portal.database.db
    .selectFrom('submission_rating')
    .select(['standard_code', 'question_code', 'scale_code', 'self_point', 'moderated_point'])
    .where('submission_id', '=', submissionId)
    .execute();
  return rows
    .filter(
      (row) => row.self_point !== null && row.self_point !== notApplicable && !row.question_code.startsWith('overall'),
    )
    .map((row) => {
      const scale = scaleOf(world, plan, row);
      const worstFirst = pointsWorstFirst(scale).map(({ code }) => code);
      const rank = worstFirst.indexOf(row.moderated_point ?? row.self_point ?? '');
      const lowered = row.moderated_point !== null && row.moderated_point !== row.self_point ? 0 : 1;
      const placed = world.editions.get(plan.edition)?.questions.get(row.question_code);
      return { ...row, scale, rank, lowered, text: placed?.question.text ?? row.question_code };
    })
    .toSorted(
      (a, b) =>
        a.rank - b.rank || a.lowered - b.lowered || chance(slug, a.question_code) - chance(slug, b.question_code),
    );
}

/** Writes, issues and closes: the letter about one submission, on one day, and the return closed on another. */
export function planLetter(
  world: World,
  {
    slug,
    cycle,
    by,
    issued,
    closed,
  }: {
    readonly slug: string;
    readonly cycle: () => LaunchedCycle;
    readonly by: () => Viewer;
    readonly issued: number;
    readonly closed: number | null;
  },
): void {
  const minute = String(10 + Math.floor(chance(slug, 'letter') * 48));
  world.timeline.at(issued, `11:${minute}`, async (portal) => {
    const submissionId = await submissionIdOf(portal, world, cycle(), slug);
    await saveLetterText(portal, by(), submissionId, {
      revision: 0,
      opening: letterWords.opening,
      strengths: [0, 1].map((turn) => turnOf(letterWords.strengths, slug, turn)).join('\n'),
      closing: letterWords.closing,
    });
    const { bodySha256 } = await getLetterDesk(portal, by(), submissionId);
    await issueLetter(portal, by(), submissionId, { bodySha256 });
  });
  if (closed === null) return;
  world.timeline.at(closed, `15:${minute}`, async (portal) => {
    const returnId = known(cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`);
    await closeReturn(portal, by(), returnId);
  });
}
