import { type SyntheticEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Form, useNavigation, useRevalidator } from 'react-router';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { answerFieldValues, type FieldValues, fieldNames } from '../../questionnaire/form-fields.ts';
import { type ConflictView, revisionField } from '../standard-fields.ts';
import type { StandardFormResult } from '../standard-form-result.ts';
import type { StandardPage, StandardQuestion } from '../standard-page.ts';
import { AnswerFields } from './answer-fields.tsx';
import { type ConflictChoice, ConflictPanel } from './conflict-panel.tsx';
import { QuestionBlock } from './question-block.tsx';
import { SaveStatus } from './save-status.tsx';
import { UnsentPanel } from './unsent-panel.tsx';
import { forgetReturn } from './unsent-texts.ts';
import { type KnownAnswer, showRevision, useAutosave } from './use-autosave.ts';

interface StandardFormProps {
  page: StandardPage;
  personId: string;
  result: StandardFormResult | undefined;
}

/** The form of one standard. It starts afresh for another standard, and after its answers were sent and saved. */
export function StandardForm({ page, personId, result }: StandardFormProps) {
  const navigation = useNavigation();
  const [round, setRound] = useState(0);
  const sent = useRef(false);
  const { agencyReturn, standard } = page;

  // An action that came back with a problem is not followed by loading; one that saved everything is.
  useEffect(() => {
    if (navigation.state === 'loading' && navigation.formData) {
      sent.current = true;
      forgetReturn(personId, agencyReturn.id, (code) => page.questions.some(({ question }) => question.code === code));
    } else if (navigation.state === 'idle' && sent.current) {
      sent.current = false;
      setRound((before) => before + 1);
    }
  }, [navigation, personId, agencyReturn.id, page.questions]);

  return <Fields key={`${standard.code} ${round}`} page={page} personId={personId} result={result} />;
}

type Shown = Readonly<Record<string, { readonly round: number; readonly fields?: FieldValues | undefined }>>;

