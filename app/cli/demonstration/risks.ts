/** The risk register of the demonstration: both levels, reviews of a year, one overdue, one raised to the strategic level. */
import { riskWords } from '../../../db/seed/risk-words.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { saveTags } from '../../features/partnerships/commands/tag.server.ts';
import { addControl, moveLevel, reviewRisk } from '../../features/registers/risks/commands/change-risk.server.ts';
import { raiseRisk } from '../../features/registers/risks/commands/raise-risk.server.ts';
import { nextReview } from '../../features/registers/risks/rules.ts';
import { newRiskSchema } from '../../features/registers/risks/schema.ts';
import type { Saved } from '../../platform/page-forms.ts';
import type { Portal } from '../../platform/portal.ts';
import { groupIdOf, priorityIdOf } from './groups-and-priorities.ts';
import { known, partnerAt, type World } from './world.ts';

type Words = (typeof riskWords)[number];

/** What may go wrong, from the first meeting of the board on. */
export function planRisks(world: World): void {
  for (const words of riskWords) planRisk(world, words);
}

function planRisk(world: World, words: Words): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  let id = '';
  timeline.at(-words.days, '10:15', async (portal) => {
    id = await raise(portal, world, manager(), words);
    if (words.priority !== null)
      await saveTags(portal, manager(), { kind: 'risk', id }, [await priorityIdOf(portal, world, words.priority)]);
  });
  for (const { days, now, note } of words.reviews)
    timeline.at(-days, '10:20', async (portal) => {
      const [likelihood, impact] = now;
      const reviewOn = nextReview(portal.stamp().today);
      const revision = await revisionOf(portal, id);
      await must(reviewRisk(portal, manager(), id, { revision, likelihood, impact, standing: 'open', note, reviewOn }));
    });
  const { raised } = words;
  if (raised !== null)
    timeline.at(-40, '10:25', async (portal) => {
      const revision = await revisionOf(portal, id);
      await must(moveLevel(portal, partnerAt(world, 'helen.marchetti'), id, { revision, note: raised }));
    });
}

async function raise(portal: Portal, world: World, manager: Viewer, words: Words): Promise<string> {
  const [inherentLikelihood, inherentImpact] = words.inherent.map(String);
  const [likelihood, impact] = words.now.map(String);
  const [targetLikelihood, targetImpact] = words.target.map(String);
  const form = newRiskSchema.parse({
    level: words.level,
    category: words.category,
    cause: words.cause,
    event: words.event,
    effect: words.effect,
    ownerName: words.owner,
    group: words.group === null ? '' : await groupIdOf(portal, world, words.group),
    assurance: words.assurance,
    inherentLikelihood,
    inherentImpact,
    likelihood,
    impact,
    targetLikelihood,
    targetImpact,
    controls: words.controls.join('\n'),
    reviewOn: nextReview(portal.stamp().today),
  });
  const id = await must(raiseRisk(portal, manager, form));
  if (words.planned !== null)
    await must(addControl(portal, manager, id, { kind: 'planned', words: words.planned, action: null }));
  return id;
}

async function revisionOf(portal: Portal, id: string): Promise<number> {
  const { db } = portal.database;
  const row = await db.selectFrom('risk').select('revision').where('id', '=', id).executeTakeFirst();
  return known(row, 'risk').revision;
}

async function must(saving: Promise<Saved>): Promise<string> {
  const saved = await saving;
  if (!saved.saved) throw new Error(`A risk of the demonstration was refused: ${saved.problem}`);
  return saved.id;
}
