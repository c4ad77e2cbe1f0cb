import { renderToString } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { organisationScope } from '../../../app/features/accounts/viewer.ts';
import { fieldNames } from '../../../app/features/questionnaire/form-fields.ts';
import { listCentral } from '../../../app/features/returns/central/queries.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { StandardForm } from '../../../app/features/returns/components/standard-form.tsx';
import { hashOfContent, loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { returnContentSchema } from '../../../app/features/returns/content.ts';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { getCentralPage, getGroupStandard, listGroupEditions } from '../../../app/features/trusts/answers.server.ts';
import { markQuestions } from '../../../app/features/trusts/commands/mark-questions.server.ts';
import { submitCentralAnswer } from '../../../app/features/trusts/commands/submit-central-answer.server.ts';
import { CentralForm } from '../../../app/features/trusts/components/central-form.tsx';
import { answer, rated, type World } from '../../builders/a-filled-return.ts';
import { answerCentrally, aTrust, aTrustFile, settle, type Trust } from '../../builders/a-trust.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

function press(portal: TestPortal, site: World, intent: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, intent })) form.append(name, value);
  return saveStandardForm(portal, site.lead, { returnId: site.returnId, standardCode: 'a1' }, form);
}

async function html(portal: TestPortal, site: World): Promise<string> {
  const { db } = portal.database;
  const scope = organisationScope(site.lead, 'return.read');
  const page = await getStandardPage(db, scope, { returnId: site.returnId, standardCode: 'a1' });
  const central = await listCentral(db, scope, page.agencyReturn, portal.stamp().today);
  return renderToString(
    <StandardForm
      page={page}
      reader={{ personId: site.lead.personId, now: portal.stamp().now }}
      comments={{}}
      result={undefined}
      moreRows={{}}
      changing={[]}
      actions={{}}
      central={Object.fromEntries(central)}
    />,
  );
}

describeEachDatabase('the page of a standard with an answer of the trust', (open) => {
  it('shows it in the place of empty fields, with one press for each thing to do', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    const before = await html(portal, alder);
    expect(before).toContain('From Harbour Learning Trust, not settled yet');
    expect(before).not.toContain('name="policy.answer"');
    for (const value of ['central-stands:policy:1', 'central-add:policy:1', 'central-different:policy:1'])
      expect(before).toContain(`value="${value}"`);
    expect(await press(portal, alder, 'central-stands:policy:1')).toEqual({
      kind: 'moved',
      to: `/returns/${alder.returnId}/standards/a1#question-policy`,
    });
    const after = await html(portal, alder);
    expect(after).toContain('From Harbour Learning Trust, accepted by Lead of Alder School');
    expect(after).toContain('name="policy.answer"');
  });

  it('opens the part about a new file again for whatever is wrong in it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await aTrustFile(portal, trust, 'Plan');
    const at = {
      setCode: trust.edition.set,
      edition: trust.edition.edition,
      standardCode: 'a1',
      questionCode: 'policy',
    };
    const page = await getCentralPage(portal.database.db, { groupId: trust.trustId }, at, portal.stamp().today);
    const form = (errors: Record<string, string[]>) => {
      const back = { ok: false as const, errors, typed: {}, chosen: [], values: {}, stale: false };
      const element = <CentralForm page={page} back={back} />;
      return renderToString(<RouterProvider router={createMemoryRouter([{ path: '/', element }])} />);
    };
    for (const field of ['file', 'title', 'coversFrom', 'nobodyNamed'])
      expect(form({ [field]: ['Wrong'] })).toMatch(/<details[^>]* open/);
    expect(form({ [fieldNames(page.question).main]: ['Wrong'] })).not.toMatch(/<details[^>]* open/);
  });

  it('keeps what was typed there until a button uses it, whichever button is pressed', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    await answerCentrally(portal, trust, 'staff');
    const [alder] = trust.sites;
    const typed = { 'trust-policy': 'We read it.', 'trust-staff': 'Not here.' };
    expect(await press(portal, alder, 'continue', typed)).toMatchObject({
      kind: 'stay',
      why: 'problems',
      result: { central: { policy: 'We read it.', staff: 'Not here.' } },
    });
    const outcome = await press(portal, alder, 'central-add:policy:1', typed);
    expect(outcome).toMatchObject({ kind: 'stay', result: { central: { staff: 'Not here.' } } });
    if (outcome.kind === 'stay') expect(Object.keys(outcome.result.errors)).toEqual(['trust-staff']);
    expect(await press(portal, alder, 'central-different:staff:1', { 'trust-staff': 'Not here.' })).toMatchObject({
      kind: 'moved',
    });
    expect(await press(portal, alder, 'central-stands:optional:1').catch(({ code }) => code)).toBe('not-found');
  });

  it('saves other answers of the form in the same post', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    await press(portal, alder, 'central-stands:policy:1', {
      'staff.shown': '1',
      'staff.revision': '0',
      'staff.answer': 'amber',
      'staff.narrative': 'Ten files.',
    });
    const rows = await portal.database.db
      .selectFrom('answer')
      .select('question_code')
      .orderBy('question_code')
      .execute();
    expect(rows.map(({ question_code }) => question_code)).toEqual(['policy', 'staff']);
  });
});

