import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { EvidenceVersion } from '../schema.ts';
import { evidenceHref, kindOfEvidence, periodOfEvidence } from '../words.ts';

/** Every version of a piece, newest first: each can be read, and says where it was sent. */
export function VersionList({
  evidenceId,
  versions,
  sentWith,
}: {
  evidenceId: string;
  versions: readonly EvidenceVersion[];
  /** References of what was sent, by version. */
  sentWith: Readonly<Record<number, readonly string[]>>;
}) {
  return (
    <Table
      caption="Versions"
      captionSize="m"
      scrollLabel="Versions"
      rowHeaders
      columns={[
        { label: 'Version' },
        { label: 'File or link' },
        { label: 'Covers' },
        { label: 'Added' },
        { label: 'Sent with' },
      ]}
      rows={versions.map((one, place) => ({
        key: String(one.version),
        cells: [
          place === 0 ? `${one.version} (newest)` : String(one.version),
          <span key="file">
            <Anchor
              className="govuk-link"
              href={evidenceHref({ id: evidenceId, ...one })}
              reloadDocument
              {...(one.kind === 'link' ? { rel: 'noreferrer' } : {})}
            >
              {one.fileName ?? one.url}
            </Anchor>
            <br />
            {kindOfEvidence(one)}
          </span>,
          periodOfEvidence(one) ?? 'Not said',
          `${instantInWords(one.at)} by ${one.by}`,
          sentWith[one.version]?.join(', ') ?? 'Not sent',
        ],
      }))}
    />
  );
}
