import type { Scale } from '../../../../standards/contract.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { AnswerView } from '../../questionnaire/components/answer-view.tsx';
import { takesWords } from '../core-words.ts';
import type { StandardQuestion } from '../standard-page.ts';
import { type CentralIntent, type CentralQuestion, centralField, centralWords } from './central.ts';

interface CentralPanelProps {
  asked: StandardQuestion;
  central: CentralQuestion;
  scale: Scale | undefined;
  /** What was written beside it and came back. */
  typed: string;
  /** There is no answer of the site's own yet, and no fields: the buttons come first. */
  inPlaceOfFields: boolean;
  returnId: string;
  editable: boolean;
}

/**
 * What the trust or group answers for the site, and the three things to do with it. Its buttons post the page's form and
 * need no script.
 */
export function CentralPanel(props: CentralPanelProps) {
  const { central, editable } = props;
  const { offer, state, changed } = central;
  if (offer && (state === 'waiting' || changed)) return <ToSettle {...props} offer={offer} />;
  if (state === 'waiting') return null;
  return (
    <>
      <p className="govuk-body-s">{settledWords(central, editable)}</p>
      {offer && (state === 'excepted' || state === 'changed-here') ? (
        <Details summary={<Summary words={`What ${central.group} says`} number={props.asked.number} />}>
          <Said {...props} offer={offer} />
          {editable ? <Press {...props} offer={offer} intent="central-stands" words="Use it after all" /> : null}
        </Details>
      ) : null}
    </>
  );
}

function settledWords({ group, state, by, reason }: CentralQuestion, editable: boolean): string {
  switch (state) {
    case 'accepted':
    case 'added':
      return `${centralWords({ group, state, by: by ?? '' })}.${editable ? ' You may still change it: then it is your own.' : ''}`;
    case 'excepted':
      return `${by} said that the answer of ${group} is different here: ${reason}`;
    default:
      return `${by} accepted the answer of ${group}, and it has been changed here since. It is your own answer now.`;
  }
}

type Offered = CentralPanelProps & { offer: NonNullable<CentralQuestion['offer']> };

function ToSettle(props: Offered) {
  const { asked, central, typed, inPlaceOfFields, editable } = props;
  const { question, number } = asked;
  const { changed, group } = central;
  return (
    <div className="app-carried" {...(inPlaceOfFields ? { 'data-carried': '' } : {})}>
      <h3 className="govuk-heading-s">
        {changed ? `${group} has changed its answer` : `From ${group}, not settled yet`}
        <span className="govuk-visually-hidden">: {number}</span>
      </h3>
      {changed ? <p className="govuk-body-s">{settledWords(central, false)}</p> : null}
      <Said {...props} />
      {editable ? (
        <>
          <p className="govuk-body-s">
            {asked.value === undefined
              ? 'It counts as done once somebody here has said that it stands, added to it, or answered differently.'
              : 'If you take it, it stands in the place of your answer, which stays in the history.'}
          </p>
          <TextArea
            name={centralField(question.code)}
            label={
              <>
                Your own words
                <span className="govuk-visually-hidden">
                  {' '}
                  about the answer of {group}, for {number}
                </span>
              </>
            }
            hint={`To add to it, or to say why it is different here. ${group} reads this. Do not name children or families.`}
            rows={2}
            defaultValue={typed}
          />
          <ButtonGroup>
            <Press {...props} intent="central-stands" words={changed ? 'Take the new answer' : 'Stands for us'} />
            {takesWords(question.answer) ? (
              <Press {...props} intent="central-add" words={changed ? 'Take it and add to it' : 'Add to it'} />
            ) : null}
            <Press {...props} intent="central-different" words="Different here" />
            {changed ? <Press {...props} intent="central-keep" words="Keep what we have" /> : null}
          </ButtonGroup>
        </>
      ) : null}
    </div>
  );
}

function Said({ asked, scale, offer, returnId }: Offered) {
  return (
    <>
      <AnswerView answer={asked.question.answer} scale={scale} value={offer.value} />
      {offer.evidence.length > 0 ? (
        <>
          <p className="govuk-body govuk-!-margin-bottom-1">Evidence that comes with it:</p>
          <ul className="govuk-list govuk-list--bullet">
            {offer.evidence.map(({ id, title, kind, url }) => (
              <li key={id}>
                <Anchor
                  className="govuk-link"
                  href={kind === 'link' && url !== null ? url : `/returns/${returnId}/trust-evidence/${id}`}
                  reloadDocument
                  {...(kind === 'link' ? { rel: 'noreferrer' } : {})}
                >
                  {title}
                </Anchor>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Press({ asked, offer, intent, words }: Offered & { intent: CentralIntent; words: string }) {
  return (
    <Button
      variant="secondary"
      name="intent"
      value={`${intent}:${asked.question.code}:${offer.revision}`}
      className="app-small-button"
    >
      {words}
      <span className="govuk-visually-hidden"> for {asked.number}</span>
    </Button>
  );
}

function Summary({ words, number }: { words: string; number: string }) {
  return (
    <>
      {words}
      <span className="govuk-visually-hidden">, for {number}</span>
    </>
  );
}
