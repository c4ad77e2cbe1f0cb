import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDemonstrationPeople } from '../../../app/cli/demonstration/people.ts';
import { seedDemonstration } from '../../../app/cli/demonstration/seed.ts';
import { installLibrary } from '../../../app/cli/prepare-database.ts';
import { viewerOf } from '../../../app/features/accounts/queries.server.ts';
import { actionStatusCodes } from '../../../app/features/actions/rules.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { standingPoint } from '../../../app/features/challenge/rules.ts';
import { localQuestions } from '../../../app/features/cycles/local/local-part.ts';
import { findLocalPart } from '../../../app/features/cycles/local/queries.server.ts';
import { moderatedStandardPoint } from '../../../app/features/moderation/rules.ts';
import { getEdition } from '../../../app/features/questionnaire/editions.server.ts';
import { rateStandard } from '../../../app/features/questionnaire/ratings.ts';
import { hashOfContent } from '../../../app/features/returns/content.server.ts';
import { listHandedParts } from '../../../app/features/returns/delegations.server.ts';
import { factsOf, readAnswers, readProfile } from '../../../app/features/returns/facts.ts';
import { returnStatuses } from '../../../app/features/returns/rules.ts';
import { countStandard } from '../../../app/features/returns/standard-counts.ts';
import type { SignOffPage } from '../../../app/features/submissions/pages.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import { listSites } from '../../../app/features/trusts/sites.server.ts';
import { trust } from '../../../db/seed/trust.ts';
import { buildPdfWorker } from '../../../pdf/build-worker.ts';
import { createPdfRenderer, type PdfRenderer } from '../../../pdf/render.server.ts';
import { canonicalJson } from '../../../standards/canonical-json.ts';
import { openTestPortal, type TestPortal } from '../../setup/each-database.ts';

/** A Wednesday and a Sunday, so that weekends fall on other steps of the story. */
const days = { sqlite: '2026-11-04T00:20:00Z', postgres: '2027-03-28T09:00:00Z' } as const;

const workerFile = fileURLToPath(new URL('../../../node_modules/.cache/test-demonstration/worker.js', import.meta.url));

