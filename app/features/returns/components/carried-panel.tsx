import type { Scale } from '../../../../standards/contract.ts';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { AnswerView } from '../../questionnaire/components/answer-view.tsx';
import { isKeepable } from '../carried.ts';
import type { CarriedPanelParts, StandardQuestion } from '../standard-page.ts';

interface CarriedPanelProps {
  asked: StandardQuestion;
  carried: CarriedPanelParts;
  scale: Scale | undefined;
  editable: boolean;
}

/**
 * Last time's answer in the place of empty fields: what it says now, how it was asked then, what a person wrote about the
 * change, and the three things to do with it. Its buttons post the page's form and need no script.
 */
export function CarriedPanel({ asked, carried, scale, editable }: CarriedPanelProps) {
  const { question, number } = asked;
  const { cycleName, value, textOnly, note, origins, evidence } = carried;
  const changed = origins.length > 1 || origins.some(({ text }) => text !== question.text);
  const button = (intent: string, words: string) => (
    <Button variant="secondary" name="intent" value={`${intent}:${question.code}`} className="app-small-button">
      {words}
      <span className="govuk-visually-hidden"> for {number}</span>
    </Button>
  );
  return (
    <div className="app-carried" data-carried="">
      <h3 className="govuk-heading-s">
        Carried from {cycleName}, not confirmed yet<span className="govuk-visually-hidden">: {number}</span>
      </h3>
      <AnswerView
        answer={question.answer}
        scale={scale}
        value={value}
        empty={textOnly ? 'Only your words were carried: the rest is to be answered again.' : 'Not answered'}
      />
      {note === null ? null : <TypedText>{`What changed: ${note}`}</TypedText>}
      {changed || textOnly ? <Before carried={carried} number={number} /> : null}
      {evidence.length > 0 ? (
        <p className="govuk-body">Evidence that comes with it: {evidence.map(({ title }) => title).join('; ')}</p>
      ) : null}
      {editable ? (
        <ButtonGroup>
          {isKeepable(carried) ? button('keep', 'Still true: keep it') : null}
          {button('change', 'Change it')}
          {button('afresh', 'Answer afresh')}
        </ButtonGroup>
      ) : null}
    </div>
  );
}

/** How it was asked and answered then; folded where there is much of it. */
function Before({ carried: { origins, cycleName }, number }: { carried: CarriedPanelParts; number: string }) {
  return (
    <Details
      open={origins.length === 1}
      summary={
        <>
          How it was asked in {cycleName}
          <span className="govuk-visually-hidden">, for {number}</span>
        </>
      }
    >
      {origins.map((origin) => (
        <div key={origin.code} className="app-carried__origin">
          <p>
            {origin.number} “{origin.text}”
          </p>
          <p>
            Your answer then:{' '}
            {origin.point ? <RatingTag {...origin.point} /> : origin.words.length === 0 ? 'none' : null}
          </p>
          {keyed(origin.point ? [] : origin.words).map(({ key, value }) => (
            <p key={key} className="app-typed-text" dir="auto">
              {value}
            </p>
          ))}
          {origin.narrative === '' ? null : (
            <p className="app-typed-text" dir="auto">
              {origin.narrative}
            </p>
          )}
        </div>
      ))}
    </Details>
  );
}
