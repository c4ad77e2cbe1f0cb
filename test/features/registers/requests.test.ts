import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { askForInformation } from '../../../app/features/registers/requests/commands/ask-for-information.server.ts';
import { postRequestForm } from '../../../app/features/registers/requests/commands/post-request-form.server.ts';
import { getRequest } from '../../../app/features/registers/requests/get-request.server.ts';
import {
  countRequests,
  listDueRequests,
  listRequests,
} from '../../../app/features/registers/requests/queries.server.ts';
import { basisInWords, proposedAnswerDay } from '../../../app/features/registers/requests/rules.ts';
import { newRequestSchema, readRequestFilter } from '../../../app/features/registers/requests/schema.ts';
import { requestScope } from '../../../app/features/registers/requests/scope.server.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aRequest, aRequestForm } from '../../builders/a-request.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aPlace(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  const police = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police', kind: 'police' });
  const trust = await anOrganisation(portal, partnershipId, { name: 'Fenlow Hospitals' });
  return {
    partnershipId,
    police,
    trust,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }),
    observer: await aViewer(portal, { role: 'observer', partnershipId }),
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId: police }),
    other: await aViewer(portal, { role: 'safeguarding-lead', organisationId: trust }),
    contributor: await aViewer(portal, { role: 'contributor', organisationId: police }),
  };
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};

const post = (portal: TestPortal, viewer: Viewer, id: string, fields: Record<string, string>) =>
  postRequestForm(portal, viewer, id, { form: aForm(fields), file: undefined });

const read = (portal: TestPortal, viewer: Viewer, id: string) =>
  getRequest(portal.database.db, viewer, id, portal.stamp().today);

const listed = async (portal: TestPortal, viewer: Viewer, query = '') =>
  (
    await listRequests(
      portal.database.db,
      requestScope(viewer),
      readRequestFilter(new URLSearchParams(query)),
      portal.stamp().today,
      1,
    )
  ).items.map(({ asked, overdue }) => `${asked}${overdue ? ' (overdue)' : ''}`);

it('an answer is proposed for working days, and a basis that nobody checked says so', () => {
  expect(proposedAnswerDay('2026-12-18')).toBe('2027-01-13');
  expect(basisInWords('children-act-16h', null)).toContain('has not been checked');
  expect(basisInWords('other', 'A court order')).toBe('A court order');
  const parsed = parseForm(newRequestSchema, aForm({ basis: 'other', ...day('dueOn', '2027-01-01') }));
  expect(parsed.ok ? {} : parsed.errors).toMatchObject({ asked: ['Enter what you ask for'] });
  const complete = { basis: 'other', asked: 'Figures', ...day('dueOn', '2027-01-01') };
  const again = parseForm(newRequestSchema, aForm(complete));
  expect(again.ok ? {} : again.errors).toEqual({
    organisation: ['Choose who is asked, or enter the name of another body'],
    basisWords: ['Enter what the request rests on'],
  });
});

