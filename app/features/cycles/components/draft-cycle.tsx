import { Form } from 'react-router';
import { organisationKinds, phases } from '../../../../standards/vocabulary.ts';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup, LinkButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Cycle } from '../schema.ts';

type DraftCycleProps = {
  cycle: Cycle;
  counts: readonly { kind: string; phase: string | null; fitting: number; chosen: number }[];
  chosen: number;
  /** Why it cannot be launched yet. */
  problem: string | undefined;
  mayChange: boolean;
};

/** A cycle that is being prepared: who is in, and the button that opens it. */
export function DraftCycle({ cycle, counts, chosen, problem, mayChange }: DraftCycleProps) {
  return (
    <>
      <CohortCounts counts={counts} />
      <WithoutPhase cycle={cycle} counts={counts} />
      {mayChange ? (
        <ButtonGroup>
          <LinkButton variant="secondary" href={`/cycles/${cycle.id}/cohort`}>
            Choose organisations
          </LinkButton>
          <LinkButton variant="secondary" href={`/cycles/${cycle.id}/questions`}>
            Local questions
          </LinkButton>
          <LinkButton variant="secondary" href={`/cycles/${cycle.id}/upgrade`}>
            What becomes of last time’s answers
          </LinkButton>
          <LinkButton variant="secondary" href={`/cycles/${cycle.id}/settings`}>
            Change name and dates
          </LinkButton>
        </ButtonGroup>
      ) : null}
      {mayChange ? (
        <section aria-labelledby="launch">
          <h2 className="govuk-heading-m" id="launch">
            Launch
          </h2>
          {problem ? (
            <InsetText>{problem}</InsetText>
          ) : (
            <Form method="post">
              <p className="govuk-body">
                Launching opens {countOf(chosen, 'return')} and writes to the safeguarding leads. The standards and who
                is asked cannot be changed afterwards; others can be added.
              </p>
              <HiddenFields fields={{ revision: cycle.revision }} />
              <Button name="intent" value="launch" preventDoubleClick>
                Launch the cycle
              </Button>
            </Form>
          )}
        </section>
      ) : null}
    </>
  );
}

/** A school whose phase is not recorded cannot be asked the questions that depend on it. */
function WithoutPhase({ cycle, counts }: Pick<DraftCycleProps, 'cycle' | 'counts'>) {
  const unknown = counts.reduce((sum, { phase, chosen }) => sum + (phase === null ? chosen : 0), 0);
  if (!cycle.asksByPhase || unknown === 0) return null;
  return (
    <InsetText>
      The phase of education of {countOf(unknown, 'organisation')} is not recorded, and some questions depend on it.{' '}
      <Anchor className="govuk-link" href="/organisations?sector=setting&phase=none">
        Add the phases
      </Anchor>{' '}
      before you launch.
    </InsetText>
  );
}

/** How many of each kind and phase fit, and how many of them are in. */
export function CohortCounts({ counts }: Pick<DraftCycleProps, 'counts'>) {
  const sum = (of: 'fitting' | 'chosen') => counts.reduce((total, count) => total + count[of], 0);
  return (
    <Table
      caption="Who is asked"
      captionSize="m"
      scrollLabel="Table of who is asked"
      rowHeaders
      columns={[
        { label: 'Kind' },
        { label: 'In this cycle', numeric: true },
        { label: 'Fit the standards', numeric: true },
      ]}
      rows={[
        ...counts.map((count) => ({
          key: `${count.kind} ${count.phase ?? ''}`,
          cells: [kindWords(count.kind, count.phase), count.chosen, count.fitting],
        })),
        { key: 'all', cells: ['All', sum('chosen'), sum('fitting')] },
      ]}
    />
  );
}

const kindNames: Readonly<Record<string, { readonly name: string }>> = organisationKinds;
const phaseNames: Readonly<Record<string, string>> = phases;

const kindWords = (kind: string, phase: string | null) =>
  [kindNames[kind]?.name ?? kind, phase === null ? '' : phaseNames[phase]?.toLowerCase()].filter(Boolean).join(', ');
