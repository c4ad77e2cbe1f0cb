import { countOf, dayInWords, instantInWords } from '../../../../platform/words.ts';
import { Anchor } from '../../../../ui/anchor.tsx';
import { TypedText } from '../../../../ui/columns.tsx';
import { InsetText } from '../../../../ui/inset-text.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Correction, SentVersion } from '../queries.server.ts';

/** Every version that was sent, newest first, each with its documents and what changed. Nothing for a single one. */
export function VersionTable({ returnId, versions }: { returnId: string; versions: readonly SentVersion[] }) {
  if (versions.length < 2) return null;
  return (
    <Table
      caption={countOf(versions.length, 'version')}
      captionSize="m"
      scrollLabel="Versions of this return"
      columns={[
        { label: 'Version' },
        { label: 'Sent' },
        { label: 'Reference' },
        { label: 'Read' },
        { label: 'Changes' },
      ]}
      rows={versions.toReversed().map(({ version, newest, submittedAt, submittedBy, reference }) => ({
        key: String(version),
        cells: [
          `${version}${newest ? ' (the one that counts)' : ''}`,
          `${instantInWords(submittedAt)} by ${submittedBy}`,
          reference,
          <span key="read">
            <Anchor className="govuk-link" href={`/returns/${returnId}/copy?version=${version}`}>
              Copy<span className="govuk-visually-hidden"> of version {version}</span>
            </Anchor>
            ,{' '}
            <Anchor className="govuk-link" href={`/returns/${returnId}/receipt?version=${version}`}>
              receipt<span className="govuk-visually-hidden"> of version {version}</span>
            </Anchor>
          </span>,
          version === 1 ? (
            '–'
          ) : (
            <Anchor
              key="changes"
              className="govuk-link"
              href={`/returns/${returnId}/versions/${version - 1}/${version}`}
            >
              What changed since version {version - 1}
            </Anchor>
          ),
        ],
      }))}
    />
  );
}

/** What is being corrected, or was asked for, and what was answered; in the words of either side. */
export function CorrectionNote({
  correction,
  standards,
}: {
  correction: Correction | null;
  /** The words of the standards to look at, where the page knows them. */
  standards?: readonly string[];
}) {
  if (!correction || correction.status === 'resent' || correction.status === 'withdrawn') return null;
  const { status, asked, opened, ended, reviseBy } = correction;
  return (
    <InsetText>
      {asked ? (
        <>
          <p className="govuk-body">
            <strong>{asked.by} asked to correct this return</strong> on {instantInWords(asked.at)}:
          </p>
          <TypedText>{asked.reason}</TypedText>
        </>
      ) : null}
      {status === 'asked' ? <p className="govuk-body">The partnership has not decided yet.</p> : null}
      {opened ? (
        <>
          <p className="govuk-body">
            <strong>{opened.by} opened this return again</strong> on {instantInWords(opened.at)}
            {reviseBy === null ? '' : `, to be sent again by ${dayInWords(reviseBy)}`}:
          </p>
          <TypedText>{opened.reason}</TypedText>
          {standards && standards.length > 0 ? (
            <>
              <p className="govuk-body govuk-!-margin-bottom-1">To look at again:</p>
              <ul className="govuk-list govuk-list--bullet">
                {standards.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </>
          ) : null}
          <p className="govuk-body">The version that was sent stays as it is until a new one is signed and sent.</p>
        </>
      ) : null}
      {status === 'declined' && ended ? (
        <>
          <p className="govuk-body">
            <strong>{ended.by} left it as it was sent</strong> on {instantInWords(ended.at)}:
          </p>
          <TypedText>{ended.reason ?? ''}</TypedText>
        </>
      ) : null}
    </InsetText>
  );
}
