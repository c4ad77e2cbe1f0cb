import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { detailsInWords } from '../../evidence/child-details.ts';
import { type Exemption, exemptionInWords, exemptionsOf, findExemption } from '../exemptions.ts';
import type { DisclosureItem } from '../items.server.ts';
import { type MarkableSentence, type Piece, piecesOf } from '../redaction.ts';
import type { DisclosureKind } from '../rules.ts';

export const decisionWords = { include: 'Goes out', 'leave-out': 'Left out' } as const;

/** The copy as it will read, with what is blacked out still to be read by whoever reviews it. */
export function RecordText({ item }: { item: DisclosureItem }) {
  return (
    <div className="app-record-text">
      {keyed(piecesOf(item.text, item.marks)).map(({ key, value }) => (
        <TextPiece key={key} piece={value} />
      ))}
    </div>
  );
}

const TextPiece = ({ piece: { text, out } }: { piece: Piece }) =>
  out ? (
    <mark className="app-blacked-out">
      <span className="govuk-visually-hidden">Blacked out: </span>
      {text}
      <span className="govuk-visually-hidden"> End of what is blacked out. </span>
    </mark>
  ) : (
    <span>{text}</span>
  );

/** Which record it is, how it was found, and what was decided. */
export function RecordFacts({ item, kind }: { item: DisclosureItem; kind: DisclosureKind }) {
  const exemption = item.exemption === null ? undefined : findExemption(kind, item.exemption);
  return (
    <SummaryList
      rows={[
        { label: 'Kind of record', value: item.source },
        ...(item.dated === null
          ? []
          : [{ label: 'Date', value: item.dated.length === 10 ? dayInWords(item.dated) : instantInWords(item.dated) }]),
        { label: 'Found', value: item.foundBy === 'account' ? 'By the person’s account' : 'By the words' },
        { label: 'Copied', value: instantInWords(item.takenAt) },
        {
          label: 'Decision',
          value:
            item.decision === null
              ? 'Not decided yet'
              : `${decisionWords[item.decision]}${item.judgedBy && item.judgedAt ? `, decided by ${item.judgedBy} on ${instantInWords(item.judgedAt)}` : ''}`,
        },
        ...(exemption ? [{ label: 'Why', value: exemptionInWords(exemption) }] : []),
        ...(item.reason === '' ? [] : [{ label: 'Reason, for our own record', value: item.reason }]),
      ]}
    />
  );
}

type FormProps = {
  item: DisclosureItem;
  kind: DisclosureKind;
  sentences: readonly MarkableSentence[];
  values: TypedValues | undefined;
};

/** What is decided about one record. Works without script: ticks for sentences, a box for passages. */
export function JudgeForm({ item, kind, sentences, values }: FormProps) {
  const exemptions = exemptionsOf(kind);
  const ticked = values ? listOf(values.sentences) : item.marks.sentences.map(String);
  const seemingly = sentences.filter(({ seems }) => seems.length > 0).length;
  return (
    <Form method="post" noValidate>
      <HiddenFields fields={{ revision: item.revision }} />
      <Checkboxes
        name="sentences"
        legend="Which sentences are blacked out?"
        legendSize="m"
        small
        hint={
          seemingly === 0
            ? 'Tick each that must not go out. Nothing here looks like a detail of a child; that is only a help, so read it yourself.'
            : `Tick each that must not go out. ${seemingly === 1 ? 'One looks' : `${seemingly} look`} like details of a child: that is only a help, so read them all.`
        }
        defaultValues={ticked}
        items={sentences.map(({ text, seems }, place) => ({
          value: String(place),
          label: text,
          ...(seems.length > 0 ? { hint: `This seems to contain ${detailsInWords(seems)}` } : {}),
        }))}
      />
      <TextArea
        name="passages"
        label="Names and passages that are blacked out"
        labelSize="m"
        rows={4}
        hint="One to a line, as they stand in the record. Each is blacked out wherever it stands."
        defaultValue={typedText(values, 'passages', item.marks.passages.join('\n'))}
      />
      <Radios
        name="decision"
        legend="Does this record go out?"
        legendSize="m"
        defaultValue={typedText(values, 'decision', item.decision ?? '')}
        items={[
          { value: 'include', label: 'It goes out', hint: 'Without what is blacked out.' },
          { value: 'leave-out', label: 'Leave out the whole record' },
        ]}
      />
      <Select
        name="exemption"
        label="Why is it kept back?"
        labelSize="m"
        hint="Asked for where something is blacked out or the record is left out. The schedule that goes out says this."
        defaultValue={typedText(values, 'exemption', item.exemption ?? '')}
        items={[
          { value: '', label: 'Nothing is kept back' },
          ...exemptions.map(([code, { words }]) => ({ value: code, label: words })),
        ]}
      />
      <ExemptionList exemptions={exemptions} />
      <TextArea
        name="reason"
        label="Your reason (optional)"
        labelSize="m"
        rows={3}
        hint="For our own record: it never goes out. Say it so that somebody who looks again can follow it."
        limit={{ characters: 1000, threshold: 75 }}
        defaultValue={typedText(values, 'reason', item.reason)}
      />
      <Button name="then" value="next" preventDoubleClick>
        Save and go to the next
      </Button>
    </Form>
  );
}

function ExemptionList({ exemptions }: { exemptions: readonly (readonly [string, Exemption])[] }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">What the reasons rest on</span>
      </summary>
      <div className="govuk-details__text">
        <ul className="govuk-list govuk-list--bullet">
          {exemptions.map(([code, exemption]) => (
            <li key={code}>
              {exemptionInWords(exemption)}. {exemption.hint ?? ''}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
