import type { TypedValues } from '../../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../../platform/typed-text.ts';
import { DateInput } from '../../../../ui/date-input.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { Radios } from '../../../../ui/radios.tsx';
import { TextArea } from '../../../../ui/text-area.tsx';
import { RiskFields } from '../../../challenge-log/components/entry-fields.tsx';
import { PartnershipField } from '../../../partnerships/components/partnership-field.tsx';
import type { RiskProposal } from '../origin.server.ts';
import { riskLevelCodes, riskLevels } from '../rules.ts';
import { StatementFields } from './risk-fields.tsx';

type Props = { proposal: RiskProposal; values: TypedValues | undefined };

/** The fields of a risk that is put on the register, with what its source proposes. */
export function NewRiskFields({ proposal, values }: Props) {
  const { origin, owners, groups, partnerships } = proposal;
  return (
    <>
      <HiddenFields
        fields={{
          formKey: typedText(values, 'formKey', proposal.formKey),
          challenge: origin?.challengeId,
          submission: origin?.submissionId,
          question: origin?.questionCode,
          entry: origin?.entryId,
        }}
      />
      {origin ? null : <PartnershipField partnerships={partnerships} values={values} />}
      <Radios
        name="level"
        legend="Level"
        legendSize="s"
        defaultValue={typedText(values, 'level', 'operational')}
        items={riskLevelCodes.map((level) => ({
          value: level,
          label: riskLevels[level].words,
          hint: riskLevels[level].meaning,
        }))}
      />
      <StatementFields values={values} owners={owners} groups={groups} stored={{ cause: origin?.cause ?? '' }} />
      <RiskFields
        legend="How great would it be without any control?"
        names={{ likelihood: 'inherentLikelihood', impact: 'inherentImpact' }}
        values={values}
        withKey={false}
      />
      <TextArea
        name="controls"
        label="Controls that are in place"
        labelSize="s"
        hint="One on a line. Planned ones are added on the page of the risk."
        rows={4}
        defaultValue={typedText(values, 'controls')}
      />
      <RiskFields legend="How great is it now?" values={values} stored={origin?.scores ?? undefined} />
      <DateInput
        name="reviewOn"
        legend="Next review"
        legendSize="s"
        hint="Risks are reviewed every quarter."
        defaultValue={typedDate(values, 'reviewOn', proposal.reviewOn)}
      />
    </>
  );
}