function Fields({ page, personId, result }: StandardFormProps) {
  const { agencyReturn, standard, questions, scales } = page;
  const form = useRef<HTMLFormElement>(null);
  const revalidator = useRevalidator();
  const [conflicts, setConflicts] = useState(() => byQuestion(result?.conflicts));
  const [shown, setShown] = useState<Shown>({});
  const [takenBack, setTakenBack] = useState(false);
  const here = `/returns/${agencyReturn.id}/standards/${standard.code}`;

  const answers = useMemo(() => questions.map((asked) => knownAnswer(asked, result)), [questions, result]);
  const show = (code: string, fields?: FieldValues) =>
    setShown((before) => ({ ...before, [code]: { round: (before[code]?.round ?? 0) + 1, fields } }));

  const { state, queue, unsent, discardUnsent } = useAutosave({
    form,
    returnId: agencyReturn.id,
    personId,
    answers,
    onConflict: (conflict) => setConflicts((before) => ({ ...before, [conflict.questionCode]: conflict })),
    onSaved: (code, reply) => {
      if (reply.takenBack) setTakenBack(true);
      if (questions.some(({ question, opensOthers }) => question.code === code && opensOthers)) {
        void revalidator.revalidate();
      }
    },
    onNewer: (code) => show(code),
  });

  // The form came back with something to put right: what it did save is known, the rest waits.
  useEffect(() => {
    const saver = queue.current;
    if (!saver || !result) return;
    saver.takeBack();
    setConflicts(byQuestion(result.conflicts));
    for (const [code, revision] of Object.entries(result.saved)) saver.settle(code, revision);
    for (const [code, revision] of Object.entries(result.rebased)) saver.rebase(code, revision);
    for (const [code, revision] of Object.entries({ ...result.saved, ...result.rebased }))
      showRevision(form.current, code, revision);
    for (const { code, trouble } of answers) if (trouble) saver.stop(code, trouble);
  }, [queue, result, answers]);

  const onSubmit = (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => {
    const saver = queue.current;
    if (!saver?.isSending()) {
      void saver?.handOver();
      return;
    }
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    void saver.handOver().then(() => form.current?.requestSubmit(submitter));
  };

  const choose = (conflict: ConflictView, choice: ConflictChoice) => {
    const saver = queue.current;
    const { questionCode: code, theirRevision } = conflict;
    setConflicts(({ [code]: _, ...others }) => others);
    if (!saver) return;
    showRevision(form.current, code, theirRevision);
    if (choice === 'keep-theirs') {
      saver.know(code, theirRevision, conflict.theirFields);
      discardUnsent(code);
      show(code, conflict.theirFields);
      return;
    }
    saver.rebase(code, theirRevision);
    if (choice === 'edit-both') show(code, conflict.bothFields);
    setTimeout(() => saver.edited(code, 0));
  };

  const putBack = (code: string, fields: FieldValues) => {
    show(code, fields);
    discardUnsent(code);
    setTimeout(() => queue.current?.edited(code, 0));
  };

  const copy = () => {
    if (!form.current) return;
    const typed = [...new FormData(form.current)].filter(([name]) => /\.(narrative|detail|reason|answer)$/.test(name));
    void navigator.clipboard.writeText(typed.map(([, text]) => text).join('\n\n'));
  };

  return (
    <Form method="post" action={here} noValidate autoComplete="off" ref={form} onSubmit={onSubmit}>
      {/* The first button of a form is the one that Enter presses. */}
      <button type="submit" name="intent" value="continue" className="govuk-visually-hidden" tabIndex={-1} aria-hidden>
        Save and continue
      </button>
      <UnsentPanel questions={questions} unsent={unsent} onPutBack={putBack} onDiscard={discardUnsent} />
      {questions.map((asked) => {
        const { code } = asked.question;
        const again = shown[code];
        const conflict = conflicts[code];
        const values = again?.fields ?? (again ? undefined : result?.typed[code]);
        return (
          <QuestionBlock
            key={code}
            asked={asked}
            previous={page.previous}
            historyHref={`${here}/history?question=${code}`}
            editable
          >
            {conflict ? (
              <ConflictPanel conflict={conflict} onChoose={state ? (choice) => choose(conflict, choice) : undefined} />
            ) : null}
            <input type="hidden" name={revisionField(code)} defaultValue={asked.revision} />
            <div key={again?.round ?? 0}>
              <AnswerFields
                question={asked.question}
                scale={scaleOf(asked, scales)}
                values={values ?? answerFieldValues(asked.question, asked.value)}
              />
            </div>
          </QuestionBlock>
        );
      })}
      <Completion page={page} />
      {takenBack ? (
        <p className="govuk-inset-text">
          You changed an answer, so the signatures on this return no longer count. It is in work again: send it for
          sign-off when you have finished.
        </p>
      ) : null}
      <SaveStatus state={state} here={here} onCopy={copy} />
      <ButtonGroup>
        <Button name="intent" value="continue" preventDoubleClick>
          Save and continue
        </Button>
        <Button name="intent" value="list" variant="secondary" preventDoubleClick>
          Save and return to list
        </Button>
      </ButtonGroup>
    </Form>
  );
}

function Completion({ page: { progress, standard } }: { page: StandardPage }) {
  return (
    <Radios
      name="completed"
      legend="Have you completed this standard?"
      legendSize="m"
      inline
      items={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No, I’ll come back to it' },
      ]}
      defaultValue={progress.status === 'completed' ? 'yes' : null}
      hint={`You can change your answers to ${standard.number} until the return is sent.`}
    />
  );
}

function knownAnswer(
  { question, value, revision }: StandardQuestion,
  result: StandardFormResult | undefined,
): KnownAnswer {
  const { code } = question;
  const problems = result?.errors[fieldNames(question).main];
  const isConflict = result?.conflicts.some((conflict) => conflict.questionCode === code) ?? false;
  const trouble = isConflict
    ? ({ kind: 'conflict' } as const)
    : problems !== undefined && result?.typed[code] !== undefined
      ? ({ kind: 'problem', questionCode: code, words: problems.join('. ') } as const)
      : undefined;
  return {
    code,
    revision,
    fields: answerFieldValues(question, value),
    trouble,
  };
}

const scaleOf = ({ question }: StandardQuestion, scales: StandardPage['scales']) =>
  question.answer.type === 'rating' ? scales[question.answer.scale] : undefined;

const byQuestion = (conflicts: readonly ConflictView[] = []): Readonly<Record<string, ConflictView>> =>
  Object.fromEntries(conflicts.map((conflict) => [conflict.questionCode, conflict]));
