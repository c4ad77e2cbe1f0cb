import { countOf, dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { kindsInWords, setInWords } from '../edition-facts.ts';
import type { Library, LibraryEdition } from '../library.ts';

/** Every set of standards with its history, newest edition first. */
export function EditionLibrary({ library: { sets, cut } }: { library: Library }) {
  if (sets.length === 0) return <EmptyState>No edition has been installed yet.</EmptyState>;
  return (
    <>
      {sets.map(({ set, name, editions }) => (
        <section key={set} aria-labelledby={set}>
          <h2 className="govuk-heading-m" id={set}>
            {name}
          </h2>
          {editions.map((edition) => (
            <EditionCard key={edition.id} set={set} edition={edition} />
          ))}
        </section>
      ))}
      {cut ? <p className="govuk-body">The list ends here; there are further editions that it does not show.</p> : null}
    </>
  );
}

function EditionCard({ set, edition }: { set: string; edition: LibraryEdition }) {
  const { id, title, standards, questions, inForceFrom, installedAt, sha256, previous } = edition;
  const address = `/standards/${id}`;
  return (
    <SummaryCard
      headingLevel={3}
      title={`Edition ${edition.edition}`}
      rows={[
        { label: 'Title', value: title },
        { label: 'State', value: <State edition={edition} /> },
        { label: 'In force from', value: dayInWords(inForceFrom) },
        { label: 'For', value: forWhom(edition) },
        { label: 'Questions', value: `${questions} in ${countOf(standards, 'standard')}` },
        { label: 'Citations', value: citationWords(edition) },
        { label: 'Installed here', value: instantInWords(installedAt) },
        { label: 'Fingerprint', value: <code className="app-hash">{sha256}</code> },
        {
          label: 'Read',
          value: (
            <ul className="govuk-list govuk-!-margin-bottom-0">
              <ReadLink href={address} words="Every question" edition={edition} />
              <ReadLink href={`${address}.pdf`} words="Every question (PDF)" edition={edition} download />
              <ReadLink href={`${address}.docx`} words="Every question (Word)" edition={edition} download />
              {previous === null ? null : (
                <ReadLink
                  href={`/standards/${set}/compare?from=${previous}&to=${edition.edition}`}
                  words={`What changed since ${previous}`}
                  edition={edition}
                />
              )}
            </ul>
          ),
        },
      ]}
    />
  );
}

type ReadLinkProps = { href: string; words: string; edition: LibraryEdition; download?: boolean };

function ReadLink({ href, words, edition, download = false }: ReadLinkProps) {
  return (
    <li>
      <Anchor className="govuk-link" href={href} reloadDocument={download}>
        {words}
        <span className="govuk-visually-hidden"> of {edition.id}</span>
      </Anchor>
    </li>
  );
}

function State({ edition: { status, consultations, minorRevision, variantOf } }: { edition: LibraryEdition }) {
  return (
    <>
      <Tag tone={status === 'published' ? 'green' : 'grey'}>{status === 'published' ? 'Published' : 'Draft'}</Tag>
      {consultations.length > 0 ? (
        <p className="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">
          Rests on a consultation text ({listInWords(consultations)}), so it cannot be published.
        </p>
      ) : null}
      {minorRevision ? (
        <p className="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">
          Minor revision: it corrects sources or guidance, and nobody is asked anything again because of it.
        </p>
      ) : null}
      {variantOf === null ? null : (
        <p className="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">
          A shorter form of{' '}
          <Anchor className="govuk-link" href={`/standards/${variantOf.set}/${variantOf.edition}`}>
            {setInWords(variantOf.set)}, edition {variantOf.edition}
          </Anchor>
          .
        </p>
      )}
    </>
  );
}

function forWhom({ kinds, sector }: LibraryEdition): string {
  if (kinds !== null) return kindsInWords(kinds);
  return sector === 'agency' ? 'Agencies of every kind' : 'Schools, colleges and other settings of every kind';
}

function citationWords({ citations, uncheckedCitations }: LibraryEdition): string {
  if (uncheckedCitations === 0) return `${citations}, each checked against the published text`;
  return `${citations}, of which ${uncheckedCitations} ${uncheckedCitations === 1 ? 'has' : 'have'} not been checked against the published text`;
}
