import { blocksOfPack, type ChallengePackModel, type WholeBlock } from '../models.ts';
import { Cover } from '../parts/cover.tsx';
import { AgencySection } from './pack-agency.tsx';
import { PackContents, PackGuide } from './pack-front.tsx';
import { HeatmapSection } from './pack-heatmap.tsx';

/** The pack a panel works from: cover, contents, agenda, how to read it, a part for each agency, and all of them side by side. */
export function ChallengePack({ model }: { model: ChallengePackModel }) {
  const { session, agencies } = model;
  return (
    <>
      <Cover
        kind="Challenge session pack"
        title={session.name}
        subtitle={`${session.date}, ${session.time}`}
        handling={model.handling}
        facts={[
          { label: 'Place', value: session.place },
          { label: 'Chair', value: session.chair },
          { label: 'Agencies', value: agenciesInWords(agencies) },
          { label: 'Cycle', value: model.cycleTitle },
          { label: 'Standards', value: model.editionTitle },
          { label: 'Reference', value: `${model.reference}, version ${model.version}` },
          { label: 'Compiled', value: model.madeOnText },
          { label: 'Snapshot, SHA-256', value: model.snapshotHash },
        ]}
      />
      <PackContents model={model} />
      {sectionsOf(blocksOfPack(model).whole).map((section, at, sections) => {
        const past = sections.slice(0, at).includes('agencies') ? agencies.length - 1 : 0;
        const order = at + 2 + past;
        if (section === 'agencies') return <Agencies key={section} model={model} order={order} />;
        if (section === 'heatmap')
          return <HeatmapSection key={section} heatmap={model.heatmap} scale={model.howToRead.scale} order={order} />;
        return <PackGuide key={section.join()} model={model} parts={section} order={order} />;
      })}
    </>
  );
}

/** More names than this would push the address of the page off the cover. */
const mostNames = 16;

function agenciesInWords(agencies: ChallengePackModel['agencies']): string {
  if (agencies.length > mostNames) return `${agencies.length}, each named in the contents`;
  return agencies.map(({ name }) => name).join('; ');
}

type Section = 'agencies' | 'heatmap' | ('agenda' | 'guide')[];

/** The parts of a pack as sheets: what stands in front of the agencies shares one where it follows each other. */
function sectionsOf(blocks: readonly WholeBlock[]): Section[] {
  const sections: Section[] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (block === 'agencies' || block === 'heatmap') sections.push(block);
    else if (Array.isArray(last)) last.push(block);
    else sections.push([block]);
  }
  return sections;
}

function Agencies({ model, order }: { model: ChallengePackModel; order: number }) {
  const { agency: blocks } = blocksOfPack(model);
  return model.agencies.map((agency, index) => (
    <AgencySection
      key={agency.id}
      agency={agency}
      slot={model.agenda.find(({ agencyId }) => agencyId === agency.id) ?? null}
      order={order + index}
      blocks={blocks}
    />
  ));
}
