import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { answerFieldValues, type FieldValues, fieldNames } from '../../questionnaire/form-fields.ts';
import type { CentralByQuestion } from '../central/central.ts';
import { CentralPanel } from '../central/central-panel.tsx';
import { editionField, revisionField } from '../standard-fields.ts';
import type { StandardFormResult } from '../standard-form-result.ts';
import type {
  ActionOfQuestion,
  ActionsByQuestion,
  CommentsByQuestion,
  StandardPage,
  StandardQuestion,
} from '../standard-page.ts';
import { AnswerFields } from './answer-fields.tsx';
import { CarriedPanel } from './carried-panel.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { CoreOffers } from './core-offers.tsx';
import { HiddenPanels } from './hidden-panels.tsx';
import { QuestionBlock } from './question-block.tsx';
import { SaveStatus } from './save-status.tsx';

interface StandardFormProps {
  page: StandardPage;
  /** Who fills it in, and when the page was made. */
  reader: { readonly personId: string; readonly now: string };
  result: StandardFormResult | undefined;
  /** Further empty rows that were asked for, by question. */
  moreRows: Readonly<Record<string, number>>;
  /** Questions whose carried answer is being changed: their fields stand open with it. */
  changing: readonly string[];
  actions: ActionsByQuestion;
  /** The standard is handed to the reader: they say when it is ready, the lead says when it is completed. */
  handed?: { readonly ready: boolean } | undefined;
  comments: CommentsByQuestion;
  /** What the organisation's trust or group answers for it. */
  central?: CentralByQuestion;
}

/**
 * The form of one standard: plain HTML that posts to its own page and needs no script. `page-script/autosave.ts` finds
 * it by its attributes and saves earlier.
 */
export function StandardForm({
  page,
  reader,
  result,
  moreRows,
  changing,
  actions,
  comments,
  handed,
  central = {},
}: StandardFormProps) {
  const { agencyReturn, standard, questions, scales, progress } = page;
  const here = `/returns/${agencyReturn.id}/standards/${standard.code}`;
  return (
    <>
      <form
        method="post"
        action={here}
        noValidate
        autoComplete="off"
        data-autosave=""
        data-return-id={agencyReturn.id}
        data-person-id={reader.personId}
        data-edition={agencyReturn.editionId}
      >
        <input type="hidden" name={editionField} value={agencyReturn.editionId} />
        {/* The first button of a form is the one that Enter presses. */}
        <button
          type="submit"
          name="intent"
          value="continue"
          className="govuk-visually-hidden"
          tabIndex={-1}
          aria-hidden
        >
          Save and continue
        </button>
        {questions.map((asked) => (
          <AskedQuestion
            key={asked.question.code}
            asked={asked}
            page={page}
            here={here}
            result={result}
            scale={asked.question.answer.type === 'rating' ? scales[asked.question.answer.scale] : undefined}
            moreRows={moreRows[asked.question.code] ?? 0}
            changing={changing.includes(asked.question.code)}
            actions={actions[asked.question.code] ?? []}
            comments={comments}
            reader={reader}
            central={central[asked.question.code]}
          />
        ))}
        <Radios
          name="completed"
          legend={handed ? 'Is this standard ready for review?' : 'Have you completed this standard?'}
          legendSize="m"
          hint={
            handed
              ? `You can change your answers to ${standard.number} until they are accepted.`
              : `You can change your answers to ${standard.number} until the return is sent.`
          }
          inline
          items={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No, I’ll come back to it' },
          ]}
          defaultValue={(handed ? handed.ready : progress.status === 'completed') ? 'yes' : null}
        />
        <SaveStatus progress={progress} here={here} />
        <ButtonGroup>
          <Button name="intent" value="continue">
            Save and continue
          </Button>
          <Button name="intent" value="list" variant="secondary">
            Save and return to list
          </Button>
        </ButtonGroup>
      </form>
      <HiddenPanels />
    </>
  );
}

interface AskedQuestionProps {
  asked: StandardQuestion;
  page: StandardPage;
  here: string;
  result: StandardFormResult | undefined;
  scale: StandardPage['scales'][string] | undefined;
  moreRows: number;
  changing: boolean;
  actions: readonly ActionOfQuestion[];
  comments: CommentsByQuestion;
  reader: StandardFormProps['reader'];
  central: CentralByQuestion[string] | undefined;
}

function AskedQuestion(props: AskedQuestionProps) {
  const { asked, page, here, result, scale, moreRows, changing, actions, central } = props;
  const { code } = asked.question;
  const conflict = result?.conflicts.find(({ questionCode }) => questionCode === code);
  const typed = result?.typed[code];
  const carried = typed || conflict || changing ? undefined : asked.carried;
  // The trust's answer stands in the place of empty fields until somebody has said what becomes of it.
  const waits = central?.state === 'waiting' && !typed && !conflict && !changing && asked.value === undefined;
  const problems = typed ? result?.errors[fieldNames(asked.question).main] : undefined;
  return (
    <QuestionBlock
      asked={asked}
      previous={page.previous}
      historyHref={`${here}/history?question=${code}`}
      editable
      actions={actions}
      comments={props.comments[code] ?? []}
      reader={props.reader}
      trouble={conflict ? 'conflict' : typed ? (problems?.join('. ') ?? 'unsaved') : undefined}
    >
      {central ? (
        <CentralPanel
          asked={asked}
          central={central}
          scale={scale}
          typed={result?.central[code] ?? ''}
          inPlaceOfFields={waits}
          returnId={page.agencyReturn.id}
          editable
        />
      ) : null}
      {carried ? <CarriedPanel asked={asked} carried={carried} scale={scale} editable /> : null}
      <CoreOffers asked={asked} waiting={carried !== undefined} />
      {carried || waits ? null : <Fields {...{ asked, result, scale, moreRows, conflict, typed }} />}
    </QuestionBlock>
  );
}

interface FieldsProps extends Pick<AskedQuestionProps, 'asked' | 'result' | 'scale' | 'moreRows'> {
  conflict: StandardFormResult['conflicts'][number] | undefined;
  typed: FieldValues | undefined;
}

/** The fields of one answer, with what was typed, else what is saved, else what was carried and is being changed. */
function Fields({ asked, result, scale, moreRows, conflict, typed }: FieldsProps) {
  const { code } = asked.question;
  return (
    <>
      <div data-panel-slot="" />
      {conflict ? <ConflictPanel conflict={conflict} /> : null}
      <input type="hidden" name={revisionField(code)} defaultValue={result?.rebased[code] ?? asked.revision} />
      <AnswerFields
        question={asked.question}
        scale={scale}
        values={typed ?? answerFieldValues(asked.question, asked.value ?? asked.carried?.value)}
        moreRows={moreRows}
      />
    </>
  );
}