describeEachDatabase('requests for information', (open) => {
  it('are answered by the people who were asked, extended, refused with a reason, asked again and closed', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, observer, lead, police, partnershipId } = await aPlace(portal);
    const id = await aRequest(portal, manager, { organisationId: police, dueOn: '2026-11-20' });
    expect(await read(portal, observer, id)).toMatchObject({ may: { answer: false, extend: false, close: false } });
    expect(await read(portal, manager, id)).toMatchObject({ may: { answerFor: false, extend: true } });
    portal.setTime('2026-11-21T10:00:00Z');
    expect(await listed(portal, lead)).toEqual(['How many staff are trained? (overdue)']);
    expect(await countRequests(db, requestScope(manager), '2026-11-21')).toEqual({
      waiting: 1,
      overdue: 1,
      answered: 0,
    });
    const scope = { partnershipIds: [partnershipId] } as const;
    const span = ['2026-11-01', '2026-11-25'] as const;
    expect(await listDueRequests(db, scope, span)).toMatchObject([{ id, organisation: 'Fenshire Police' }]);
    const more = { intent: 'extend', revision: '1', note: 'A new system.', ...day('dueOn', '2026-12-04') };
    expect(await post(portal, manager, id, more)).toMatchObject({ ok: true });
    expect(await listDueRequests(db, scope, span)).toEqual([]);
    expect(await post(portal, lead, id, { intent: 'refuse', note: 'It is the force’s to give.' })).toMatchObject({
      ok: true,
    });
    const again = { intent: 'again', revision: '3', note: 'For your staff only.', ...day('dueOn', '2026-12-11') };
    expect(await post(portal, manager, id, again)).toMatchObject({ ok: true });
    expect(await post(portal, lead, id, { intent: 'answer', note: ' ' })).toMatchObject({
      ok: false,
      errors: { note: ['Enter the answer'] },
    });
    expect(await post(portal, lead, id, { intent: 'answer', note: '94 per cent.' })).toMatchObject({ ok: true });
    expect(await post(portal, manager, id, { intent: 'close', revision: '4', note: 'Old page' })).toMatchObject({
      ok: false,
    });
    expect(await post(portal, manager, id, { intent: 'close', revision: '5', note: 'Enough.' })).toMatchObject({
      ok: true,
    });
    expect(await post(portal, lead, id, { intent: 'answer', note: 'And more' })).toMatchObject({
      ok: false,
      values: { note: 'And more' },
    });
    const { entries, ...request } = await read(portal, lead, id);
    expect(request).toMatchObject({ status: 'closed', firstDueOn: '2026-11-20', dueOn: '2026-12-11' });
    expect(entries.map(({ kind }) => kind)).toEqual(['closed', 'answered', 'reopened', 'refused', 'extended']);
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('take the answer of a body without an account from the partnership, with who gave it and when', async () => {
    const portal = await open();
    const { manager } = await aPlace(portal);
    const id = await aRequest(portal, manager, { body: 'The coroner’s office' });
    const answer = {
      intent: 'answer-for',
      what: 'answered',
      note: 'Two.',
      givenBy: 'Officer',
      ...day('givenOn', '2026-11-03'),
    };
    expect(await post(portal, manager, id, answer)).toMatchObject({
      errors: { givenOn: ['Enter a day that is not in the future'] },
    });
    expect(await post(portal, manager, id, { ...answer, ...day('givenOn', '2026-11-02') })).toMatchObject({ ok: true });
    expect(await read(portal, manager, id)).toMatchObject({
      status: 'answered',
      entries: [{ givenBy: 'Officer', happenedOn: '2026-11-02' }],
    });
  });

  it('are seen by those alone who ask or are asked', async () => {
    const portal = await open();
    const place = await aPlace(portal);
    const elsewhere = await aPlace(portal, 'otherside');
    const id = await aRequest(portal, place.manager, { organisationId: place.police });
    expect(await listed(portal, place.other)).toEqual([]);
    expect(await listed(portal, elsewhere.manager)).toEqual([]);
    const answer = { intent: 'answer', note: 'Not ours' };
    for (const refused of [
      () => read(portal, place.other, id),
      () => listed(portal, place.contributor),
      () => post(portal, place.other, id, answer),
      () => post(portal, place.manager, id, answer),
      () => post(portal, elsewhere.manager, id, { intent: 'close', revision: '1', note: 'x' }),
      () => post(portal, place.observer, id, { intent: 'close', revision: '1', note: 'x' }),
      () => askForInformation(portal, elsewhere.manager, aRequestForm({ organisationId: place.police })),
      () => askForInformation(portal, place.lead, aRequestForm({})),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are told to the leads of whoever is asked, and each answer to the manager, by mail and without a word of either', async () => {
    const portal = await open();
    const { manager, lead, police } = await aPlace(portal);
    const id = await aRequest(portal, manager, { organisationId: police, asked: 'canary asked', dueOn: '2026-11-20' });
    await aRequest(portal, manager, { body: 'The coroner' });
    const more = { intent: 'extend', revision: '1', note: 'canary more', ...day('dueOn', '2026-12-04') };
    expect(await post(portal, manager, id, more)).toMatchObject({ ok: true });
    expect(await post(portal, lead, id, { intent: 'answer', note: 'canary answer' })).toMatchObject({ ok: true });
    const again = { intent: 'again', revision: '3', note: 'canary again', ...day('dueOn', '2026-12-11') };
    expect(await post(portal, manager, id, again)).toMatchObject({ ok: true });
    expect(await post(portal, lead, id, { intent: 'refuse', note: 'canary refusal' })).toMatchObject({ ok: true });
    const sent = await portal.database.db
      .selectFrom('outbox_message')
      .select(['to_address', 'template', 'body', 'message_values'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    expect(sent.map(({ to_address, template }) => [to_address, template])).toEqual([
      [lead.email, 'information-asked'],
      [lead.email, 'information-asked'],
      [manager.email, 'information-answered'],
      [lead.email, 'information-asked'],
      [manager.email, 'information-answered'],
    ]);
    expect(JSON.stringify(sent)).not.toContain('canary');
    expect(sent.map(({ body }) => /by (\d+ \w+)/.exec(body)?.[1] ?? '')).toEqual([
      '20 November',
      '4 December',
      '',
      '11 December',
      '',
    ]);
  });
});
