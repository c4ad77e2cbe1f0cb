import { packWords, type ReturnCopyModel, type ReturnStandard } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';
import { AnswerBlocks } from './answer-blocks.tsx';
import { ComputedBeside } from './computed-beside.tsx';

interface ReturnCopyProps {
  model: ReturnCopyModel;
  title: string;
  /** The questions alone, with room to write: no signatures, no evidence, no hash. */
  blank?: boolean;
  /** It stands on a page with a heading of its own. */
  nested?: boolean;
}

/**
 * A whole return to read or print: the page twin of the file made from the same model, with the same words. `title` is
 * the page's own heading.
 */
export function ReturnCopy({ model, title, blank = false, nested = false }: ReturnCopyProps) {
  const Heading = nested ? 'h2' : 'h1';
  return (
    <div className={blank ? 'app-copy app-copy--blank' : 'app-copy'}>
      <span className="govuk-caption-l">{model.cycleTitle}</span>
      <Heading className="govuk-heading-l">{title}</Heading>
      <SummaryList
        rows={[
          { label: 'Organisation', value: model.organisation },
          { label: 'Kind of organisation', value: model.organisationKind },
          { label: 'Standards', value: model.editionTitle },
          { label: 'Partnership', value: model.partnership },
          { label: 'State', value: model.status },
          ...(blank ? [] : [{ label: 'Reference', value: model.reference }]),
          { label: 'Printed', value: model.madeOnText },
          ...(blank
            ? []
            : [{ label: 'Snapshot, SHA-256', value: <code className="app-hash">{model.snapshotHash}</code> }]),
        ]}
      />
      <DocumentCheckNote check={model.check ?? null} />
      <h2 className="govuk-heading-m">{packWords.contents}</h2>
      <ul className="govuk-list">
        {blank ? null : <ContentsLine href="#signatures" words="Signatures" />}
        <ContentsLine href="#details" words="Details" />
        <ContentsLine href="#scale" words="How ratings are shown" />
        {model.standards.map(({ number, title: words }) => (
          <ContentsLine key={number} href={`#standard-${number}`} words={`${number} ${words}`} />
        ))}
        {blank ? null : <ContentsLine href="#evidence" words={packWords.evidence} />}
      </ul>
      {blank ? null : (
        <section aria-labelledby="signatures">
          <h2 className="govuk-heading-m" id="signatures">
            Signatures
          </h2>
          <Signatures signatures={model.signatures} />
        </section>
      )}
      <section aria-labelledby="details">
        <h2 className="govuk-heading-m" id="details">
          Details
        </h2>
        <SummaryList rows={model.profile} />
      </section>
      <section aria-labelledby="scale">
        <h2 className="govuk-heading-m" id="scale">
          How ratings are shown
        </h2>
        <dl className="govuk-summary-list">
          {keyed(model.scale).map(({ key, value: { mark, definition } }) => (
            <div key={key} className="govuk-summary-list__row">
              <dt className="govuk-summary-list__key">
                <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />
              </dt>
              <dd className="govuk-summary-list__value">{definition}</dd>
            </div>
          ))}
        </dl>
      </section>
      {model.standards.map((standard) => (
        <StandardSection key={standard.number} standard={standard} />
      ))}
      {blank ? null : (
        <section aria-labelledby="evidence">
          <h2 className="govuk-heading-m" id="evidence">
            {packWords.evidence}
          </h2>
          <EvidenceIndex evidence={model.evidence} />
        </section>
      )}
    </div>
  );
}

function ContentsLine({ href, words }: { href: string; words: string }) {
  return (
    <li>
      <a className="govuk-link" href={href}>
        {words}
      </a>
    </li>
  );
}

/** Who signed what, and when. */
export function Signatures({ signatures }: Pick<ReturnCopyModel, 'signatures'>) {
  if (signatures.length === 0) return <p className="govuk-body">Nobody has signed this return yet.</p>;
  return (
    <Table
      scrollLabel="Table of signatures"
      columns={[{ label: 'Name' }, { label: 'Signed as' }, { label: 'When' }, { label: 'Hash of what was signed' }]}
      rows={signatures.map(({ name, role, signedOn, hash }) => ({
        key: role,
        cells: [
          name,
          role,
          signedOn,
          <code key="hash" className="app-hash">
            {hash}
          </code>,
        ],
      }))}
    />
  );
}

function StandardSection({ standard }: { standard: ReturnStandard }) {
  const id = `standard-${standard.number}`;
  return (
    <section aria-labelledby={id} className="app-copy-standard">
      <h2 className="govuk-heading-m" id={id}>
        {standard.number} {standard.title}
      </h2>
      {standard.summary === null ? null : <p className="govuk-body">{standard.summary}</p>}
      {standard.overall === null ? null : (
        <p className="govuk-body">
          Whole standard:{' '}
          <RatingTag word={standard.overall.word} shape={standard.overall.shape} tone={standard.overall.tone} />
        </p>
      )}
      <ComputedBeside mark={standard.beside} />
      {standard.questions.map((question) => (
        <div key={question.number} className="app-copy-question">
          <h3 className="govuk-heading-s">
            {question.number} {question.text}
          </h3>
          {question.carried === null ? null : <p className="govuk-body-s">{question.carried}</p>}
          <AnswerBlocks blocks={question.answer} />
          {question.evidence.length === 0 ? null : (
            <>
              <p className="govuk-body govuk-!-margin-bottom-1">Evidence</p>
              <ul className="govuk-list govuk-list--bullet">
                {keyed(question.evidence).map(({ key, value }) => (
                  <li key={key}>{value}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

function EvidenceIndex({ evidence }: Pick<ReturnCopyModel, 'evidence'>) {
  if (evidence.length === 0) return <p className="govuk-body">{packWords.noEvidence}</p>;
  return (
    <Table
      scrollLabel="Table of evidence"
      columns={[
        { label: 'Number', numeric: true },
        { label: 'Title' },
        { label: 'Form' },
        { label: 'Covers' },
        { label: 'How recent' },
        { label: 'Supports' },
      ]}
      rows={evidence.map((entry) => ({
        key: String(entry.number),
        cells: [entry.number, entry.title, entry.form, entry.datesCovered, entry.freshness, entry.supports.join(', ')],
      }))}
    />
  );
}