describeEachDatabase('content that was signed before there were trusts', (open) => {
  it('still reads, and has the hash that it had', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    const scope = organisationScope(alder.lead, 'return.read');
    const load = () => loadReturnContent(portal.database.db, scope, alder.returnId);
    await answer(portal, alder, { policy: rated('green', 'The trust has one policy for all.') });
    const { content, contentHash } = await load();
    expect(JSON.stringify(content)).not.toContain('central');
    const stored = returnContentSchema.parse(JSON.parse(JSON.stringify(content)));
    expect(hashOfContent(stored)).toBe(contentHash);
    await answerCentrally(portal, trust, 'policy');
    expect((await load()).contentHash).toBe(contentHash);
    await settle(portal, alder, 'policy', 'central-stands');
    const marked = await load();
    expect(marked.contentHash).not.toBe(contentHash);
    expect(hashOfContent(returnContentSchema.parse(JSON.parse(JSON.stringify(marked.content))))).toBe(
      marked.contentHash,
    );
  });
});

const atQuestion = ({ trustId, edition }: Trust, questionCode: string) => ({
  groupId: trustId,
  setCode: edition.set,
  edition: edition.edition,
  standardCode: 'a1',
  questionCode,
});

function formOf(fields: Record<string, string | readonly string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const text of [value].flat()) form.append(name, text);
  return form;
}

describeEachDatabase('the page on which a trust answers', (open) => {
  it('wants a complete answer, keeps what was typed, and takes a file along', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const at = atQuestion(trust, 'policy');
    const half = { 'policy.shown': '1', 'policy.answer': 'green', revision: '0' };
    const file = { name: 'policy.txt', bytes: new TextEncoder().encode('One policy for all.') };
    const refused = await submitCentralAnswer(portal, trust.trustLead, at, { form: formOf(half), file });
    expect(refused).toMatchObject({ ok: false, typed: { 'policy.answer': 'green' }, stale: false });
    const whole = { ...half, 'policy.narrative': 'One for all.', title: 'Our policy' };
    expect(await submitCentralAnswer(portal, trust.trustLead, at, { form: formOf(whole), file })).toEqual({
      ok: true,
      changed: true,
    });
    const { db } = portal.database;
    const scope = { groupId: trust.trustId };
    const page = await getCentralPage(db, scope, at, portal.stamp().today);
    expect(page).toMatchObject({
      revision: 1,
      value: { narrative: 'One for all.' },
      library: [{ title: 'Our policy' }],
    });
    expect(page.sites.items.map(({ siteName, state }) => [siteName, state])).toEqual([
      ['Alder School', 'waiting'],
      ['Beech School', 'waiting'],
      ['Cedar School', 'waiting'],
    ]);
    const same = { ...whole, revision: '1', evidence: [...page.attached] };
    expect(await submitCentralAnswer(portal, trust.trustLead, at, { form: formOf(same), file: undefined })).toEqual({
      ok: true,
      changed: false,
    });
    expect(
      await submitCentralAnswer(portal, trust.trustLead, at, { form: formOf(whole), file: undefined }),
    ).toMatchObject({
      ok: false,
      stale: true,
      typed: { 'policy.narrative': 'One for all.' },
    });
  });

  it('takes evidence of its own library alone, and answers of nobody but whoever leads it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    await expect(answerCentrally(portal, trust, 'policy', { evidence: ['no-such'] })).rejects.toMatchObject({
      code: 'not-found',
    });
    for (const viewer of [alder.lead, ...trust.managers])
      await expect(answerCentrally(portal, { ...trust, trustLead: viewer }, 'policy')).rejects.toMatchObject({
        code: 'not-found',
      });
  });

  it('marks questions first, to be answered later', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const { questionCode: _, ...at } = atQuestion(trust, 'policy');
    await markQuestions(portal, trust.trustLead, { ...at, shown: ['policy', 'staff'], marked: ['policy'] });
    const { db } = portal.database;
    const scope = { groupId: trust.trustId };
    const { standard } = await getGroupStandard(db, scope, at);
    expect(standard.questions.map(({ code, state }) => [code, state]).slice(0, 2)).toEqual([
      ['policy', 'to-answer'],
      ['staff', 'not-central'],
    ]);
    expect((await listGroupEditions(db, scope, portal.stamp().today)).inUse).toMatchObject([
      { openReturns: 3, marked: 1, answered: 0 },
    ]);
    const [alder] = trust.sites;
    expect(await html(portal, alder)).not.toContain('Harbour Learning Trust');
    await expect(
      markQuestions(portal, trust.trustLead, { ...at, shown: ['of-another-standard'], marked: [] }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
