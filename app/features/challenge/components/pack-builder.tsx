import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup, TextButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import type { BuilderBlock, BuilderPage } from '../pack/builder-page.server.ts';
import { editions } from '../pack/plan.ts';

type ListProps = {
  title: string;
  id: string;
  list: BuilderPage['whole'];
  revision: number;
};

/** The parts of one list in order, each with its buttons, and those that are left out. */
export function BlockList({ title, id, list, revision }: ListProps) {
  return (
    <>
      <h3 className="govuk-heading-s" id={id}>
        {title}
      </h3>
      <ol className="govuk-list govuk-list--number govuk-list--spaced">
        {list.chosen.map((one, place) => (
          <li key={one.block}>
            {one.title}
            <BlockButtons
              block={one}
              revision={revision}
              moves={[
                ...(place === 0 ? [] : [{ intent: 'up', words: 'Move up' }]),
                ...(place === list.chosen.length - 1 ? [] : [{ intent: 'down', words: 'Move down' }]),
                ...(one.block === 'agencies' || list.chosen.length === 1
                  ? []
                  : [{ intent: 'out', words: 'Leave out' }]),
              ]}
            />
          </li>
        ))}
      </ol>
      {list.out.length === 0 ? null : (
        <>
          <p className="govuk-body">Left out:</p>
          <ul className="govuk-list govuk-list--spaced">
            {list.out.map((one) => (
              <li key={one.block}>
                {one.title}
                <BlockButtons block={one} revision={revision} moves={[{ intent: 'in', words: 'Put in' }]} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type BlockButtonsProps = {
  block: BuilderBlock;
  revision: number;
  moves: readonly { readonly intent: string; readonly words: string }[];
};

function BlockButtons({ block: { block, title }, revision, moves }: BlockButtonsProps) {
  return (
    <Form method="post" className="app-row-actions" preventScrollReset>
      <HiddenFields fields={{ block, revision }} />
      {moves.map(({ intent, words }) => (
        <TextButton key={intent} name="intent" value={intent}>
          {words}
          <span className="govuk-visually-hidden">: {title}</span>
        </TextButton>
      ))}
    </Form>
  );
}

/** What each agency brings: its questions, its annexes, and the chair's way to a private note. */
export function BuilderAgencies({ page }: { page: BuilderPage }) {
  const { sessionId, agencies, may } = page;
  return (
    <Table
      caption="Agencies of the pack"
      captionHidden
      scrollLabel="Agencies of the pack"
      rowHeaders
      columns={[{ label: 'Agency' }, { label: 'Questions of the panel' }, { label: 'Annexes' }]}
      rows={agencies.map((agency) => ({
        key: agency.slotId,
        cells: [
          agency.organisation,
          <Anchor key="lines" className="govuk-link" href={`/moderation/${agency.submissionId}/key-lines`}>
            {agency.released} released, {countOf(agency.drafts, 'draft')}
            <span className="govuk-visually-hidden"> for {agency.organisation}</span>
          </Anchor>,
          <Anchor key="annexes" className="govuk-link" href={`/challenge/${sessionId}/pack/${agency.slotId}`}>
            {agency.annexes === 0 ? 'Choose annexes' : countOf(agency.annexes, 'annex', 'annexes')}
            {may.chair ? ', private note' : ''}
            <span className="govuk-visually-hidden"> of {agency.organisation}</span>
          </Anchor>,
        ],
      }))}
    />
  );
}

/** Says what the shared pack will lack, and lets the chair put it right. */
export function Drafts({ page: { agencies, may } }: { page: BuilderPage }) {
  const drafts = agencies.reduce((sum, agency) => sum + agency.drafts, 0);
  if (drafts === 0) return null;
  return (
    <InsetText id="drafts">
      <p className="govuk-body">
        {countOf(drafts, 'question')} for the panel {drafts === 1 ? 'is a draft' : 'are drafts'}: only the edition for
        the chair has {drafts === 1 ? 'it' : 'them'} until the chair releases {drafts === 1 ? 'it' : 'them'}.
      </p>
      {may.release ? (
        <Form method="post">
          <Button variant="secondary" name="intent" value="release-all" preventDoubleClick>
            Release {countOf(drafts, 'draft')}
          </Button>
        </Form>
      ) : null}
    </InsetText>
  );
}

/** For whom; then a look, or the compiling. */
export function PackFor({ page, chosen }: { page: BuilderPage; chosen: { edition: string; organisation: string } }) {
  const shown = page.may.chair ? (['panel', 'agency', 'chair'] as const) : (['panel', 'agency'] as const);
  return (
    <Form method="post" noValidate>
      <Radios
        name="edition"
        legend="Who is the pack for?"
        legendSize="m"
        defaultValue={chosen.edition}
        items={shown.map((edition) => ({
          value: edition,
          label: editions[edition].words,
          hint: editions[edition].says,
        }))}
      />
      <Select
        name="organisation"
        label="The agency, for a pack about one"
        items={[
          { value: '', label: 'Choose an agency' },
          ...page.agencies.map(({ organisationId, organisation }) => ({ value: organisationId, label: organisation })),
        ]}
        defaultValue={chosen.organisation}
      />
      <ButtonGroup>
        <Button name="intent" value="compile" preventDoubleClick>
          Compile
        </Button>
        <Button variant="secondary" name="intent" value="preview">
          Preview
        </Button>
      </ButtonGroup>
    </Form>
  );
}
