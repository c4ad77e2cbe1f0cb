import { certificateWords, type DisposalCertificateModel } from '../../../../pdf/models.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { DocumentCheckNote } from '../../audit/components/document-check.tsx';

/** A certificate of disposal as a page: the accessible record, with the words of the printed one. */
export function Certificate({ model }: { model: DisposalCertificateModel }) {
  const [, , gone, kept] = certificateWords.kindHeadings;
  return (
    <article>
      <h1 className="govuk-heading-l">{model.title}</h1>
      <p className="govuk-body-l">{model.owner}</p>
      <SummaryList
        rows={[
          ...model.facts,
          { label: certificateWords.madeOn, value: model.madeOnText },
          { label: certificateWords.hash, value: <code className="app-hash">{model.listSha256}</code> },
          { label: 'Address of this page', value: <span className="app-typed-text">{model.accessibleAddress}</span> },
        ]}
      />
      <p className="govuk-body app-typed-text">{model.reason}</p>
      <p className="govuk-body">{certificateWords.about}</p>
      <Table
        caption={certificateWords.kinds}
        captionSize="m"
        rowHeaders
        scrollLabel={certificateWords.kinds}
        columns={certificateWords.kindHeadings.map((label) => ({ label, numeric: label === gone || label === kept }))}
        rows={model.kinds.map((one) => ({ key: one.words, cells: [one.words, one.rule, one.gone, one.kept] }))}
      />
      <h2 className="govuk-heading-m">{certificateWords.list}</h2>
      {model.lists.length === 0 ? <p className="govuk-body">{certificateWords.none}</p> : null}
      {model.lists.map(({ words, ids }) => (
        <section key={words}>
          <h3 className="govuk-heading-s">{words}</h3>
          <Table
            caption={`${words}: ${certificateWords.list}`}
            captionHidden
            scrollLabel={words}
            columns={[{ label: certificateWords.idHeading }]}
            rows={ids.map((id) => ({ key: id, cells: [<code key="id">{id}</code>] }))}
          />
        </section>
      ))}
      <DocumentCheckNote check={model.check ?? null} />
    </article>
  );
}
