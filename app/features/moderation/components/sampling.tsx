import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, TextButton } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { SamplePreview, SamplingPage, StandingDraw } from '../sampling/page.server.ts';
import {
  type RiskRule,
  riskRuleCodes,
  riskRules,
  type SampleRules,
  sampleBases,
  sampleReasonWords,
} from '../sampling/rules.ts';

/** The rules as the fields of a form, for an address or for hidden fields. */
const fieldsOf = ({ base, share, seed, risks }: SampleRules) => ({
  base,
  share: String(share),
  seed,
  risks: riskRuleCodes.filter((rule) => risks[rule] !== undefined),
  ...Object.fromEntries(riskRuleCodes.map((rule) => [`least-${rule}`, risks[rule]])),
});

/** What the choice in the address comes to, with the button that makes it. */
export function SamplePreviewTable({
  preview: { rules, lines, population, seen },
  search,
  closed,
}: {
  preview: SamplePreview;
  search: string;
  closed: boolean;
}) {
  return (
    <section aria-labelledby="preview">
      <h2 className="govuk-heading-m" id="preview">
        What this choice comes to
      </h2>
      <p className="govuk-body">
        <strong>
          {lines.total} of {countOf(population, 'return')}
        </strong>{' '}
        that {population === 1 ? 'has' : 'have'} been sent fall in. Nothing is chosen until you press the button.
      </p>
      {lines.items.length === 0 ? null : (
        <Table
          caption="Returns that fall in, and why"
          captionHidden
          scrollLabel="Returns that fall in, and why"
          columns={[{ label: 'Organisation' }, { label: 'Reference' }, { label: 'Why' }]}
          rows={lines.items.map(({ returnId, submissionId, organisationName, reference, reasons }) => ({
            key: returnId,
            cells: [
              <Anchor key="link" className="govuk-link" href={`/moderation/${submissionId}`}>
                {organisationName}
              </Anchor>,
              reference,
              reasons.map(sampleReasonWords).join('; '),
            ],
          }))}
        />
      )}
      <Pagination page={lines.page} pageCount={lines.pageCount} search={search} />
      {closed ? null : (
        <Form method="post">
          <HiddenFields fields={{ ...fieldsOf(rules), seen }} />
          <Button name="intent" value="draw" preventDoubleClick>
            Moderate these returns
          </Button>
        </Form>
      )}
    </section>
  );
}

/** The sample that stands, with every reason, and how it can be checked. */
export function StandingSample({
  page: { draw, sampled, sent },
  search,
  showsPages,
}: {
  page: SamplingPage;
  search: string;
  showsPages: boolean;
}) {
  return (
    <section aria-labelledby="standing">
      <h2 className="govuk-heading-m" id="standing">
        The sample now
      </h2>
      {draw ? <DrawInWords draw={draw} sent={sent} /> : null}
      {draw === null ? (
        <p className="govuk-body">
          Nothing has been chosen, so every return of this cycle is moderated: {sent} until now.
        </p>
      ) : null}
      {sampled.items.length === 0 ? null : (
        <Table
          caption="Returns in the sample"
          captionHidden
          scrollLabel="Returns in the sample"
          columns={[{ label: 'Organisation' }, { label: 'Why' }, { label: 'Added' }]}
          rows={sampled.items.map((line) => ({
            key: line.id,
            cells: [
              line.submissionId === null ? (
                line.organisationName
              ) : (
                <Anchor key="link" className="govuk-link" href={`/moderation/${line.submissionId}`}>
                  {line.organisationName}
                </Anchor>
              ),
              line.byHand ? `by hand: ${line.reason}` : line.reasons.map(sampleReasonWords).join('; '),
              <span key="added">
                {line.addedBy}, {instantInWords(line.addedAt)}
                {line.byHand ? (
                  <Form method="post">
                    <HiddenFields fields={{ sampledId: line.id }} />
                    <TextButton name="intent" value="remove">
                      Take out<span className="govuk-visually-hidden"> {line.organisationName}</span>
                    </TextButton>
                  </Form>
                ) : null}
              </span>,
            ],
          }))}
        />
      )}
      {showsPages ? <Pagination page={sampled.page} pageCount={sampled.pageCount} search={search} /> : null}
    </section>
  );
}

