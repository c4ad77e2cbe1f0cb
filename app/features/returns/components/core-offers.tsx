import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import type { CoreOffer } from '../core-offer.ts';
import type { StandardQuestion } from '../standard-page.ts';

interface CoreOffersProps {
  asked: StandardQuestion;
  /** Last time's answer waits here: words can be added to an answer, not to one that nobody has confirmed. */
  waiting: boolean;
}

/**
 * What the organisation said to the same thing in returns of other sets, folded away: its words and evidence to use
 * here, never its rating. The buttons post the page's form and need no script.
 */
export function CoreOffers({ asked, waiting }: CoreOffersProps) {
  const { offers, question, number } = asked;
  return offers.map((offer) => (
    <Details
      key={`${offer.place.set} ${offer.place.code}`}
      summary={
        <>
          {offer.said}
          <span className="govuk-visually-hidden">, for {number}</span>
        </>
      }
    >
      <p>It was asked there: “{offer.asked}”</p>
      {offer.words === '' ? null : <TypedText>{offer.words}</TypedText>}
      {offer.evidence.length > 0 ? (
        <>
          <p>Evidence that you gave there:</p>
          <ul className="govuk-list govuk-list--bullet">
            {offer.evidence.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Uses offer={offer} code={question.code} number={number} waiting={waiting} />
    </Details>
  ));
}

interface UsesProps {
  offer: CoreOffer;
  code: string;
  number: string;
  waiting: boolean;
}

function Uses({ offer: { place, wordsUse, evidenceUse }, code, number, waiting }: UsesProps) {
  const notes = [
    wordsUse === 'free' && waiting
      ? 'You can use these words once you have said what becomes of the answer carried from last time.'
      : undefined,
    wordsUse === 'used' ? 'These words are in your answer.' : undefined,
    wordsUse === 'no-room' ? 'This question takes no words.' : undefined,
    evidenceUse === 'used' ? 'This evidence stands beside your answer.' : undefined,
  ].filter((note) => note !== undefined);
  const button = (intent: string, words: string) => (
    <Button
      variant="secondary"
      name="intent"
      value={`${intent}:${code}:${place.set}/${place.code}`}
      className="app-small-button"
    >
      {words}
      <span className="govuk-visually-hidden"> for {number}</span>
    </Button>
  );
  const words = wordsUse === 'free' && !waiting;
  const evidence = evidenceUse === 'free';
  return (
    <>
      {notes.length > 0 ? <p>{notes.join(' ')}</p> : null}
      {words || evidence ? (
        <>
          <p className="govuk-hint">
            {words ? 'Words are added under what you have written, for you to edit. ' : null}
            Your {words ? 'rating or choice' : 'answer'} stays as it is.
          </p>
          <ButtonGroup>
            {words ? button('use-words', 'Use these words') : null}
            {evidence ? button('use-evidence', 'Use this evidence') : null}
          </ButtonGroup>
        </>
      ) : null}
    </>
  );
}
