import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { UploadFields } from '../../evidence/components/evidence-fields.tsx';
import { kindOfEvidence, periodOfEvidence } from '../../evidence/words.ts';
import { AnswerView } from '../../questionnaire/components/answer-view.tsx';
import { answerFieldValues, fieldNames } from '../../questionnaire/form-fields.ts';
import { AnswerFields } from '../../returns/components/answer-fields.tsx';
import type { CentralPage } from '../answers.server.ts';
import type { SubmittedCentral } from '../commands/submit-central-answer.server.ts';

interface CentralFormProps {
  page: CentralPage;
  /** What the form came back with when it was not saved. */
  back: Extract<SubmittedCentral, { ok: false }> | undefined;
}

/** The group's answer to one question, with evidence of its library and room for one new file. Needs no script. */
export function CentralForm({ page, back }: CentralFormProps) {
  const { question, scale, value, revision, attached, library } = page;
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <HiddenFields fields={{ revision }} />
      <AnswerFields
        question={question}
        scale={scale}
        values={back?.typed ?? answerFieldValues(question, value ?? undefined)}
        moreRows={question.answer.type === 'table' ? 3 : 0}
      />
      {library.length > 0 ? (
        <Checkboxes
          name="evidence"
          legend="Evidence from your library"
          legendSize="m"
          hint="A site that takes your answer gets a copy of its own, which its partnership can open once the return is sent."
          items={library.map((item) => ({
            value: item.id,
            label: item.title,
            hint: [kindOfEvidence(item), periodOfEvidence(item)].filter(Boolean).join(', '),
          }))}
          defaultValues={back?.chosen ?? attached}
        />
      ) : null}
      <Details
        open={library.length === 0 || problemWithFile(back, question)}
        summary="Add a new file with this answer (optional)"
      >
        <UploadFields
          values={back?.values}
          titleHint="What a reader will know it by. Leave it empty to use the file’s name."
        />
      </Details>
      <Button preventDoubleClick>Save for all your sites</Button>
    </Form>
  );
}

/** Every problem that is not with the answer is with the file: its title, its dates, the tick, or the file itself. */
const problemWithFile = (back: CentralFormProps['back'], question: CentralPage['question']): boolean =>
  Object.keys(back?.errors ?? {}).some((field) => field !== fieldNames(question).main);

/** Help with the question, as its sites see it. */
export function CentralHelp({ page: { question } }: { page: CentralPage }) {
  const { hint, guidance, evidence } = question;
  return (
    <>
      {hint ? <p className="govuk-hint">{hint}</p> : null}
      {guidance || evidence.length > 0 ? (
        <Details summary="Help with this question">
          {guidance ? <p>{guidance}</p> : null}
          {evidence.length > 0 ? (
            <>
              <p>Evidence a reader would expect to see:</p>
              <ul className="govuk-list govuk-list--bullet">
                {evidence.map((kind) => (
                  <li key={kind}>{kind}</li>
                ))}
              </ul>
            </>
          ) : null}
        </Details>
      ) : null}
    </>
  );
}

/** The answer that a colleague saved first, to read beside what was typed. */
export function TheirAnswer({ page: { question, scale, value, saved } }: { page: CentralPage }) {
  return (
    <InsetText>
      <p className="govuk-body">{saved ? `${saved.by} saved this meanwhile:` : 'This was saved meanwhile:'}</p>
      <AnswerView answer={question.answer} scale={scale} value={value ?? undefined} />
    </InsetText>
  );
}
