/**
 * Who may open what, generated from the route table itself: every loader and action, by nobody, by a stranger from
 * another tenant, and by each kind of person of the tenant that owns the things.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { addMinutes } from '../../app/platform/clock.ts';
import { hashToken } from '../../app/platform/ids.ts';
import { aViewer } from '../builders/a-partnership.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { type Answer, askRoute, type Handler, loadRoute, type RouteEntry, routeTable } from './ask-route.ts';
import { aWorld, draftCanary, insideCanary, type World } from './world.ts';

/** What anybody may open, signed in or not; everything else must guard itself. */
const openToAll = new Set([
  'routes/start.tsx',
  'routes/onboarding/set-up.tsx',
  'routes/onboarding/ask.tsx',
  'routes/onboarding/asked.tsx',
  'routes/sign-in/ask.tsx',
  'routes/sign-in/sent.tsx',
  'routes/sign-in/link.tsx',
  // Change nothing but what the browser holds; see test/features/accounts/provider.test.ts.
  'routes/sign-in/with.tsx',
  'routes/sign-in/passkey.tsx',
  'routes/sign-in/password.tsx',
  'routes/resources/passkey-options.ts',
  'routes/sign-in/callback.tsx',
  'routes/sign-in/sign-out.tsx',
  'routes/sign-in/kept-text.tsx',
  'routes/sign-in/outbox.tsx',
  'routes/about/help.tsx',
  'routes/about/accessibility.tsx',
  'routes/about/privacy.tsx',
  'routes/about/cookies.tsx',
  // What the holder of a code may know; see test/features/audit/verify-document.test.ts.
  'routes/verify/ask.tsx',
  'routes/verify/verify.tsx',
  'routes/resources/health.ts',
  // Guarded by a token of their own; see test/features/notifications/delivery.test.ts.
  'routes/resources/delivery.ts',
  'routes/messages/stop.tsx',
  // The same; see test/features/challenge/invited.test.ts and test/features/reports/calendar-feed.test.ts.
  'routes/sessions/invited.tsx',
  'routes/resources/invitation-calendar.ts',
  'routes/resources/calendar-feed.ts',
]);

/** The installation itself, for nobody of any tenant; see test/features/system. */
const openToAdministrators = new Set([
  'routes/system/overview.tsx',
  'routes/system/people.tsx',
  'routes/system/jobs.tsx',
  'routes/system/access.tsx',
  'routes/system/new-access.tsx',
]);

/** What anybody with an account may open, whatever their role. */
const openToMembers = new Set([
  'routes/sign-in/confirm.tsx',
  'routes/account/account.tsx',
  'routes/account/passkeys.tsx',
  'routes/account/password.tsx',
  'routes/home.tsx',
  'routes/standards/library.tsx',
  'routes/standards/edition.tsx',
  'routes/standards/compare.tsx',
  'routes/resources/comparison-pdf.ts',
  'routes/resources/question-set-pdf.ts',
  'routes/resources/question-set-word.ts',
]);

/** What a contributor may open: everything else is closed to them until it is made for parts and listed here. */
const openToContributors = new Set([
  ...openToMembers,
  'routes/returns/list.tsx',
  'routes/returns/overview.tsx',
  'routes/returns/standard.tsx',
  'routes/returns/attach.tsx',
  'routes/returns/history.tsx',
  'routes/returns/question-evidence.tsx',
  'routes/evidence/library.tsx',
  'routes/evidence/add.tsx',
  'routes/actions/list.tsx',
  'routes/resources/actions-csv.ts',
  'routes/sessions/list.tsx',
  'routes/calendar/calendar.tsx',
  'routes/good-practice/directory.tsx',
  'routes/good-practice/item.tsx',
  'routes/resources/good-practice-csv.ts',
]);

const table = routeTable;
const guarded = table.filter(({ file }) => !openToAll.has(file));
const load = loadRoute;

let portal: TestPortal;
let ours: World;
let theirs: World;
let stranger: Viewer;
const tokens = new Map<string, string>();

beforeAll(async () => {
  portal = await openTestPortal('sqlite');
  ours = await aWorld(portal, 'brookmere');
  theirs = await aWorld(portal, 'otherside');
  stranger = await aViewer(portal, { none: true });
});

afterAll(() => portal.close());

