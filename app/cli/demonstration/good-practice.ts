/** What agencies of the demonstration share: by hand, after a suggestion, not yet decided, and withdrawn. */
import { goodPracticeWords as words } from '../../../db/seed/challenge-log-words.ts';
import { agreeToShare, type PracticeSaved } from '../../features/good-practice/commands/agree-to-share.server.ts';
import { withdrawConsent } from '../../features/good-practice/commands/end-sharing.server.ts';
import { suggestPractice } from '../../features/good-practice/commands/suggest-practice.server.ts';
import { agreeSchema } from '../../features/good-practice/schema.ts';
import { getAgreePage } from '../../features/good-practice/share-page.server.ts';
import { getSuggestPage } from '../../features/good-practice/suggest-page.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { submissionIdOf } from './moderation.ts';
import { type LaunchedCycle, organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

interface Shared {
  readonly title: string;
  readonly what: string;
  readonly difference: string;
  readonly contact: string;
}

/** Plans what last year's returns led to. */
export function planGoodPractice(world: World, cycle: () => LaunchedCycle): void {
  const { timeline } = world;
  let suggested = '';
  timeline.at(-200, '14:10', async (portal) => {
    suggested = await suggest(portal, world, cycle(), 'brookmere-council', words.suggestion.note);
  });
  timeline.at(-190, '14:15', async (portal) => {
    const lead = viewerAt(world, 'brookmere-council', 'safeguarding-lead');
    const { item, proposal } = await getAgreePage(portal, lead, suggested);
    const agreement = { ...agreed(world, words.suggestion, 300), standards: [...proposal.chosenStandards] };
    saved(await agreeToShare(portal, lead, { itemId: suggested }, { ...agreement, revision: item.revision }));
  });
  let withdrawn = '';
  timeline.at(-80, '14:20', async (portal) => {
    withdrawn = await share(portal, world, 'stepping-stones', words.withdrawn, 200);
  });
  timeline.at(-60, '14:25', async (portal) => {
    await share(portal, world, 'young-carers', words.byHand, 300);
  });
  timeline.at(-21, '14:30', async (portal) => {
    saved(await withdrawConsent(portal, viewerAt(world, 'stepping-stones', 'safeguarding-lead'), withdrawn));
  });
}

/** Plans a suggestion of this year that waits for the agency's decision. */
export function planSuggestion(world: World, cycle: () => LaunchedCycle): void {
  world.timeline.at(-2, '14:35', async (portal) => {
    await suggest(portal, world, cycle(), 'lanternfield-homes', words.waiting.note);
  });
}

async function suggest(
  portal: Portal,
  world: World,
  cycle: LaunchedCycle,
  slug: string,
  note: string,
): Promise<string> {
  const submissionId = await submissionIdOf(portal, world, cycle, slug);
  const scope = { partnershipIds: [world.partnershipId] } as const;
  const { answers } = await getSuggestPage(portal.database.db, scope, submissionId, portal.stamp().today);
  const question = answers[0]?.questionCode ?? '';
  return saved(await suggestPractice(portal, partnerAt(world, 'tom.ashdown'), submissionId, { question, note }));
}

async function share(portal: Portal, world: World, slug: string, shared: Shared, until: number): Promise<string> {
  const lead = viewerAt(world, slug, 'safeguarding-lead');
  const organisationId = organisationIdOf(world, slug);
  return saved(await agreeToShare(portal, lead, { organisationId }, agreed(world, shared, until)));
}

const agreed = (world: World, shared: Shared, until: number) =>
  agreeSchema.parse({
    ...shared,
    partnerships: [world.partnershipId],
    until: world.timeline.day(until),
    agreed: 'yes',
  });

function saved(result: PracticeSaved): string {
  if (!result.saved) throw new Error(`Good practice of the demonstration was refused: ${result.problem}`);
  return result.id;
}
