import { TypedText } from '../../../ui/columns.tsx';
import type { ShownQuestion } from '../key-lines/shown-questions.server.ts';

type Props = {
  questions: readonly ShownQuestion[];
  /** Standards of the return, for their names. */
  standards: readonly { readonly code: string; readonly number: string; readonly title: string }[];
};

/** What the panel will ask, as far as its chair lets the agency see it beforehand; nothing where it shows none. */
export function ShownQuestions({ questions, standards }: Props) {
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="panel-questions">
      <h2 className="govuk-heading-m" id="panel-questions">
        Questions the panel will ask you
      </h2>
      <p className="govuk-body">
        The chair shows you these before the challenge session. Others may be asked on the day.
      </p>
      <ol className="govuk-list govuk-list--number govuk-list--spaced">
        {questions.map(({ id, text, standardCode }) => {
          const standard = standards.find(({ code }) => code === standardCode);
          return (
            <li key={id}>
              <TypedText>{text}</TypedText>
              {standard ? (
                <p className="govuk-body-s">
                  About {standard.number} {standard.title}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
