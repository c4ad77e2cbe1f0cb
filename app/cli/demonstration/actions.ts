import { type ActionTheme, actionThemes, actionWords } from '../../../db/seed/answer-words.ts';
import { mayInOrganisation } from '../../features/accounts/viewer.ts';
import { createAction } from '../../features/actions/commands/create-action.server.ts';
import {
  decideAction,
  markDone,
  postProgress,
  rescheduleAction,
} from '../../features/actions/commands/update-action.server.ts';
import type { Priority } from '../../features/actions/rules.ts';
import type { Portal } from '../../platform/portal.ts';
import { between, pick } from './chance.ts';
import { keepEvidence } from './evidence.ts';
import { known, organisationIdOf, organisationNamed, partnerAt, viewerAt, type World } from './world.ts';

/** Where an action has come to by today. */
export type Fate = 'open' | 'in-progress' | 'overdue' | 'done' | 'closed' | 'returned' | 'reopened' | 'moved';

export interface ActionPlan {
  readonly slug: string;
  readonly fate: Fate;
  /** Tells actions of one organisation apart. */
  readonly number: number;
  /** Days from today. */
  readonly created: number;
  readonly from: () => {
    readonly challenge: string | null;
    readonly submission: string | null;
    readonly question: string | null;
    readonly finding: string;
    /** The standard that the finding is on. */
    readonly standardCode: string;
  };
}

/** Days from today on which an action of each fate is due. */
const dueOf: Readonly<Record<Fate, number>> = {
  open: 44,
  'in-progress': 30,
  overdue: -18,
  done: -14,
  closed: -150,
  returned: 12,
  reopened: 26,
  moved: 52,
};

/** Plans the life of an action from its creation to what it has come to. */
export function planAction(world: World, plan: ActionPlan): void {
  const { timeline } = world;
  const { slug, fate, number } = plan;
  const seed = [slug, String(number)] as const;
  let actionId = '';
  let theme = themeOf('');

  timeline.at(plan.created, `16:${String(10 + number)}`, async (portal) => {
    const { challenge, submission, question, finding, standardCode } = plan.from();
    theme = themeOf(standardCode);
    const made = await createAction(portal, partnerAt(world, 'priya.nair'), {
      organisation: organisationIdOf(world, slug),
      challenge,
      submission,
      question,
      finding,
      what: theme.what,
      successMeasure: theme.measure,
      owner: viewerAt(world, slug, 'safeguarding-lead').personId,
      ownerName: null,
      dueOn: timeline.day((fate === 'moved' ? -40 : dueOf[fate]) + between(-9, 9, ...seed, 'due')),
      priority: pick<Priority>(['high', 'high', 'medium', 'medium', 'low'], ...seed, 'priority'),
    });
    actionId = made.id;
  });

  for (const [offset, move, percent = 0] of stories[fate])
    timeline.at(offset, moveTimes[move], (portal) =>
      makeMove(portal, world, { slug, number, actionId, move, percent, impact: theme.impact }),
    );
}

const themeOf = (standardCode: string): ActionTheme =>
  known(actionThemes[standardCode] ?? actionThemes.other, 'action');

type Move = 'progress' | 'done' | 'verified' | 'returned' | 'reopened' | 'moved';

const moveTimes = {
  progress: '10:40',
  moved: '12:10',
  done: '13:15',
  verified: '15:45',
  returned: '15:50',
  reopened: '15:55',
} as const satisfies Record<Move, string>;

/** What happened to an action of each fate after it was given: the day from today, and how much was done by then. */
const stories: Readonly<Record<Fate, readonly (readonly [offset: number, move: Move, percent?: number])[]>> = {
  open: [],
  'in-progress': [
    [-120, 'progress', 20],
    [-35, 'progress', 60],
  ],
  overdue: [[-90, 'progress', 30]],
  moved: [
    [-130, 'progress', 40],
    [-45, 'moved'],
  ],
  done: [
    [-100, 'progress', 50],
    [-6, 'done'],
  ],
  closed: [
    [-210, 'progress', 50],
    [-160, 'done'],
    [-154, 'verified'],
  ],
  returned: [
    [-95, 'progress', 50],
    [-24, 'done'],
    [-17, 'returned'],
    [-5, 'progress', 80],
  ],
  reopened: [
    [-185, 'done'],
    [-178, 'verified'],
    [-30, 'reopened'],
    [-9, 'progress', 40],
  ],
};

async function makeMove(
  portal: Portal,
  world: World,
  {
    slug,
    number,
    actionId,
    move,
    percent,
    impact,
  }: {
    readonly slug: string;
    readonly number: number;
    readonly actionId: string;
    readonly move: Move;
    readonly percent: number;
    readonly impact: string;
  },
): Promise<void> {
  const owner = viewerAt(world, slug, 'safeguarding-lead');
  const seed = [slug, String(number), String(percent)] as const;
  const revision = await revisionOf(portal, actionId);
  switch (move) {
    case 'progress':
      return must(
        postProgress(portal, owner, actionId, {
          note: pick(actionWords.progress, ...seed),
          percent,
          rag: pick(['green', 'green', 'amber', 'red'] as const, ...seed, 'rag'),
          evidence: null,
        }),
      );
    case 'done': {
      const evidence = await proof(portal, world, slug, number);
      const link = evidence === null ? 'https://minutes.brookmere-scp.example/quality-group' : null;
      return must(markDone(portal, owner, actionId, { revision, note: impact, evidence, link }));
    }
    case 'moved': {
      const note = pick(actionWords.moved, ...seed);
      const dueOn = world.timeline.day(dueOf.moved);
      return must(rescheduleAction(portal, partnerAt(world, 'helen.marchetti'), actionId, { revision, dueOn, note }));
    }
    case 'verified':
    case 'returned':
    case 'reopened': {
      const checker = partnerAt(world, move === 'returned' ? 'priya.nair' : 'tom.ashdown');
      return must(decideAction(portal, checker, actionId, move, { revision, note: pick(actionWords[move], ...seed) }));
    }
  }
}

async function proof(portal: Portal, world: World, slug: string, number: number): Promise<string | null> {
  const owner = viewerAt(world, slug, 'safeguarding-lead');
  if (number % 2 !== 0 || !mayInOrganisation(owner, 'evidence.add', organisationIdOf(world, slug))) return null;
  const title =
    organisationNamed(slug).phase === undefined ? 'Repeat audit of records' : 'Note of the governors’ visit';
  return (await keepEvidence(portal, world, owner, slug, { title, kind: 'text' })).id;
}

async function revisionOf(portal: Portal, actionId: string): Promise<number> {
  const row = await portal.database.db
    .selectFrom('action')
    .select('revision')
    .where('id', '=', actionId)
    .executeTakeFirst();
  return known(row, 'action').revision;
}

async function must(saving: Promise<{ readonly saved: boolean }>): Promise<void> {
  if (!(await saving).saved) throw new Error('A step of an action of the demonstration was refused');
}
