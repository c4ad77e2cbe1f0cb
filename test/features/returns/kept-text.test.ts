import { describe, expect, it } from 'vitest';
import { holdsUnreadable } from '../../../app/features/questionnaire/unreadable-text.ts';
import { autosave } from '../../../app/features/returns/commands/autosave.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { keptTextAddress, typedTexts } from '../../../app/features/returns/kept-text.ts';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { readForm } from '../../../app/platform/read-form.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, type ReturnAtWork } from './a-return-at-work.ts';

const rtl = 'שלום، مرحبا 👩‍👩‍👧 e\u0301';

const post = (portal: TestPortal, work: ReturnAtWork, typed: Record<string, string>, standardCode = 'governance') => {
  const form = new FormData();
  const fields = { 'lead-rating.shown': '1', 'lead-rating.revision': '0', 'lead-rating.answer': 'green', ...typed };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return saveStandardForm(portal, work.sam, { returnId: work.returnId, standardCode }, form);
};

const narrativeOf = async (portal: TestPortal, { returnId, organisationId }: ReturnAtWork) => {
  const scope = { organisationIds: [organisationId] } as const;
  const page = await getStandardPage(portal.database.db, scope, { returnId, standardCode: 'governance' });
  const value = page.questions[0]?.value;
  return value?.type === 'rating' ? value.narrative : undefined;
};

describeEachDatabase('what was typed in a form that cannot be saved', (open) => {
  it('comes back with the reason when the return moved to another edition, or was sent, meanwhile', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const typed = { 'lead-rating.narrative': 'Written yesterday.' };
    const moved = await post(portal, work, { ...typed, edition: 'older/2020.1' });
    const texts = ['Chosen: green', 'Written yesterday.'];
    expect(moved).toMatchObject({
      kind: 'stay',
      why: 'refused',
      result: { refused: { words: expect.stringContaining('moved to another edition'), texts } },
    });
    await portal.database.db.updateTable('agency_return').set({ status: 'submitted' }).execute();
    expect(await post(portal, work, typed)).toMatchObject({
      kind: 'stay',
      why: 'refused',
      result: { refused: { words: expect.stringContaining('has been sent'), texts } },
    });
    expect(await narrativeOf(portal, work)).toBeUndefined();
  });

  it('goes to a page of its own when the standard is gone, and nowhere for a return of somebody else', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const organisationId = await anOrganisation(portal, work.partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const typed = { 'lead-rating.narrative': 'Written yesterday.' };
    expect(await post(portal, work, typed, 'gone')).toEqual({ kind: 'not-there', to: `/returns/${work.returnId}` });
    await expect(post(portal, { ...work, sam: stranger }, typed, 'gone')).rejects.toThrow('Page not found');
  });

  it('is saved as it came in any script, and whoever typed it is told of what could not be read', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    expect(await post(portal, work, { 'lead-rating.narrative': rtl, intent: 'list' })).toEqual({
      kind: 'moved',
      to: `/returns/${work.returnId}`,
    });
    expect(await narrativeOf(portal, work)).toBe(rtl);
    const broken = { 'lead-rating.narrative': 'a\u0000b\uD800', 'lead-rating.revision': '1', intent: 'list' };
    const here = `/returns/${work.returnId}/standards/governance?unreadable=lead-rating#question-lead-rating`;
    expect(await post(portal, work, broken)).toEqual({ kind: 'moved', to: here });
    expect(await narrativeOf(portal, work)).toBe('ab\uFFFD');
    expect(await post(portal, work, { ...broken, 'lead-rating.revision': '2' })).toMatchObject({
      to: `/returns/${work.returnId}`,
    });
    const saved = await autosave(portal, work.sam, work.returnId, {
      questionCode: 'lead-rating',
      revision: 2,
      idempotencyKey: 'key-of-this-save',
      fields: { 'lead-rating.answer': 'green', 'lead-rating.narrative': 'caf\uFFFD' },
    });
    expect(saved).toMatchObject({ ok: true, reply: { unreadable: true } });
  });
});

describe('a form that is read again', () => {
  it('shows what people typed, and not what the page added', () => {
    expect(
      typedTexts([
        ['edition', 'section-11/2023.1'],
        ['intent', 'continue'],
        ['completed', 'yes'],
        ['q.shown', '1'],
        ['q.revision', '3'],
        ['q.answer', 'green'],
        ['q.narrative', 'Words'],
        ['q.0.name', ' '],
      ]),
    ).toEqual(['Chosen: green', 'Words']);
  });

  it('goes on to an address of the portal alone', () => {
    const url = new URL('https://portal.example/returns/r/standards/s?more=1');
    expect(keptTextAddress('signed-out', url)).toBe(
      '/sign-in/kept-text?why=signed-out&to=%2Freturns%2Fr%2Fstandards%2Fs',
    );
  });

  it('is refused in words when it is no form', async () => {
    const wrong = (type: string, body: string) =>
      readForm(new Request('https://portal.example/', { method: 'POST', headers: { 'content-type': type }, body }));
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=none'])
      await expect(wrong(type, 'a=b')).rejects.toMatchObject({ code: 'unsupported-file' });
    expect((await wrong('application/x-www-form-urlencoded', 'a=caf%E9')).get('a')).toBe('caf\uFFFD');
  });

  it('tells what cannot be kept from every ordinary text', () => {
    for (const text of ['', 'Ordinary\r\n\ttext', rtl, 'é', '\u200F\u202E'.concat('rtl')])
      expect([text, holdsUnreadable(text)]).toEqual([text, false]);
    for (const text of ['a\u0000', '\u001B[1m', '\uD800', 'caf\uFFFD'])
      expect([text, holdsUnreadable(text)]).toEqual([text, true]);
  });
});
