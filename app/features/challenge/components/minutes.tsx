import type { MinutesAgency, MinutesEntry, MinutesModel } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { ActionTable, MarkOrNone, Prose } from './document-parts.tsx';

/** What minutes have only once they are approved. */
type Approved = Partial<Pick<MinutesModel, 'approval' | 'contentHash' | 'reference' | 'version'>>;
type Model = Omit<
  MinutesModel,
  'accessibleAddress' | 'approval' | 'contentHash' | 'madeOn' | 'madeOnText' | 'reference' | 'version'
> &
  Approved;

/** Minutes as a page, with the words of the printed ones; a draft has no version yet. */
export function Minutes({ model, headingLevel = 1 }: { model: Model; headingLevel?: 1 | 2 }) {
  const Title = `h${headingLevel}` as const;
  const level = headingLevel + 1;
  return (
    <article>
      <Title className="govuk-heading-l">{model.title}</Title>
      <p className="govuk-body">
        {model.partnership}. {model.cycleTitle}
      </p>
      <SummaryList
        rows={[
          { label: 'Session', value: model.session },
          { label: 'When', value: model.when },
          { label: 'Place', value: model.place },
          { label: 'Chair', value: model.chair ?? 'Not named' },
          { label: 'Version', value: model.version ?? 'Draft' },
          { label: 'Reference', value: model.reference ?? 'Given when they are approved' },
          { label: 'Approval', value: model.approval ?? 'Not approved' },
          ...(model.contentHash === undefined ? [] : [{ label: 'Hash of the content', value: model.contentHash }]),
        ]}
      />
      <DocumentCheckNote check={model.check ?? null} />
      {model.change === null ? null : (
        <>
          <Heading level={level}>Why there is a new version</Heading>
          <Prose text={model.change} />
        </>
      )}
      <Heading level={level}>Panel and apologies</Heading>
      <Prose text={model.panel} />
      <Prose text={model.opening} />
      <Heading level={level}>Agenda</Heading>
      <Table
        caption="Agenda"
        captionHidden
        scrollLabel="Agenda"
        columns={[{ label: 'Time' }, { label: 'Agency' }, { label: 'Led the questions' }]}
        rows={model.agenda.map(({ time, organisation, lead }) => ({
          cells: [time, organisation, lead ?? 'Not named'],
        }))}
      />
      {keyed(model.agencies).map(({ key, value }) => (
        <Agency key={key} agency={value} level={level} />
      ))}
      {model.discussion === null ? null : (
        <>
          <Heading level={level}>Other matters</Heading>
          <Prose text={model.discussion} />
        </>
      )}
      {model.nextSteps === null ? null : (
        <>
          <Heading level={level}>What happens next</Heading>
          <Prose text={model.nextSteps} />
        </>
      )}
    </article>
  );
}

function Heading({ level, children }: { level: number; children: string }) {
  const Level = level === 2 ? 'h2' : level === 3 ? 'h3' : 'h4';
  return <Level className={level === 4 ? 'govuk-heading-s' : 'govuk-heading-m'}>{children}</Level>;
}

function Agency({ agency, level }: { agency: MinutesAgency; level: number }) {
  const { name, time, present, apologies, entries, actions } = agency;
  return (
    <section aria-label={name}>
      <Heading level={level}>{name}</Heading>
      <p className="govuk-body">{time}</p>
      <p className="govuk-body">Present: {present.length === 0 ? 'not recorded' : present.join('; ')}</p>
      {apologies.length === 0 ? null : <p className="govuk-body">Apologies: {apologies.join('; ')}</p>}
      {entries.length === 0 ? <p className="govuk-body">Nothing was recorded.</p> : null}
      {keyed(entries).map(({ key, value }) => (
        <Entry key={key} entry={value} />
      ))}
      {actions.length === 0 ? null : (
        <>
          <Heading level={level + 1}>Actions</Heading>
          <ActionTable actions={actions} caption={`Actions: ${name}`} />
        </>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: MinutesEntry }) {
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">
        <strong>{entry.about ?? 'The whole return'}</strong>
      </p>
      <p className="govuk-body-s">{entry.askedBy} asked</p>
      <Prose text={entry.challenge} />
      <p className="govuk-body-s">Reply</p>
      <Prose text={entry.reply} />
      <p className="govuk-body">
        Outcome: <strong>{entry.outcome}</strong>
      </p>
      {entry.agreed === null ? null : (
        <>
          <p className="govuk-body">
            Agreed rating: <MarkOrNone mark={entry.agreed} />
          </p>
          {entry.agreedReason === null ? null : <Prose text={entry.agreedReason} />}
        </>
      )}
      {keyed(entry.corrections).map(({ key, value }) => (
        <Prose key={key} text={value} />
      ))}
    </div>
  );
}
