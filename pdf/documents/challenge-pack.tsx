import type { ChallengePackModel } from '../models.ts';
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
          { label: 'Agencies', value: agencies.map(({ name }) => name).join('; ') },
          { label: 'Cycle', value: model.cycleTitle },
          { label: 'Standards', value: model.editionTitle },
          { label: 'Reference', value: `${model.reference}, version ${model.version}` },
          { label: 'Compiled', value: model.madeOnText },
          { label: 'Snapshot, SHA-256', value: model.snapshotHash },
        ]}
      />
      <PackContents model={model} />
      <PackGuide model={model} />
      {agencies.map((agency, index) => (
        <AgencySection
          key={agency.id}
          agency={agency}
          slot={model.agenda.find(({ agencyId }) => agencyId === agency.id) ?? null}
          order={index + 3}
        />
      ))}
      <HeatmapSection heatmap={model.heatmap} scale={model.howToRead.scale} order={agencies.length + 3} />
    </>
  );
}
