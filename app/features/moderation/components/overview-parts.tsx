import { Form } from 'react-router';
import { countOf, dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { Table } from '../../../ui/table.tsx';
import type { ModerationOverview } from '../pages.ts';
import { MarkOr, PreviousMark } from './rating-beside.tsx';

/** Every standard with all its ratings beside each other. */
export function StandardsTable({ overview }: { overview: ModerationOverview }) {
  const { submissionId, standards, previousCycle, blind } = overview;
  const anyAgreed = standards.some(({ agreed }) => agreed);
  return (
    <Table
      caption="Standards"
      captionSize="m"
      scrollLabel="Standards and their ratings"
      columns={[
        { label: 'Standard' },
        { label: 'Own rating' },
        { label: 'Moderated' },
        ...(anyAgreed ? [{ label: 'Agreed' }] : []),
        ...(previousCycle === null ? [] : [{ label: previousCycle }]),
        ...(blind ? [] : [{ label: 'More to do', numeric: true }]),
        { label: blind ? 'Rated by you' : 'Ratings moderated' },
      ]}
      rows={standards.map((standard) => ({
        key: standard.code,
        cells: [
          <Anchor key="link" className="govuk-link" href={`/moderation/${submissionId}/standards/${standard.code}`}>
            {standard.number} {standard.title}
          </Anchor>,
          standard.hidden ? 'Hidden' : <MarkOr key="self" mark={standard.self} none="Not rated" />,
          standard.hidden ? 'Hidden' : <MarkOr key="moderated" mark={standard.moderated} none="–" />,
          ...(anyAgreed ? [<MarkOr key="agreed" mark={standard.agreed} none="–" />] : []),
          ...(previousCycle === null ? [] : [<PreviousMark key="previous" previous={standard.previous} />]),
          ...(blind ? [] : [standard.concerns]),
          standard.ratings === 0
            ? 'Nothing to rate'
            : `${standard.judged} of ${standard.ratings}${standard.differing > 0 ? `, ${standard.differing} differ` : ''}`,
        ],
      }))}
    />
  );
}

/** How far the moderation is, and the button that ends it or opens it again. */
export function ModerationProgress({ overview }: { overview: ModerationOverview }) {
  const { standards, status, finished, mayJudge, peer, blind } = overview;
  const ratings = standards.reduce((sum, one) => sum + one.ratings, 0);
  const judged = standards.reduce((sum, one) => sum + one.judged, 0);
  const differing = standards.reduce((sum, one) => sum + one.differing, 0);
  const waiting = overview.around.queries.filter((query) => query.status === 'open').length;
  return (
    <>
      <ProgressBar
        label={`${judged} of ${countOf(ratings, 'rating')} ${blind ? 'rated by you' : 'moderated'}`}
        value={judged}
        max={ratings || 1}
      />
      {finished ? (
        <p className="govuk-body">
          Finished by {finished.by} on {instantInWords(finished.at)}.
        </p>
      ) : null}
      {waiting > 0 && !peer ? (
        <p className="govuk-body">
          <strong>{countOf(waiting, 'question')} to the agency</strong>{' '}
          {waiting === 1 ? 'waits for its answer.' : 'wait for their answers.'}
        </p>
      ) : null}
      {mayJudge && !peer && !blind && differing === 0 && status === 'in-progress' ? (
        <Form method="post">
          {judged < ratings ? (
            <p className="govuk-body">
              You may finish now: the {countOf(ratings - judged, 'rating')} without a moderated rating{' '}
              {ratings - judged === 1 ? 'stands' : 'stand'} as the agency gave {ratings - judged === 1 ? 'it' : 'them'}.
            </p>
          ) : null}
          <Button name="intent" value="finish" preventDoubleClick>
            Finish moderation
          </Button>
        </Form>
      ) : null}
      {mayJudge && !peer && status === 'finished' ? (
        <Form method="post">
          <Button name="intent" value="reopen" variant="secondary" preventDoubleClick>
            Open moderation again
          </Button>
        </Form>
      ) : null}
    </>
  );
}

/** Who has rated, where they differ, and what the agency says to it. */
export function SeveralModerators({ overview }: { overview: ModerationOverview }) {
  const { standards, moderators, replies, submissionId, peer } = overview;
  const differing = standards.reduce((sum, one) => sum + one.differing, 0);
  return (
    <>
      {moderators.length > 0 ? (
        <p className="govuk-body">
          Rated by {listInWords(moderators.map(({ name, ratings }) => `${name} (${countOf(ratings, 'question')})`))}.
        </p>
      ) : null}
      {moderators.length > 1 && !peer ? (
        <p className="govuk-body">
          {differing > 0 ? `They differ on ${countOf(differing, 'question')}. ` : ''}
          <Anchor className="govuk-link" href={`/moderation/${submissionId}/panel`}>
            {overview.maySettle && differing > 0
              ? 'Set the panel’s ratings'
              : 'What each moderator said, and the panel’s ratings'}
          </Anchor>
        </p>
      ) : null}
      {replies ? (
        <p className="govuk-body">
          {replies.count === 0
            ? `The agency has not replied to these ratings. Last day for replies: ${dayInWords(replies.by)}.`
            : `The agency has replied to ${countOf(replies.count, 'rating')}: read the reply beside each. Last day for replies: ${dayInWords(replies.by)}.`}
        </p>
      ) : null}
    </>
  );
}

/** What the agency attached, each a download or a link. */
export function EvidenceTable({ evidence }: Pick<ModerationOverview, 'evidence'>) {
  if (evidence.length === 0) return <p className="govuk-body">The agency attached no evidence.</p>;
  return (
    <Table
      scrollLabel="Evidence"
      columns={[
        { label: 'Number', numeric: true },
        { label: 'Title' },
        { label: 'Form' },
        { label: 'Covers' },
        { label: 'How recent' },
        { label: 'Supports' },
      ]}
      rows={evidence.map((entry) => ({
        key: String(entry.number),
        cells: [
          entry.number,
          <Anchor key="link" className="govuk-link" href={entry.href} reloadDocument={entry.isFile}>
            {entry.title}
          </Anchor>,
          entry.form,
          entry.datesCovered,
          entry.freshness,
          entry.supports.join(', '),
        ],
      }))}
    />
  );
}