async function tokenOf(viewer: Viewer): Promise<string> {
  const known = tokens.get(viewer.personId);
  if (known) return known;
  const token = `token-of-${viewer.personId}`;
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token, portal.config.sessionSecret),
      person_id: viewer.personId,
      created_at: now,
      last_seen_at: now,
      expires_at: addMinutes(now, 600),
      ended_at: null,
    })
    .execute();
  tokens.set(viewer.personId, token);
  return token;
}

const ask = async (
  handler: Handler,
  route: RouteEntry,
  params: Readonly<Record<string, string>>,
  viewer: Viewer | undefined,
  body?: FormData,
): Promise<Answer> =>
  askRoute(portal, handler, route, {
    params,
    token: viewer && (await tokenOf(viewer)),
    ...(body ? { body } : {}),
  });

/** What only we have: no stranger's answer may hold any of it. */
const canaries = () => [
  ...Object.entries(ours.params).flatMap(([name, value]) => (/Id$/.test(name) ? [value] : [])),
  ours.draftReturnId,
  'brookmere Safeguarding Children Partnership',
  'Finding of brookmere',
  'Draft body of brookmere',
  'Trust of brookmere',
  'Policy of brookmere',
  'Concern of brookmere',
  'Practice of brookmere',
  'Group of brookmere',
  'Priority of brookmere',
  'Risk of brookmere',
  'Request of brookmere',
  'Survey of brookmere',
  'Statement of brookmere',
];

const leaksIn = (answer: Answer): string[] =>
  answer.kind === 'answered' ? canaries().filter((canary) => answer.text.includes(canary)) : [];

const paramsOf = (world: World) => ({ ...world.params, setCode: 'test-set', edition: '2026.1' });
const named = (path: string) => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
/** Words that every tenant has. */
const commonParameters = new Set([
  ...['standardCode', 'questionCode', 'setCode', 'edition', 'before', 'after'],
  ...['letter', 'duty', 'subject', 'line'],
]);
const foreignParameters = (path: string) => named(path).filter((name) => !commonParameters.has(name));

describe('the route table', () => {
  it('knows every parameter that an address can have', () => {
    const known = new Set([...Object.keys(ours.params), 'setCode', 'edition', 'token', 'code']);
    expect(table.flatMap(({ path }) => named(path)).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.entries(ours.params).filter(([, value]) => value === '')).toEqual([]);
  });

  it('has no entry in the lists above that is not a route', () => {
    const files = new Set(table.map(({ file }) => file));
    expect(
      [...openToAll, ...openToAdministrators, ...openToMembers, ...openToContributors].filter(
        (file) => !files.has(file),
      ),
    ).toEqual([]);
  });
});

describe.each(guarded)('$path', (route) => {
  it('sends somebody who is not signed in to the sign-in page, for reading and for changing', async () => {
    const { loader, action } = await load(route.file);
    expect(loader ?? action).toBeDefined();
    for (const [handler, body] of [[loader, undefined] as const, [action, new FormData()] as const]) {
      if (handler)
        expect(await ask(handler, route, paramsOf(ours), undefined, body)).toMatchObject({ kind: 'sign-in' });
    }
  });

  it('does not exist for somebody without a role', async () => {
    const { loader, action } = await load(route.file);
    const expected = openToMembers.has(route.file) ? 'answered' : 'not-found';
    if (loader) expect(await ask(loader, route, paramsOf(ours), stranger)).toMatchObject({ kind: expected });
    if (action)
      expect(await ask(action, route, paramsOf(ours), stranger, new FormData())).toMatchObject({ kind: expected });
  });

  it('shows people of another tenant nothing of ours', async () => {
    const { loader, action } = await load(route.file);
    for (const [role, viewer] of Object.entries(theirs.viewers)) {
      if (loader) {
        const answer = await ask(loader, route, paramsOf(ours), viewer);
        if (foreignParameters(route.path).length > 0) expect([role, answer.kind]).toEqual([role, 'not-found']);
        expect([role, ...leaksIn(answer)]).toEqual([role]);
        if (answer.kind === 'fault') throw answer.error;
      }
      if (action && foreignParameters(route.path).length > 0) {
        const answer = await ask(action, route, paramsOf(ours), viewer, new FormData());
        expect([role, answer.kind, ...leaksIn(answer)]).toEqual([role, 'not-found']);
      }
    }
  });

  it('opens for somebody of its own tenant, and never with a word of a draft for the partnership', async () => {
    const { loader } = await load(route.file);
    if (!loader) return;
    const answers = new Map<string, Answer>();
    for (const [role, viewer] of Object.entries(ours.viewers)) {
      const answer = await ask(loader, route, paramsOf(ours), viewer);
      if (answer.kind === 'fault') throw answer.error;
      answers.set(role, answer);
      const draft = await ask(loader, route, { ...paramsOf(ours), returnId: ours.draftReturnId }, viewer);
      if (draft.kind === 'answered') expect(draft.text).not.toContain(draftCanary);
      if (viewer.partnershipRoles.length > 0)
        for (const one of [answer, draft])
          if (one.kind === 'answered')
            expect([role, one.text.includes(insideCanary), one.text.includes(draftCanary)]).toEqual([
              role,
              false,
              false,
            ]);
    }
    const opens = [...answers.values()].some(({ kind }) => kind === 'answered');
    expect(opens).toBe(!openToAdministrators.has(route.file));
  });
});

