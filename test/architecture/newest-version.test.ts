import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const features = resolve(import.meta.dirname, '../../app/features');

/** Files that read submissions and do not ask for the newest version of a return, with the reason. */
const readsOthers: Readonly<Record<string, string>> = {
  'partnerships/tags.server.ts': 'reads the edition of one sent return that is named',
  'registers/risks/get-risk.server.ts': 'names the sent return that a risk was raised from',
  'actions/lineage.server.ts': 'follows an action to the version that it came from',
  'actions/origin.server.ts': 'an action names the version that it comes from',
  'challenge/commands/agree-rating.server.ts': 'agrees the rating of the version that was heard',
  'challenge/invited/agency-session.server.ts': 'finds the return of a slot',
  'challenge/commands/reply-to-letter.server.ts': 'letters name the version that they answer',
  'challenge/commands/save-letter.server.ts':
    'keeps the words about one version that is named; issuing asks for the newest',
  'challenge/letter/issued-letter.server.ts': 'letters name the version that they answer',
  'challenge/letter/replies.server.ts': 'letters name the version that they answer',
  'challenge/letter/moderator-comments.server.ts': 'takes the version that was sent to each partnership last',
  'challenge/live/screen.server.ts': 'shows the version that is heard in the session',
  'challenge/pack/records.server.ts': 'reads the versions that stand on the agenda',
  'challenge-log/get-entry.server.ts': 'names the version that a challenge was raised from',
  'challenge/queries.server.ts': 'shows the slot with the version that was heard',
  'challenge/record-queries.server.ts': 'shows the version that was heard in the session',
  'challenge/responses/jobs.server.ts': 'passes over a version that is not the newest, by its records',
  'challenge/responses/response-queries.server.ts': 'responses name the version that they answer',
  'cycles/moderation-settings.server.ts': 'asks only whether anybody has rated, whichever version',
  'cycles/commands/launch-cycle.server.ts': 'asks only whether an organisation ever sent something',
  'disclosure/sources/submissions.server.ts': 'whoever asks to see what is held is shown every version',
  'evidence/download.server.ts': 'follows a piece of evidence to every version that it was sent with',
  'evidence/uses.server.ts': 'lists every version that used a piece of evidence',
  'exchange/export/return-file.server.ts': 'takes every version along',
  'exchange/export/exported-feedback.server.ts': 'replies and letters name the version that they answer',
  'reports/own-years.server.ts': 'looks at what had been sent by a moment, so orders by the time of sending',
  'returns/carried.server.ts': 'names the version from which answers were carried',
  'returns/previous-answers.server.ts': 'looks at what had been sent by a moment, so orders by the time of sending',
  'returns/previous-profile.server.ts': 'looks at what had been sent by a moment, so orders by the time of sending',
  'returns/standard-page.server.ts': 'names the newest version of a piece of evidence that was sent',
  'reports/home-organisation.server.ts': 'letters name the version that they answer',
  'submissions/copies.server.ts': 'lists every version that was sent',
  'submissions/correction-offer.server.ts': 'asks when something was sent, whichever version',
  'submissions/earlier-returns.server.ts': 'takes the version of each return that was sent last',
  'submissions/commands/submit-return.server.ts': 'orders by version to find the newest',
  'threads/queries.server.ts': 'names the version that a question was asked about',
  'upgrades/last-returns.server.ts': 'looks at what had been sent by a launch, so orders by the time of sending',
  'upgrades/previews.server.ts': 'reads one version that is named',
};

it('every reader of sent returns asks for the newest version, or says why not', () => {
  const readers = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => /(?:From|Join)\('submission(?: as \w+)?'/.test(readFileSync(join(features, path), 'utf8')));
  const forgetful = readers.filter(
    (path) => !readsOthers[path] && !readFileSync(join(features, path), 'utf8').includes('superseded_at'),
  );
  expect(forgetful).toEqual([]);
  expect(Object.keys(readsOthers).filter((path) => !readers.includes(path))).toEqual([]);
});
