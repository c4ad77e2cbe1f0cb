import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Columns, TypedText } from '../../../ui/columns.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { evidenceFields, evidenceNoteLimit, evidenceVerdicts } from '../evidence-judging.ts';
import type { EvidenceItem, EvidenceJudgement } from '../evidence-page.server.ts';

interface EvidenceToJudgeProps {
  item: EvidenceItem;
  mayJudge: boolean;
  typed: TypedValues | undefined;
}

const verdictItems = Object.entries(evidenceVerdicts).map(([value, label]) => ({ value, label }));

/** One piece of evidence: on the left what it is and what others made of it, on the right the moderator's own. */
export function EvidenceToJudge({ item, mayJudge, typed }: EvidenceToJudgeProps) {
  const names = evidenceFields(item.evidenceId);
  return (
    <section className="app-copy-question" aria-labelledby={`evidence-${item.evidenceId}`}>
      <h2 className="govuk-heading-s" id={`evidence-${item.evidenceId}`}>
        {item.number}. {item.title}
      </h2>
      <Columns
        first={
          <>
            <p className="govuk-body">
              <Anchor className="govuk-link" href={item.href} reloadDocument={item.isFile}>
                Open {item.title}
              </Anchor>
              <br />
              {item.form}. Covers: {item.datesCovered}. {item.freshness}
            </p>
            <p className="govuk-body">
              {item.supports.length === 0
                ? 'It is attached to no question.'
                : `Attached to ${item.supports.join(', ')}.`}
            </p>
            {item.others.map((one) => (
              <Made key={one.moderator} judgement={one} />
            ))}
          </>
        }
        second={
          mayJudge ? (
            <>
              <HiddenFields fields={{ [names.seen]: String(item.own?.revision ?? 0) }} />
              <Radios
                name={names.verdict}
                legend={
                  <>
                    What you make of it <span className="govuk-visually-hidden">: {item.title}</span>
                  </>
                }
                legendSize="s"
                small
                items={verdictItems}
                defaultValue={typedText(typed, names.verdict, item.own?.verdict)}
              />
              <TextArea
                name={names.note}
                label={
                  <>
                    Note <span className="govuk-visually-hidden">about {item.title}</span>
                  </>
                }
                hint="Needed unless it supports what is said. No names of children or families."
                rows={2}
                limit={{ characters: evidenceNoteLimit, threshold: 75 }}
                defaultValue={typedText(typed, names.note, item.own?.note)}
              />
            </>
          ) : item.own ? (
            <Made judgement={item.own} />
          ) : (
            <p className="govuk-body">You have not judged it.</p>
          )
        }
      />
    </section>
  );
}

function Made({ judgement: { verdict, note, moderator, madeAt } }: { judgement: EvidenceJudgement }) {
  return (
    <div className="app-judgement">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <strong>{evidenceVerdicts[verdict]}</strong>
      </p>
      <p className="govuk-body-s govuk-!-margin-bottom-1">
        {moderator}, {instantInWords(madeAt)}
      </p>
      {note === '' ? null : <TypedText>{note}</TypedText>}
    </div>
  );
}
