import { Form } from 'react-router';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';

export interface ListedQuestion {
  readonly code: string;
  readonly text: string;
  /** How it is answered, who is asked and which priorities it is about, a line each. */
  readonly facts: readonly string[];
}

interface LocalQuestionListProps {
  cycleId: string;
  revision: number;
  headings: readonly { readonly code: string; readonly title: string; readonly questions: readonly ListedQuestion[] }[];
  mayChange: boolean;
}

/** The local questions by heading, with what may be done to each. */
export function LocalQuestionList({ cycleId, revision, headings, mayChange }: LocalQuestionListProps) {
  return headings.map((heading, place) => (
    <section key={heading.code} aria-labelledby={heading.code}>
      <h2 className="govuk-heading-m" id={heading.code}>
        L{place + 1} {heading.title}
      </h2>
      {heading.questions.map((question, at) => (
        <article key={question.code} className="app-edition-question">
          <h3 className="govuk-heading-s">
            L{place + 1}.{at + 1} {question.text}
          </h3>
          <ul className="govuk-list govuk-body-s">
            {question.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
          {mayChange ? (
            <QuestionButtons
              cycleId={cycleId}
              revision={revision}
              question={question}
              first={at === 0}
              last={at === heading.questions.length - 1}
            />
          ) : null}
        </article>
      ))}
    </section>
  ));
}

interface QuestionButtonsProps {
  cycleId: string;
  revision: number;
  question: ListedQuestion;
  first: boolean;
  last: boolean;
}

function QuestionButtons({ cycleId, revision, question, first, last }: QuestionButtonsProps) {
  const hidden = <span className="govuk-visually-hidden">: {question.text}</span>;
  return (
    <Form method="post">
      <HiddenFields fields={{ revision, question: question.code }} />
      <ButtonGroup>
        <Anchor className="govuk-link" href={`/cycles/${cycleId}/questions/${question.code}`}>
          Change{hidden}
        </Anchor>
        {first ? null : (
          <Button variant="secondary" className="app-small-button" name="intent" value="up">
            Move up{hidden}
          </Button>
        )}
        {last ? null : (
          <Button variant="secondary" className="app-small-button" name="intent" value="down">
            Move down{hidden}
          </Button>
        )}
        <Button variant="secondary" className="app-small-button" name="intent" value="remove">
          Remove{hidden}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

/** The priorities of the cycle, one on a line. */
export function PrioritiesForm({ revision, typed, open }: { revision: number; typed: string; open: boolean }) {
  return (
    <Details summary="Priorities of this cycle" open={open}>
      <Form method="post" noValidate>
        <HiddenFields fields={{ revision }} />
        <TextArea
          name="priorities"
          label="Priorities"
          hint="One on a line. After a colon you can say what it is about. Questions can be marked with them."
          rows={5}
          defaultValue={typed}
        />
        <Button variant="secondary" name="intent" value="priorities">
          Save the priorities
        </Button>
      </Form>
    </Details>
  );
}
