import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';
import type { Ratings, ScreenModel, ScreenRow, ScreenSubject } from '../live/screen.server.ts';
import { secondsLeft, type Timer, timerWords } from '../live/timer.ts';
import { MarkOrNone } from './document-parts.tsx';

/** What the room sees now. The script of the page puts a newer one in its place; the words are the same for everybody. */
export function ScreenNow({ model, instant }: { model: ScreenModel; instant: string }) {
  const { now, stage } = model;
  if (!now)
    return (
      <p className="govuk-body app-screen__words" data-stage={stage}>
        {stage === 'waiting' ? 'The session has not started yet.' : 'The session is closed. Thank you.'}
      </p>
    );
  return (
    <>
      <p className="app-screen__place">
        <span>
          {now.agency} <span className="app-screen__soft">{`(${now.place} of ${now.of})`}</span>
        </span>
        <TimerWords timer={now.timer} instant={instant} />
      </p>
      {now.asked === null ? null : (
        <div className="govuk-inset-text app-screen__asked">
          <h2 className="govuk-heading-m">The panel asks</h2>
          <TypedText>{now.asked}</TypedText>
        </div>
      )}
      <Subject subject={now.subject} />
    </>
  );
}

/** Minutes left in large figures. Without its script it says what was left when the page was made. */
export function TimerWords({ timer, instant }: { timer: Timer; instant: string }) {
  const seconds = secondsLeft(timer, instant);
  if (seconds === null) return null;
  return (
    <strong className="app-screen__timer" data-timer={timer.kind} data-left={seconds}>
      {timerWords(seconds)}
      {timer.kind === 'paused' ? ', paused' : ''}
    </strong>
  );
}

function Subject({ subject }: { subject: ScreenSubject }) {
  switch (subject.kind) {
    case 'agency':
      return <Rows caption="Ratings by standard" rows={subject.rows} />;
    case 'standard':
      return (
        <>
          <h2 className="govuk-heading-l">{`${subject.number} ${subject.title}`}</h2>
          <Rows caption="Ratings by question" rows={subject.rows} />
        </>
      );
    case 'question':
      return (
        <>
          <h2 className="govuk-heading-l">{`${subject.number} ${subject.title}`}</h2>
          <p className="govuk-body app-screen__ratings">
            {ratingsOf(subject).map(({ label, mark }) => (
              <span key={label} className="app-together">
                {label}: <MarkOrNone mark={mark} />
              </span>
            ))}
          </p>
          <h3 className="govuk-heading-m">The agency’s words</h3>
          {subject.words.length === 0 ? <p className="govuk-body">The agency wrote nothing here.</p> : null}
          {keyed(subject.words).map(({ key, value }) => (
            <TypedText key={key}>{value}</TypedText>
          ))}
        </>
      );
  }
}

const ratingsOf = ({ self, moderated, agreed }: Ratings) =>
  [
    { label: 'Own rating', mark: self },
    { label: 'Moderated', mark: moderated },
    { label: 'Agreed', mark: agreed },
  ].filter(({ label, mark }) => label === 'Own rating' || mark !== null);

function Rows({ caption, rows }: { caption: string; rows: readonly ScreenRow[] }) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      scrollLabel={caption}
      rowHeaders
      columns={[{ label: 'About' }, { label: 'Own rating' }, { label: 'Moderated' }, { label: 'Agreed' }]}
      rows={rows.map((row) => ({
        key: row.code,
        cells: [
          `${row.number} ${row.title}`,
          <MarkOrNone key="self" mark={row.self} />,
          <MarkOrNone key="moderated" mark={row.moderated} />,
          <MarkOrNone key="agreed" mark={row.agreed} />,
        ],
      }))}
    />
  );
}
