import { Form } from 'react-router';
import { instantInWords, sizeInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Table } from '../../../ui/table.tsx';
import { earlierOf, skipsVersions } from '../pack/earlier-versions.ts';
import type { PackVersion } from '../pack/pack-queries.server.ts';
import { packStatuses } from '../rules.ts';

type Props = {
  sessionId: string;
  packs: readonly PackVersion[];
  /** What happened since each was compiled. */
  standing: Readonly<Record<string, readonly string[]>>;
  mayCompile: boolean;
};

/** The packs of a session, newest first, with how far each has come. */
export function PackList({ sessionId, packs, standing, mayCompile }: Props) {
  return (
    <section aria-labelledby="packs">
      <h2 className="govuk-heading-m" id="packs">
        Pack
      </h2>
      <p className="govuk-body">
        The pack puts everything about these agencies into one document for the panel, as it stands when you compile it.
        A later change never alters a pack that was compiled.
      </p>
      {skipsVersions(packs) ? (
        <p className="govuk-body">
          Versions are counted over the packs of everybody: a number that is missing here is of a pack for somebody
          else.
        </p>
      ) : null}
      {packs.length === 0 ? null : (
        <Table
          caption="Versions of the pack, newest first"
          captionHidden
          scrollLabel="Versions of the pack, newest first"
          rowHeaders
          columns={[
            { label: 'Version' },
            { label: 'For' },
            { label: 'Compiled' },
            { label: 'Status' },
            { label: 'Read it' },
          ]}
          rows={packs.map((pack) => ({
            key: pack.id,
            cells: [
              `Version ${pack.version}`,
              forWhom(pack),
              `${instantInWords(pack.requestedAt)}${pack.requestedBy === null ? '' : ` by ${pack.requestedBy}`}`,
              <PackState key="state" pack={pack} since={standing[pack.id] ?? []} />,
              <PackLinks key="links" pack={pack} compared={earlierOf(packs, pack).length > 0} />,
            ],
          }))}
        />
      )}
      {mayCompile ? (
        <Form method="post">
          <Button
            variant={packs.length === 0 ? 'primary' : 'secondary'}
            name="intent"
            value="compile"
            preventDoubleClick
          >
            {packs.length === 0 ? 'Compile the pack' : 'Compile a new version of the pack'}
          </Button>
        </Form>
      ) : null}
      {mayCompile ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/challenge/${sessionId}/pack`}>
            Choose the parts of the pack, preview it, or make one for an agency or the chair
          </Anchor>
        </p>
      ) : null}
    </section>
  );
}

function forWhom({ edition, organisation }: PackVersion): string {
  if (edition === 'agency') return organisation?.name ?? 'One agency';
  return edition === 'chair' ? 'The chair alone' : 'The panel';
}

function PackState({ pack, since }: { pack: PackVersion; since: readonly string[] }) {
  const { words, underWay } = packStatuses[pack.status];
  if (pack.status === 'ready')
    return (
      <>
        {words}
        {since.map((sentence) => (
          <p key={sentence} className="govuk-body-s govuk-!-margin-bottom-1">
            {sentence}
          </p>
        ))}
      </>
    );
  return (
    <Anchor className="govuk-link" href={`/packs/${pack.id}/progress`}>
      {words}
      {underWay && pack.progress > 0 ? `, ${pack.progress}%` : null}
    </Anchor>
  );
}

function PackLinks({ pack, compared }: { pack: PackVersion; compared: boolean }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/packs/${pack.id}`} reloadDocument>
        As a page<span className="govuk-visually-hidden">, version {pack.version}</span>
      </Anchor>
      {pack.status === 'ready' ? (
        <>
          {' or '}
          <Anchor className="govuk-link" href={`/packs/${pack.id}.pdf`} reloadDocument>
            PDF
            <span className="govuk-visually-hidden">, version {pack.version}</span>
          </Anchor>{' '}
          ({pack.pages} pages{pack.size === null ? '' : `, ${sizeInWords(pack.size)}`})
        </>
      ) : null}
      {compared ? (
        <>
          <br />
          <Anchor className="govuk-link" href={`/packs/${pack.id}/changes`}>
            What changed<span className="govuk-visually-hidden"> up to version {pack.version}</span>
          </Anchor>
        </>
      ) : null}
    </>
  );
}
