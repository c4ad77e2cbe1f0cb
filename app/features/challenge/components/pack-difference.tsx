import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';
import { TextDifferences } from '../../submissions/versions/components/difference.tsx';
import type { AgencyDifference, PackDifference } from '../pack/difference.ts';
import { MarkOrNone } from './document-parts.tsx';

/** What changed between two versions of a pack, agency by agency. */
export function PackDifferences({ difference }: { difference: PackDifference }) {
  const { whole, agencies, unchanged } = difference;
  if (whole.length === 0 && agencies.length === 0)
    return <p className="govuk-body">Nothing that the pack says has changed.</p>;
  return (
    <>
      {whole.length === 0 ? null : (
        <>
          <h2 className="govuk-heading-m">The pack as a whole</h2>
          <Sentences sentences={whole} />
        </>
      )}
      {agencies.map((agency) => (
        <Agency key={agency.id} agency={agency} />
      ))}
      {unchanged.length === 0 ? null : (
        <>
          <h2 className="govuk-heading-m">Nothing changed</h2>
          <Sentences sentences={unchanged} />
        </>
      )}
    </>
  );
}

const Sentences = ({ sentences }: { sentences: readonly string[] }) => (
  <ul className="govuk-list govuk-list--bullet">
    {keyed(sentences).map(({ key, value }) => (
      <li key={key}>{value}</li>
    ))}
  </ul>
);

function Agency({ agency: { id, name, ratings, texts, sentences } }: { agency: AgencyDifference }) {
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {name}
      </h2>
      {ratings.length === 0 ? null : (
        <Table
          caption={`Ratings that changed: ${name}`}
          captionHidden
          scrollLabel={`Ratings that changed: ${name}`}
          rowHeaders
          columns={[{ label: 'About' }, { label: 'Rating' }, { label: 'It was' }, { label: 'It is' }]}
          rows={ratings.map(({ about, whose, before, after }) => ({
            cells: [about, whose, <MarkOrNone key="before" mark={before} />, <MarkOrNone key="after" mark={after} />],
          }))}
        />
      )}
      {sentences.length === 0 ? null : <Sentences sentences={sentences} />}
      {keyed(texts).map(({ key, value }) => (
        <TextDifferences key={key} difference={value} />
      ))}
    </section>
  );
}
