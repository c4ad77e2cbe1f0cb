import { Form } from 'react-router';
import { instantInWords, sizeInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Table } from '../../../ui/table.tsx';
import type { PackVersion } from '../pack/pack-queries.server.ts';
import { packStatuses } from '../rules.ts';

/** The packs of a session, newest first, with how far each has come. */
export function PackList({ packs, mayCompile }: { packs: readonly PackVersion[]; mayCompile: boolean }) {
  return (
    <section aria-labelledby="packs">
      <h2 className="govuk-heading-m" id="packs">
        Pack
      </h2>
      <p className="govuk-body">
        The pack puts everything about these agencies into one document for the panel, as it stands when you compile it.
        A later change never alters a pack that was compiled.
      </p>
      {packs.length === 0 ? null : (
        <Table
          caption="Versions of the pack, newest first"
          captionHidden
          scrollLabel="Versions of the pack, newest first"
          rowHeaders
          columns={[{ label: 'Version' }, { label: 'Compiled' }, { label: 'Status' }, { label: 'Read it' }]}
          rows={packs.map((pack) => ({
            key: pack.id,
            cells: [
              `Version ${pack.version}`,
              `${instantInWords(pack.requestedAt)}${pack.requestedBy === null ? '' : ` by ${pack.requestedBy}`}`,
              <PackState key="state" pack={pack} />,
              <PackLinks key="links" pack={pack} />,
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
    </section>
  );
}

function PackState({ pack }: { pack: PackVersion }) {
  const { words, underWay } = packStatuses[pack.status];
  if (pack.status === 'ready') return words;
  return (
    <Anchor className="govuk-link" href={`/packs/${pack.id}/progress`}>
      {words}
      {underWay && pack.progress > 0 ? `, ${pack.progress}%` : null}
    </Anchor>
  );
}

function PackLinks({ pack }: { pack: PackVersion }) {
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
    </>
  );
}
