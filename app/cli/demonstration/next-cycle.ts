import { createCycle } from '../../features/cycles/commands/create-cycle.server.ts';
import { savePriorities, saveQuestion } from '../../features/cycles/local/change-questions.server.ts';
import { questionFormSchema } from '../../features/cycles/local/question-form.ts';
import { known, partnerAt, type World } from './world.ts';

const priorities = [
  { title: 'Neglect', description: 'Seen early, named, and acted on together.' },
  { title: 'Safe journeys', description: 'Children travel to school, clubs and between homes without harm.' },
];

/** Questions that Brookmere means to ask next year beside the national ones, by the title of the priority. */
const questions = [
  {
    heading: 'Brookmere priorities',
    text: 'Your staff and volunteers recognise neglect, and use the partnership’s tool to say what they see.',
    guidance: 'Think of the last three families you worried about. Was the tool used, and did it change what happened?',
    answer: 'rating',
    kinds: [],
    about: 'Neglect',
  },
  {
    heading: 'Brookmere priorities',
    text: 'How many of your staff and volunteers went to the partnership’s neglect workshop in the last 12 months?',
    guidance: '',
    answer: 'number',
    kinds: [],
    about: 'Neglect',
  },
  {
    heading: 'Brookmere priorities',
    text: 'Everybody who drives children on your behalf has been checked, and knows what to do when a child tells them something.',
    guidance: '',
    answer: 'rating',
    kinds: ['local-authority', 'commissioned-provider', 'voluntary', 'sport'],
    about: 'Safe journeys',
  },
] as const;

/** Next year's Section 11 cycle, being prepared on the newest edition with questions of the partnership's own. */
export function planNextYear(world: World, name: string): void {
  const { timeline } = world;
  timeline.at(-4, '15:10', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const created = await createCycle(portal, manager, {
      form: {
        editionId: 'section-11/2023.2',
        name,
        opensOn: timeline.day(308),
        dueOn: timeline.day(370),
        moderationOn: timeline.day(405),
        challengeOn: timeline.day(426),
        actionsDueOn: timeline.day(600),
      },
    });
    if (!created.ok) throw new Error(`The cycle was refused: ${JSON.stringify(created.errors)}`);
    const { cycleId } = created;
    let { revision } = settled(await savePriorities(portal, manager, { cycleId, revision: 0 }, priorities));
    for (const { heading, text, guidance, answer, kinds, about } of questions) {
      const form = questionFormSchema.parse({
        ...(revision === 1 ? { newStandard: heading } : { standard: 'local-brookmere-priorities' }),
        text,
        guidance,
        answer,
        kinds,
        required: 'yes',
        priorities: [known(codes.get(about), about)],
      });
      const saved = await saveQuestion(portal, manager, { cycleId, revision }, { form, code: undefined });
      revision = settled(saved).revision;
    }
  });
}

const codes = new Map([
  ['Neglect', 'local-neglect'],
  ['Safe journeys', 'local-safe-journeys'],
]);

function settled(changed: Awaited<ReturnType<typeof saveQuestion>>): { revision: number } {
  if (!changed.ok) throw new Error(`The local questions were refused: ${JSON.stringify(changed.errors)}`);
  return changed;
}
