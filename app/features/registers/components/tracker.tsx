import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import type { TrackedQuestion, TrackedThing, Tracker } from '../tracker.server.ts';

/** Everything that is tagged with a priority or theme, kind by kind. */
export function TrackerLists({ tracker, questionsHref }: { tracker: Tracker; questionsHref: string | null }) {
  return (
    <>
      <section aria-labelledby="questions">
        <h2 className="govuk-heading-m" id="questions">
          Questions that are asked for it
        </h2>
        <Questions questions={tracker.questions} />
        {questionsHref === null ? null : (
          <p className="govuk-body">
            <Anchor className="govuk-link" href={questionsHref}>
              Choose the questions
            </Anchor>
          </p>
        )}
      </section>
      <Things id="actions" title="Open actions" whose="Whose" due="Due" things={tracker.actions} />
      <Things
        id="log"
        title="Challenges on the challenge log"
        whose="Challenged"
        due="Answer due"
        things={tracker.logEntries}
      />
      <Things id="sessions" title="Challenges of sessions" whose="Challenged" due={null} things={tracker.challenges} />
      <Things id="risks" title="Risks" whose="Owner" due="Next review" things={tracker.risks} />
    </>
  );
}

function Questions({ questions }: { questions: readonly TrackedQuestion[] }) {
  if (questions.length === 0) return <p className="govuk-body">None is tagged yet.</p>;
  return (
    <Table
      caption="Questions and their ratings"
      captionHidden
      scrollLabel="Questions and their ratings"
      columns={[{ label: 'Question' }, { label: 'Latest ratings' }, { label: 'In' }]}
      rows={questions.map(({ setCode, code, number, text, cycle, counts }) => ({
        key: `${setCode} ${code}`,
        cells: [
          number === null ? `${text} (not asked now)` : `${number} ${text}`,
          <Counts key="counts" counts={counts} />,
          cycle ? (
            <Anchor key="cycle" className="govuk-link" href={`/cycles/${cycle.id}/heatmap`}>
              {cycle.name}
            </Anchor>
          ) : (
            'No cycle yet'
          ),
        ],
      }))}
    />
  );
}

function Counts({ counts }: Pick<TrackedQuestion, 'counts'>) {
  const given = counts.filter(({ count }) => count > 0);
  if (given.length === 0) return 'No ratings yet';
  return (
    <ul className="govuk-list">
      {given.map(({ level, count }) => (
        <li key={level.code}>
          {count} <RatingTag word={level.word} shape={level.shape} tone={level.tone} />
        </li>
      ))}
    </ul>
  );
}

type ThingsProps = {
  id: string;
  title: string;
  whose: string;
  /** What its day is; null for what has none. */
  due: string | null;
  things: readonly TrackedThing[];
};

function Things({ id, title, whose, due, things }: ThingsProps) {
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      {things.length === 0 ? (
        <p className="govuk-body">None.</p>
      ) : (
        <Table
          caption={title}
          captionHidden
          scrollLabel={title}
          columns={[{ label: 'Which' }, { label: 'What' }, { label: whose }, ...(due === null ? [] : [{ label: due }])]}
          rows={things.map((thing) => ({
            key: thing.id,
            cells: [
              <Anchor key="which" className="govuk-link" href={thing.href}>
                {thing.reference}
              </Anchor>,
              <TypedText key="what">{thing.words}</TypedText>,
              thing.whose,
              ...(due === null
                ? []
                : [
                    <span key="due">
                      {thing.overdue ? <strong>Overdue. </strong> : null}
                      {thing.dueOn === null ? 'Closed' : dayInWords(thing.dueOn)}
                    </span>,
                  ]),
            ],
          }))}
        />
      )}
    </section>
  );
}
