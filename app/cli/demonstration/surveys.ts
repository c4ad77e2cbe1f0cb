import { agencies } from '../../../db/seed/brookmere.ts';
import { surveyWords as words } from '../../../db/seed/survey-words.ts';
import { addFigure, correctFigure } from '../../features/surveys/commands/save-figure.server.ts';
import { bringInSurvey } from '../../features/surveys/commands/save-survey.server.ts';
import { correctionSchema, figureFormSchema, surveySchema } from '../../features/surveys/schema.ts';
import type { Portal } from '../../platform/portal.ts';
import { between } from './chance.ts';
import { type LaunchedCycle, organisationIdOf, partnerAt, type World } from './world.ts';

interface PlannedSurvey {
  readonly cycle: () => LaunchedCycle;
  readonly year: string;
  /** Days from today. */
  readonly from: number;
  readonly to: number;
  readonly broughtIn: number;
}

/** A staff survey of every agency, which each reads for itself; one figure is corrected, and one small body stays unseen. */
export function planSurvey(world: World, { cycle, year, from, to, broughtIn }: PlannedSurvey): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  let corrected: { readonly surveyId: string; readonly series: string; readonly answered: number } | undefined;
  timeline.at(broughtIn, '11:10', async (portal) => {
    const saved = await bringInSurvey(
      portal,
      manager(),
      surveySchema.parse({
        cycle: cycle().id,
        title: `${words.title}, ${timeline.day(to).slice(0, 4)}`,
        asked: 'staff',
        source: words.source,
        fromOn: timeline.day(from),
        toOn: timeline.day(to),
        leastAnswers: '5',
        shared: 'yes',
      }),
    );
    if (!saved.saved) throw new Error(`A survey of the demonstration was refused: ${saved.problem}`);
    for (const [place, { slug }] of agencies.entries())
      for (const { about, statement } of words.statements) {
        const answered = slug === 'kestrel-road-church' ? 4 : between(18, 140, slug, year, 'answered');
        const share = between(46, 98, slug, year, about);
        const series = await figure(portal, saved.id, {
          organisation: organisationIdOf(world, slug),
          about,
          statement,
          invited: String(answered + between(3, 60, slug, year, 'invited')),
          answered: String(answered),
          agreed: String(Math.round((answered * share) / 100)),
        });
        if (place === 0 && corrected === undefined) corrected = { surveyId: saved.id, series, answered };
      }
  });
  const figure = async (portal: Portal, surveyId: string, fields: Record<string, string>): Promise<string> => {
    const saved = await addFigure(portal, manager(), surveyId, figureFormSchema.parse(fields));
    if (!saved.saved) throw new Error(`A figure of the demonstration was refused: ${JSON.stringify(saved.errors)}`);
    return saved.id;
  };
  timeline.at(broughtIn + 2, '11:10', async (portal) => {
    if (!corrected) return;
    const { surveyId, series, answered } = corrected;
    const again = correctionSchema.parse({
      revision: '1',
      answered: String(answered - 6),
      agreed: String(Math.round((answered - 6) * 0.61)),
      reason: words.correction,
    });
    await correctFigure(portal, manager(), { surveyId, series }, again);
  });
}