function DrawInWords({ draw: { rules, population, drawnBy, drawnAt }, sent }: { draw: StandingDraw; sent: number }) {
  // From which share on it was then: the cycle may have set another since.
  const shareOf = (rule: RiskRule) =>
    rule === 'survey' && rules.survey
      ? ` (fewer than ${rules.survey.under}% agree beside the best rating, or ${rules.survey.over}% and more beside one that asks for an action)`
      : '';
  const risks = riskRuleCodes.flatMap((rule) => {
    const least = rules.risks[rule];
    return least === undefined ? [] : [`${riskRules[rule].label.toLowerCase()}: ${least} or more${shareOf(rule)}`];
  });
  return (
    <>
      <p className="govuk-body">
        Chosen by {drawnBy} on {instantInWords(drawnAt)} from {countOf(population, 'return')}.{' '}
        {rules.base === 'share' ? `A share of ${rules.share} per cent, drawn by lot.` : `${sampleBases[rules.base]}.`}{' '}
        {risks.length === 0 ? '' : `Also by what is in them: ${risks.join('; ')}.`}
      </p>
      {sent > population ? (
        <p className="govuk-body">
          {countOf(sent - population, 'return has', 'returns have')} been sent since. Choose again to take{' '}
          {sent - population === 1 ? 'it' : 'them'} into account: the same seed draws from all.
        </p>
      ) : null}
      {rules.base === 'share' ? (
        <Details summary="How the lots were drawn">
          <p className="govuk-body">
            The seed is <code className="app-hash">{rules.seed}</code>. Each return is given the SHA-256 of the seed, a
            colon and the number of the return, which is in its address. In the order of these, the first {rules.share}{' '}
            per cent fall in, rounded up. The same seed draws the same returns from the same list.
          </p>
        </Details>
      ) : null}
    </>
  );
}

/** The choice itself: a form that is looked at before it is made. */
export function SampleForm({
  values,
  standing,
  seed,
  cycleId,
}: {
  values: TypedValues;
  standing: StandingDraw | null;
  seed: string;
  cycleId: string;
}) {
  const asked = values.base === undefined ? undefined : values;
  const rules = standing?.rules;
  const risks = asked ? [asked.risks].flat() : rules ? Object.keys(rules.risks) : [];
  return (
    <section aria-labelledby="choose">
      <h2 className="govuk-heading-m" id="choose">
        {standing ? 'Choose again' : 'Choose a sample'}
      </h2>
      <Form method="get" action={`/cycles/${cycleId}/sampling`} noValidate>
        <Radios
          name="base"
          legend="How many are looked at whatever they say"
          legendSize="s"
          items={Object.entries(sampleBases).map(([value, label]) => ({ value, label }))}
          defaultValue={typedText(asked, 'base', rules?.base ?? 'all')}
        />
        <TextInput
          name="share"
          label="The share, in per cent"
          hint="Only where a share is drawn. Rounded up to whole returns."
          width={3}
          inputMode="numeric"
          defaultValue={typedText(asked, 'share', rules?.share ?? 20)}
        />
        <TextInput
          name="seed"
          label="Seed for the lots"
          hint="It is kept, so that anybody can check the draw. Take another to draw others."
          width={20}
          defaultValue={typedText(asked, 'seed', rules?.seed ?? seed)}
        />
        <Checkboxes
          name="risks"
          legend="And those with at least so many"
          legendSize="s"
          items={riskRuleCodes.map((rule) => ({
            value: rule,
            label: riskRules[rule].label,
            hint: riskRules[rule].hint,
            reveal: (
              <TextInput
                name={`least-${rule}`}
                label="At least"
                width={3}
                inputMode="numeric"
                defaultValue={typedText(asked, `least-${rule}`, rules?.risks[rule] ?? riskRules[rule].usual)}
              />
            ),
          }))}
          defaultValues={risks.filter((rule) => rule !== undefined)}
        />
        <Button variant="secondary">See which fall in</Button>
      </Form>
    </section>
  );
}

/** One return more, with a reason. */
export function AddByHand({ outside, values }: { outside: SamplingPage['outside']; values: TypedValues | undefined }) {
  if (outside.length === 0) return null;
  return (
    <section aria-labelledby="by-hand">
      <h2 className="govuk-heading-m" id="by-hand">
        Add one by hand
      </h2>
      <Form method="post" noValidate key={outside.length}>
        <Select
          name="returnId"
          label="Return"
          items={[
            { value: '', label: 'Choose a return' },
            ...outside.map(({ returnId, organisationName }) => ({ value: returnId, label: organisationName })),
          ]}
          defaultValue={typedText(values, 'returnId')}
        />
        <TextArea name="reason" label="Why it is moderated" rows={2} defaultValue={typedText(values, 'reason')} />
        <Button variant="secondary" name="intent" value="add" preventDoubleClick>
          Add it
        </Button>
      </Form>
    </section>
  );
}