describe('emergency access', () => {
  it('writes nothing on any page that it opens, also where reading leaves a trace otherwise', async () => {
    const { now } = portal.stamp();
    const owner = await portal.database.db
      .selectFrom('agency_return')
      .select('organisation_id')
      .where('id', '=', ours.draftReturnId)
      .executeTakeFirstOrThrow();
    const places = [{ partnership_id: ours.partnershipId }, { organisation_id: owner.organisation_id }];
    let answered = 0;
    for (const place of places) {
      const reader = await aViewer(portal, { none: true });
      await portal.database.db
        .insertInto('emergency_access')
        .values({
          id: portal.newId(),
          person_id: reader.personId,
          organisation_id: null,
          partnership_id: null,
          ...place,
          reason: 'The agency cannot open its return',
          opened_at: now,
          ends_at: addMinutes(now, 60),
          ended_at: null,
          ended_by: null,
          revision: 1,
        })
        .execute();
      await tokenOf(reader);
      portal.takeQueries();
      for (const route of guarded) {
        const { loader } = await load(route.file);
        if (!loader) continue;
        const params = { ...paramsOf(ours), ...('organisation_id' in place ? { returnId: ours.draftReturnId } : {}) };
        const answer = await ask(loader, route, params, reader);
        if (answer.kind === 'fault') throw answer.error;
        if (answer.kind === 'answered') answered += 1;
        const written = portal.takeQueries().filter((sql) => /^(insert|update|delete)/i.test(sql));
        expect([route.path, ...written]).toEqual([route.path]);
      }
    }
    expect(answered).toBeGreaterThan(100);
  });
});

describe.each(guarded)('$path, for a contributor', (route) => {
  const inDraft = () => ({
    ...paramsOf(ours),
    returnId: ours.draftReturnId,
    evidenceId: ours.draftEvidenceId,
  });
  const handedOut = { standardCode: 'a2', questionCode: 'a2-supervision' };
  const notTheirs = { standardCode: 'a1', questionCode: 'a1-policy' };

  it('holds no word of what is not handed to them, in any byte', async () => {
    const { loader, action } = await load(route.file);
    for (const place of [handedOut, notTheirs]) {
      const params = { ...inDraft(), ...place };
      const answers = [
        ...(loader ? [await ask(loader, route, params, ours.partHolder)] : []),
        ...(action ? [await ask(action, route, params, ours.partHolder, new FormData())] : []),
      ];
      for (const answer of answers) if (answer.kind === 'answered') expect(answer.text).not.toContain(draftCanary);
    }
  });

  it('is closed unless it is made for parts, and then opens for the part that is handed to them', async () => {
    const { loader } = await load(route.file);
    if (!loader) return;
    const params = { ...inDraft(), ...handedOut };
    const expected = openToContributors.has(route.file) ? 'answered' : 'not-found';
    expect((await ask(loader, route, params, ours.partHolder)).kind).toBe(expected);
    if (/:(standardCode|questionCode)/.test(route.path))
      expect((await ask(loader, route, { ...params, ...notTheirs }, ours.partHolder)).kind).toBe('not-found');
    // What was handed to somebody once, and is not any more, is closed to them.
    const contributor = ours.viewers.contributor;
    if (/:returnId/.test(route.path))
      expect((await ask(loader, route, { ...paramsOf(ours), ...notTheirs }, contributor)).kind).toBe('not-found');
  });
});