describe.each(['sqlite', 'postgres'] as const)('the demonstration partnership (%s)', (dialect) => {
  let portal: TestPortal;
  let documents: PdfRenderer;
  const lines: string[] = [];
  beforeAll(async () => {
    documents = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker(workerFile) });
    portal = { ...(await openTestPortal(dialect)), documents };
    portal.setTime(days[dialect]);
    await installLibrary(portal);
    await seedDemonstration(portal, (line) => void lines.push(line));
  }, 600_000);
  afterAll(async () => {
    await documents.close();
    await portal.close();
  });

  it('tells what it is doing, and comes to its end', () => {
    expect(lines).toContain('Brookmere: 14 agencies, 36 settings, 148 people');
    expect(lines.at(-1)).toMatch(/^Brookmere Safeguarding Children Partnership is ready/);
  });

  it('has a return that was sent twice, a question answered and one open, and comments inside an agency', async () => {
    const { db } = portal.database;
    const second = await db.selectFrom('submission').selectAll().where('version', '=', 2).execute();
    expect(second).toHaveLength(1);
    const versions = await db
      .selectFrom('submission')
      .innerJoin('moderation', 'moderation.submission_id', 'submission.id')
      .select(['version', 'superseded_at', 'moderation.status'])
      .where('return_id', '=', second[0]?.return_id ?? '')
      .orderBy('version')
      .execute();
    expect(versions.map(({ superseded_at, status }) => [superseded_at === null, status])).toEqual([
      [false, 'finished'],
      [true, 'finished'],
    ]);
    const slots = await db
      .selectFrom('session_slot')
      .select('id')
      .where('submission_id', '=', second[0]?.id ?? '')
      .execute();
    expect(slots).toHaveLength(1);
    const queries = await db.selectFrom('partnership_query').select('status').orderBy('status').execute();
    expect(queries.map(({ status }) => status)).toEqual(['answered', 'open']);
    const waiting = await db.selectFrom('return_reopening').select('status').orderBy('status').execute();
    expect(waiting.map(({ status }) => status)).toEqual(['asked', 'resent']);
    expect(await db.selectFrom('agency_comment').select('id').execute()).toHaveLength(2);
  });

  it('leaves SQLite as durable as it was', () => {
    const { sqlite } = portal.database;
    expect(sqlite?.pragma('synchronous', { simple: true }) ?? 2).toBe(2);
  });

  it('leaves chains of events that verify, none of them in the future and each in order of time', async () => {
    const report = await verifyChains(portal.database.db);
    expect(report.faults).toEqual([]);
    expect(report.chains).toBe(54);
    const events = await portal.database.db
      .selectFrom('event')
      .select(['chain', 'seq', 'at'])
      .orderBy('chain')
      .orderBy('seq')
      .execute();
    expect(events.length).toBe(report.events);
    const wrong = events.filter((event, place) => {
      const before = events[place - 1];
      return (
        event.at > days[dialect] || (before?.chain === event.chain && event.chain !== 'system' && before.at > event.at)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has a return in every status, an overdue one, actions in every state and a session to come', async () => {
    const { db } = portal.database;
    const { today } = portal.stamp();
    const returns = await db.selectFrom('agency_return').select(['status', 'due_on', 'first_due_on']).execute();
    expect(new Set(returns.map(({ status }) => status))).toEqual(new Set(Object.keys(returnStatuses)));
    expect(returns.filter(({ status, due_on }) => status === 'in-progress' && due_on < today)).toHaveLength(1);
    const actions = await db.selectFrom('action').select(['status', 'due_on']).execute();
    expect(new Set(actions.map(({ status }) => status))).toEqual(new Set(actionStatusCodes));
    expect(actions.some(({ status, due_on }) => status === 'in-progress' && due_on < today)).toBe(true);
    const kinds = await db.selectFrom('action_update').select('kind').distinct().execute();
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([
      'done',
      'finding-added',
      'impact-seen',
      'more-time-asked',
      'progress',
      'reopened',
      'rescheduled',
      'returned',
      'verified',
    ]);
    const sessions = await db
      .selectFrom('challenge_session')
      .select(['status', 'held_on'])
      .orderBy('held_on')
      .execute();
    expect(sessions.map(({ status }) => status)).toEqual(['held', 'held', 'planned']);
    expect(sessions.at(-1)?.held_on && sessions.at(-1)?.held_on).toSatisfy((day: string) => day > today);
    const packs = await db.selectFrom('challenge_pack').select(['status', 'pages']).execute();
    expect(packs.map(({ status }) => status)).toEqual(Array(5).fill('ready'));
  });

  it('has last year’s answers in this year’s returns: some kept, some changed, some that wait, none of them counted', async () => {
    const { db } = portal.database;
    const rows = await db
      .selectFrom('carried_answer')
      .innerJoin('agency_return', 'agency_return.id', 'carried_answer.return_id')
      .leftJoin('answer', (join) =>
        join
          .onRef('answer.return_id', '=', 'carried_answer.return_id')
          .onRef('answer.question_code', '=', 'carried_answer.question_code'),
      )
      .select(['carried_answer.state', 'agency_return.status', 'answer.revision'])
      .execute();
    const count = (state: string, status?: string) =>
      rows.filter((row) => row.state === state && row.status === (status ?? row.status)).length;
    for (const state of ['waiting', 'confirmed', 'revised']) expect(count(state)).toBeGreaterThan(50);
    expect(count('waiting', 'not-started')).toBeGreaterThan(0);
    expect(count('waiting', 'in-progress')).toBeGreaterThan(0);
    expect(rows.every(({ state, revision }) => (state === 'waiting') === (revision === null))).toBe(true);
    const jobs = await db.selectFrom('job').select('kind').where('status', '<>', 'done').execute();
    expect(jobs).toEqual([]);
  });

  it('counts each standard of each return as its answers would be counted today', async () => {
    const { db } = portal.database;
    const returns = await db
      .selectFrom('agency_return')
      .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
      .select([
        'agency_return.id',
        'edition_id',
        'profile',
        'kind',
        'phase',
        'duty_basis as dutyBasis',
        'last_saved_at',
      ])
      .execute();
    for (const row of returns) {
      const compiled = await getEdition(db, row.edition_id);
      const answers = readAnswers(
        await db.selectFrom('answer').select(['question_code', 'value']).where('return_id', '=', row.id).execute(),
      );
      const facts = factsOf(row, readProfile(row.profile), answers);
      const counted = compiled.edition.standards
        .map((standard) => countStandard(compiled, facts, standard, portal.stamp().today))
        .filter(({ questions }) => questions > 0)
        .map(({ standardCode, questions, required, answered, requiredComplete }) => ({
          standard_code: standardCode,
          questions,
          required,
          answered,
          required_complete: requiredComplete,
        }));
      const stored = await db
        .selectFrom('standard_progress')
        .select(['standard_code', 'questions', 'required', 'answered', 'required_complete'])
        .where('return_id', '=', row.id)
        .execute();
      const byCode = (a: { standard_code: string }, b: { standard_code: string }) =>
        a.standard_code < b.standard_code ? -1 : 1;
      expect(stored.toSorted(byCode)).toEqual(counted.toSorted(byCode));
    }
  });

  it('freezes what was signed, and sums its ratings by the rule of the edition', async () => {
    const { db } = portal.database;
    const submissions = await db.selectFrom('submission').selectAll().execute();
    expect(submissions.length).toBeGreaterThanOrEqual(29);
    for (const submission of submissions) {
      expect(createHash('sha256').update(submission.snapshot, 'utf8').digest('hex')).toBe(submission.sha256);
      const snapshot = snapshotSchema.parse(JSON.parse(submission.snapshot));
      expect(canonicalJson(snapshot)).toBe(submission.snapshot);
      expect(hashOfContent(snapshot.content)).toBe(snapshot.contentHash);
      const compiled = await getEdition(db, submission.edition_id);
      const ratings = await db
        .selectFrom('submission_rating')
        .selectAll()
        .where('submission_id', '=', submission.id)
        .execute();
      const standards = await db
        .selectFrom('submission_standard')
        .selectAll()
        .where('submission_id', '=', submission.id)
        .execute();
      for (const standard of standards) {
        const of = compiled.standards.get(standard.standard_code);
        if (!of) throw new Error(`No standard ${standard.standard_code}`);
        const mine = ratings.filter((one) => one.standard_code === standard.standard_code);
        const rated = (given: (one: (typeof mine)[number]) => string | null, standing = given) =>
          rateStandard(
            compiled,
            of,
            mine.map((one) => ({ code: one.question_code, given: given(one), standing: standing(one) })),
          ).point;
        expect(standard.self_point).toBe(rated((one) => one.self_point));
        expect(standard.moderated_point).toBe(
          moderatedStandardPoint(
            compiled,
            standard.standard_code,
            mine.map((one) => ({
              questionCode: one.question_code,
              scaleCode: one.scale_code,
              selfPoint: one.self_point,
              moderatedPoint: one.moderated_point,
            })),
          ),
        );
        expect(standard.agreed_point).toBe(
          rated(
            (one) => one.agreed_point,
            (one) => standingPoint({ self: one.self_point, moderated: one.moderated_point, agreed: one.agreed_point }),
          ),
        );
      }
    }
  });

  it('prepares next year’s cycle with questions of its own, and asks nobody yet', async () => {
    const { db } = portal.database;
    const drafts = await db
      .selectFrom('cycle')
      .select(['id', 'edition_id', 'partnership_id'])
      .where('status', '=', 'draft')
      .execute();
    expect(drafts).toMatchObject([{ edition_id: 'section-11/2023.2' }]);
    const { id = '', partnership_id = '' } = drafts[0] ?? {};
    const part = await findLocalPart(db, { id, partnershipId: partnership_id });
    expect(localQuestions(part.part)).toHaveLength(3);
    expect(part.part.priorities).toHaveLength(2);
  });

  it('has a return for two signatures with a delegate, meetings of governors, figures that contradict and words that repeat', async () => {
    const { db } = portal.database;
    const { today } = portal.stamp();
    const pageOf = async (email: string) => {
      const person = await db
        .selectFrom('person')
        .select(['id', 'name', 'email'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow();
      const viewer = await viewerOf(db, person, today);
      const waiting = await db
        .selectFrom('agency_return')
        .select('id')
        .where('status', '=', 'awaiting-sign-off')
        .where(
          'organisation_id',
          'in',
          viewer.organisationRoles.map(({ organisationId }) => organisationId),
        )
        .executeTakeFirstOrThrow();
      return getSignOffPage(db, viewer, waiting.id, today);
    };
    const kinds = ({ warnings }: SignOffPage) => new Set(warnings.map(({ problem }) => problem));
    const school = await pageOf('miriam.hale@gosling-green.example');
    expect(school.maySignAs).toEqual(['headteacher']);
    expect(school.signOff.signatories.map(({ signature }) => signature)).toEqual([null, null]);
    expect(kinds(school)).toContain('contradictory-counts');
    expect(kinds(await pageOf('nadia.ellwood@fenlow-hospitals.example'))).toContain('unchanged-text');
    const other = await pageOf('zoe.ingledew@pinewell.example');
    expect(other.signOff.meeting?.body).toBe('Full governing board');
  });

  it('has one return that was sent to two partnerships last year, and one that is half done for both', async () => {
    const { db } = portal.database;
    const members = await db
      .selectFrom('shared_return_member')
      .innerJoin('agency_return', 'agency_return.id', 'shared_return_member.return_id')
      .select(['agency_return.status', 'ended', 'agency_return.partnership_id as partnershipId'])
      .orderBy('agency_return.id')
      .execute();
    expect(members.map(({ status, ended }) => [status, ended])).toEqual([
      ['closed', 'sent'],
      ['submitted', 'sent'],
      ['in-progress', null],
      ['in-progress', null],
    ]);
    expect(new Set(members.map(({ partnershipId }) => partnershipId)).size).toBe(2);
  });

  it('has a trust whose answers wait, stand, are added to and are different at its schools', async () => {
    const { db } = portal.database;
    const { id: groupId } = await db
      .selectFrom('organisation')
      .select('id')
      .where('name', '=', trust.name)
      .executeTakeFirstOrThrow();
    const { items } = await listSites(db, { groupId }, { search: '', standing: '' }, portal.stamp().today);
    const counts = items.flatMap(({ agencyReturn }) => agencyReturn?.central ?? []);
    expect(counts).toHaveLength(trust.sites.length);
    for (const state of ['waiting', 'accepted', 'added', 'excepted', 'changedByGroup'] as const)
      expect(counts.reduce((sum, count) => sum + count[state], 0)).toBeGreaterThan(0);
  });

  it('names people who can sign in and hold a role', async () => {
    const people = await listDemonstrationPeople(portal);
    expect(people.length).toBe(17);
    for (const { email } of people) {
      const person = await portal.database.db
        .selectFrom('person')
        .select(['id', 'name', 'email'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow();
      const viewer = await viewerOf(portal.database.db, person, portal.stamp().today);
      // A peer moderator holds that role beside the one in their own agency.
      const other = viewer.partnershipRoles.filter(({ role }) => role !== 'peer-moderator');
      expect(viewer.organisationRoles.length + other.length + viewer.systemRoles.length).toBe(1);
    }
  });

  it('has parts of returns with a contributor in every state, one of them changed after it was ready', async () => {
    const { db } = portal.database;
    const rows = await db.selectFrom('delegation').select('status').distinct().execute();
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['accepted', 'asked', 'ready', 'returned']);
    const person = await db
      .selectFrom('role_grant')
      .innerJoin('person', 'person.id', 'role_grant.person_id')
      .innerJoin('delegation', 'delegation.holder_id', 'person.id')
      .select(['person.id', 'person.name', 'person.email'])
      .where('role_grant.role', '=', 'contributor')
      .where('delegation.status', '=', 'returned')
      .executeTakeFirstOrThrow();
    const { today } = portal.stamp();
    const parts = await listHandedParts(db, await viewerOf(db, person, today), today);
    expect(parts.map(({ status }) => status).toSorted()).toEqual(['asked', 'asked', 'ready', 'returned']);
    expect(parts.filter(({ changedAt }) => changedAt !== null)).toHaveLength(1);
  });

  it('is loaded once: a second call changes nothing and says nothing', async () => {
    const count = () =>
      portal.database.db
        .selectFrom('event')
        .select((eb) => eb.fn.countAll<number>().as('events'))
        .executeTakeFirstOrThrow();
    const before = await count();
    const said: string[] = [];
    await seedDemonstration(portal, (line) => void said.push(line));
    expect(said).toEqual([]);
    expect(await count()).toEqual(before);
  });
});

describe('without the demonstration', () => {
  it('nobody is named', async () => {
    const portal = await openTestPortal('sqlite');
    expect(await listDemonstrationPeople(portal)).toEqual([]);
    await portal.close();
  });
});
