/** What agencies sent, as it was frozen. The same for a partnership, which holds it, and for the agency itself. */
import type { Reader } from '../../../../db/client.server.ts';
import { type Snapshot, snapshotSchema } from '../../submissions/schema.ts';
import { batch, type HeldRecord, lines, type OwnerColumn, type Source, source } from './source.ts';

/** Snapshots are large: a few at a time. */
const few = 20;

const sent = (owner: OwnerColumn, db: Reader, ownerId: string, after: string) =>
  db
    .selectFrom('submission')
    .select(['id', 'version', 'snapshot', 'submitted_at', 'submitted_by'])
    .where(owner, '=', ownerId)
    .where('id', '>', after)
    .orderBy('id');

/** Every version of every sent return: an answer with its question, the profile, and the list of evidence. */
export const sentReturns = (owner: OwnerColumn): Source => ({
  code: 'submission',
  async read(db, ownerId, after) {
    const rows = await sent(owner, db, ownerId, after).limit(few).execute();
    return {
      records: rows.flatMap((row) => recordsOf(row.id, row.version, snapshotSchema.parse(JSON.parse(row.snapshot)))),
      next: rows.length < few ? null : (rows.at(-1)?.id ?? null),
    };
  },
});

function recordsOf(id: string, version: number, { content, cycle, submittedAt }: Snapshot): HeldRecord[] {
  const title = `${content.organisation.name}, ${cycle.name}, version ${version}`;
  const record = (key: string, part: string, text: string): HeldRecord => ({
    key: `${id}:${key}`,
    title: `${title}: ${part}`,
    dated: submittedAt,
    text,
    people: [],
  });
  return [
    record('profile', 'profile', content.profile.map((entry) => `${entry.text} ${entry.words}`).join('\n')),
    ...content.standards.flatMap(({ questions }) =>
      questions
        .filter(({ words }) => words.length > 0)
        .map((question) => record(question.code, question.number, [question.text, ...question.words].join('\n'))),
    ),
    record(
      'evidence',
      'list of evidence',
      content.evidence
        .map(({ title: name, fileName, url }) =>
          lines([
            ['', name],
            ['File', fileName],
            ['Link', url],
          ]),
        )
        .join('\n'),
    ),
  ].filter(({ text }) => text !== '');
}

/** Who signed and sent a return, in which role. */
export const signatures = (owner: OwnerColumn): Source =>
  source(
    'signature',
    (db, ownerId, after) => sent(owner, db, ownerId, after).limit(batch),
    ({ version, snapshot, submitted_at, submitted_by }) => {
      const { content, cycle, signatures: signed, submittedBy } = snapshotSchema.parse(JSON.parse(snapshot));
      return {
        title: `${content.organisation.name}, ${cycle.name}, version ${version}: signatures`,
        dated: submitted_at,
        text: lines([
          ...signed.map(
            ({ title, name, jobTitle }) => [title, jobTitle === null ? name : `${name}, ${jobTitle}`] as const,
          ),
          ['Sent by', submittedBy],
        ]),
        people: [submitted_by],
      };
    },
  );
