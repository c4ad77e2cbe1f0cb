import type { Viewer } from '../../features/accounts/viewer.ts';
import { createAction } from '../../features/actions/commands/create-action.server.ts';
import { joinFinding } from '../../features/actions/commands/join-finding.server.ts';
import { askMoreTime } from '../../features/actions/commands/more-time.server.ts';
import { decideAction, markDone, postProgress } from '../../features/actions/commands/update-action.server.ts';
import { drawRevisit } from '../../features/actions/revisit/draw.server.ts';
import { lookAgain } from '../../features/actions/revisit/look.server.ts';
import { getRevisit } from '../../features/actions/revisit/queries.server.ts';
import type { NewAction } from '../../features/actions/schema.ts';
import { saveActionSettings } from '../../features/actions/settings.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { groupIdOf, priorityIdOf } from './groups-and-priorities.ts';
import { known, organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

const quality = 'Performance, learning and quality sub-group';
const link = 'https://minutes.brookmere-scp.example/quality-group';

interface Story {
  readonly slug: string;
  readonly source: 'inspection' | 'review' | 'audit' | 'survey';
  readonly sourceName: string;
  readonly finding: string;
  readonly what: string;
  readonly measure: string;
  /** Days from today. */
  readonly created: number;
  readonly due: number;
}

/** One action from each source that a session does not give, each with a life of its own; and a group's own. */
const stories = {
  waits: {
    slug: 'hartsmere-community',
    source: 'inspection',
    sourceName: 'Joint targeted area inspection: serious youth violence',
    finding: 'Health was not in the room at four of ten strategy discussions.',
    what: 'Agree a rota so that health joins every strategy discussion',
    measure: 'Health was at 19 of 20 strategy discussions picked at random, by the end of the quarter',
    created: -150,
    due: -12,
  },
  board: {
    slug: 'brookmere-council',
    source: 'review',
    sourceName: 'Local child safeguarding practice review “Alder”',
    finding: 'The neglect tool was used once in eighteen months.',
    what: 'Use the neglect tool at every second visit where neglect is a worry',
    measure: 'The tool is in 18 of 20 files picked at random, and three plans changed because of it',
    created: -190,
    due: -30,
  },
  looked: {
    slug: 'fenshire-probation',
    source: 'audit',
    sourceName: 'Multi-agency audit of neglect',
    finding: 'Children of people on probation were not named in six of ten plans.',
    what: 'Name every child of the household in the plan',
    measure: 'Every child is named in 20 of 20 plans',
    created: -330,
    due: -240,
  },
  survey: {
    slug: 'lanternfield-homes',
    source: 'survey',
    sourceName: 'Survey of practitioners',
    finding: 'A third of staff did not know how to disagree with another agency’s decision.',
    what: 'Put the escalation procedure into induction and every team meeting once',
    measure: 'Nine in ten staff name the first step when asked, in a repeat survey in six months',
    created: -60,
    due: 60,
  },
} as const satisfies Record<string, Story>;

/** Actions of every source, with more time asked, one that waits for the board, one to look at again, and a group's own. */
export function planActionsInDepth(world: World): void {
  const { timeline } = world;
  const priya = () => partnerAt(world, 'priya.nair');
  const ids: Partial<Record<keyof typeof stories, string>> = {};
  const references: Partial<Record<keyof typeof stories, string>> = {};

  timeline.at(-420, '11:10', (portal) =>
    saveActionSettings(portal, partnerAt(world, 'helen.marchetti'), world.partnershipId, {
      ratify: ['review'],
      managerGrantsTime: false,
      impactMonths: 6,
    }),
  );
  for (const key of Object.keys(stories) as (keyof typeof stories)[]) {
    const story = stories[key];
    timeline.at(story.created, '14:20', async (portal) => {
      const made = await createAction(portal, priya(), await formOf(portal, world, story));
      ids[key] = made.id;
      references[key] = made.reference;
    });
  }
  const idOf = (key: keyof typeof stories) => known(ids[key], `action ${key}`);
  const owner = (key: keyof typeof stories) => viewerAt(world, stories[key].slug, 'safeguarding-lead');
  timeline.at(-40, '10:05', (portal) =>
    must(
      postProgress(portal, owner('waits'), idOf('waits'), {
        note: 'The rota runs in two of three areas; the third waits for a vacancy to be filled.',
        percent: 60,
        rag: 'amber',
        evidence: null,
      }),
    ),
  );
  timeline.at(-3, '10:15', async (portal) =>
    must(
      askMoreTime(portal, owner('waits'), idOf('waits'), {
        revision: await revisionOf(portal, idOf('waits')),
        dueOn: timeline.day(45),
        note: 'The post in the third area is filled from next month.',
      }),
    ),
  );
  for (const [key, day] of [
    ['looked', -245],
    ['board', -25],
  ] as const) {
    timeline.at(day, '13:05', async (portal) =>
      must(
        markDone(portal, owner(key), idOf(key), {
          revision: await revisionOf(portal, idOf(key)),
          note: 'The sample was read again by somebody else, and it is there in nearly all of it. Plans have changed.',
          evidence: null,
          link,
        }),
      ),
    );
    timeline.at(day + 6, '15:10', async (portal) =>
      must(
        decideAction(portal, partnerAt(world, 'tom.ashdown'), idOf(key), 'verified', {
          revision: await revisionOf(portal, idOf(key)),
          note: 'Five files were looked at on a visit. It holds.',
          impactCheckOn: key === 'looked' ? timeline.day(-4) : null,
        }),
      ),
    );
  }
  timeline.at(-5, '16:05', (portal) => lookAtSome(portal, priya()));
  timeline.at(-20, '14:40', async (portal) => {
    const joined = await joinFinding(portal, priya(), {
      organisation: organisationIdOf(world, stories.survey.slug),
      challenge: null,
      submission: null,
      question: null,
      source: 'audit',
      sourceName: 'Single-agency audit of supervision',
      finding: 'Two of eight records of supervision mention a disagreement that went nowhere.',
      reference: known(references.survey, 'reference'),
    });
    if (!joined.saved) throw new Error('A finding of the demonstration was refused');
  });
  timeline.at(-35, '11:30', async (portal) => {
    await createAction(portal, priya(), {
      organisation: null,
      group: await groupIdOf(portal, world, 'Neglect sub-group'),
      challenge: null,
      submission: null,
      question: null,
      source: 'other',
      finding: 'The data on neglect comes from three systems and does not agree.',
      what: 'Agree one quarterly set of figures on neglect',
      successMeasure: 'The board reads one set, agreed by all three agencies, from the next quarter on',
      owner: partnerAt(world, 'grace.adeyemi').personId,
      ownerName: null,
      dueOn: timeline.day(20),
      priority: 'medium',
      partnershipPriority: await priorityIdOf(portal, world, 'Neglect is seen and named'),
    });
  });
}

/** Three closed actions by lot, of which one has been looked at. */
async function lookAtSome(portal: Portal, viewer: Viewer): Promise<void> {
  const drawn = await drawRevisit(portal, viewer, { partnership: null, pool: 'all', amount: 'number', askedFor: 3 });
  if (!drawn.saved) throw new Error('A draw of the demonstration was refused');
  const { members } = await getRevisit(portal.database.db, viewer, drawn.id);
  const action = members.find(({ mayLook }) => mayLook)?.id;
  if (action === undefined) return;
  const note = 'Five files and two team managers say so: what was agreed is still done.';
  await lookAgain(portal, viewer, drawn.id, { action, outcome: 'works', note });
}

async function formOf(portal: Portal, world: World, story: Story): Promise<NewAction> {
  return {
    organisation: organisationIdOf(world, story.slug),
    group: await groupIdOf(portal, world, quality),
    challenge: null,
    submission: null,
    question: null,
    source: story.source,
    sourceName: story.sourceName,
    sourceOn: world.timeline.day(story.created - 20),
    finding: story.finding,
    what: story.what,
    successMeasure: story.measure,
    owner: viewerAt(world, story.slug, 'safeguarding-lead').personId,
    ownerName: null,
    sponsor: 'other',
    sponsorName: 'Chief executive',
    startsOn: world.timeline.day(story.created + 7),
    dueOn: world.timeline.day(story.due),
    priority: 'high',
    partnershipPriority: await priorityIdOf(portal, world, 'Leadership that asks hard questions'),
  };
}

const revisionOf = async (portal: Portal, id: string): Promise<number> =>
  (await portal.database.db.selectFrom('action').select('revision').where('id', '=', id).executeTakeFirstOrThrow())
    .revision;

async function must(saving: Promise<{ readonly saved: boolean }>): Promise<void> {
  if (!(await saving).saved) throw new Error('A step of an action of the demonstration was refused');
}
