import type { ReactNode } from 'react';
import { blocksOfPack, type ChallengePackModel, packWords } from '../../../../pdf/models.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { HeatTable } from '../../../ui/heat-table.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingCell, RatingKey } from '../../../ui/rating-mark.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { Counts, MarkOrNone, Prose } from './document-parts.tsx';
import { PackTwinAgency } from './pack-twin-agency.tsx';

const places = { agenda: 'agenda', guide: 'how-to-read', heatmap: 'all-agencies' } as const;
const titles = { agenda: packWords.agenda, guide: packWords.howToRead, heatmap: packWords.heatmap } as const;

type Props = {
  model: ChallengePackModel;
  /** By the agency's anchor: what stands after the questions of the panel, for readers who may add one. */
  afterKeyLines?: (agencyId: string) => ReactNode;
};

/** A pack as a page: the accessible record, with the words and numbers of the printed one, and no script. */
export function PackTwin({ model, afterKeyLines }: Props) {
  const { session } = model;
  const blocks = blocksOfPack(model);
  return (
    <>
      <span className="govuk-caption-l">Challenge session pack</span>
      <h1 className="govuk-heading-l">{session.name}</h1>
      <p className="govuk-body-l">{`${session.date}, ${session.time}`}</p>
      <InsetText>{model.handling}</InsetText>
      <SummaryList
        rows={[
          { label: 'Partnership', value: model.partnership },
          { label: 'Place', value: session.place },
          { label: 'Chair', value: session.chair },
          { label: 'Cycle', value: model.cycleTitle },
          { label: 'Standards', value: model.editionTitle },
          { label: 'Reference', value: `${model.reference}, version ${model.version}` },
          { label: 'Compiled', value: model.madeOnText },
          { label: 'Snapshot, SHA-256', value: <span className="app-typed-text">{model.snapshotHash}</span> },
          { label: 'Address of this page', value: <span className="app-typed-text">{model.accessibleAddress}</span> },
        ]}
      />
      <DocumentCheckNote check={model.check ?? null} />
      <Contents model={model} />
      {blocks.whole.map((block) => {
        if (block === 'agenda') return <Agenda key={block} model={model} />;
        if (block === 'guide') return <HowToRead key={block} model={model} />;
        if (block === 'heatmap') return <AllAgencies key={block} model={model} />;
        return model.agencies.map((agency) => (
          <PackTwinAgency
            key={agency.id}
            agency={agency}
            slot={model.agenda.find(({ agencyId }) => agencyId === agency.id) ?? null}
            blocks={blocks.agency}
            afterKeyLines={afterKeyLines?.(agency.id)}
          />
        ));
      })}
    </>
  );
}

function Contents({ model }: { model: ChallengePackModel }) {
  return (
    <nav aria-labelledby="contents">
      <h2 className="govuk-heading-m" id="contents">
        {packWords.contents}
      </h2>
      <ol className="govuk-list govuk-list--number">
        {blocksOfPack(model).whole.map((block) =>
          block === 'agencies' ? (
            model.agencies.map(({ id, name }) => <ContentsLine key={id} id={id} text={name} />)
          ) : (
            <ContentsLine key={block} id={places[block]} text={titles[block]} />
          ),
        )}
      </ol>
    </nav>
  );
}

function ContentsLine({ id, text }: { id: string; text: string }) {
  return (
    <li>
      <a className="govuk-link govuk-link--no-visited-state" href={`#${id}`}>
        {text}
      </a>
    </li>
  );
}

function Agenda({ model }: { model: ChallengePackModel }) {
  return (
    <>
      <h2 className="govuk-heading-m" id={places.agenda}>
        {packWords.agenda}
      </h2>
      <Table
        caption={packWords.agenda}
        captionHidden
        scrollLabel={packWords.agenda}
        columns={[{ label: 'Time' }, { label: 'Item' }, { label: 'Presenting' }, { label: 'Leads the questions' }]}
        rows={model.agenda.map(({ time, subject, agencyId, presenter, lead }) => ({
          cells: [
            time,
            agencyId === null ? (
              subject
            ) : (
              <Anchor key="item" className="govuk-link govuk-link--no-visited-state" href={`#${agencyId}`}>
                {subject}
              </Anchor>
            ),
            presenter ?? <MarkOrNone mark={null} none="Not named" />,
            lead ?? <MarkOrNone mark={null} none="Not named" />,
          ],
        }))}
      />
    </>
  );
}

function HowToRead({ model: { howToRead } }: { model: ChallengePackModel }) {
  return (
    <>
      <h2 className="govuk-heading-m" id={places.guide}>
        {packWords.howToRead}
      </h2>
      <Prose text={howToRead.introduction} />
      <h3 className="govuk-heading-s">{howToRead.scaleName}</h3>
      <SummaryList
        rows={howToRead.scale.map(({ mark, definition }) => ({
          label: (
            <>
              <MarkOrNone mark={mark} />{' '}
              <span aria-hidden="true">
                <RatingCell {...mark} />
              </span>
            </>
          ),
          value: <Prose text={definition} />,
        }))}
      />
      <Prose text={howToRead.notes} />
    </>
  );
}

function AllAgencies({ model: { heatmap, howToRead } }: { model: ChallengePackModel }) {
  return (
    <section aria-labelledby={places.heatmap}>
      <h2 className="govuk-heading-m" id={places.heatmap}>
        {packWords.heatmap}
      </h2>
      <Prose text={heatmap.caption} />
      <RatingKey points={howToRead.scale.map(({ mark }) => mark)} />
      <HeatTable
        caption={packWords.heatmap}
        captionHidden
        scrollLabel={`${packWords.heatmap}, scrolls sideways`}
        corner="Standard"
        emptyWords="Not asked"
        columns={heatmap.agencies.map(({ id, shortName, name }) => ({
          href: `#${id}`,
          label: (
            <>
              <span aria-hidden="true">{shortName}</span>
              <span className="govuk-visually-hidden">{name}</span>
            </>
          ),
        }))}
        totalColumns={['All agencies']}
        rows={keyed(heatmap.standards).map(({ key, value: { number, title } }) => ({
          head: { label: `${number} ${title}` },
          cells: heatmap.cells[Number(key)] ?? [],
          totals: [<Counts key="totals" counts={heatmap.totals[Number(key)] ?? []} />],
        }))}
      />
    </section>
  );
}
