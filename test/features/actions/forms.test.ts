import { expect, it } from 'vitest';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { postActionForm } from '../../../app/features/actions/commands/post-action-form.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function anAction(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const { id } = await createAction(portal, manager, {
    organisation: organisationId,
    challenge: null,
    submission: null,
    question: null,
    finding: 'Found',
    what: 'Do',
    successMeasure: 'Seen',
    owner: lead.personId,
    ownerName: null,
    dueOn: '2027-01-01',
    priority: 'low',
  });
  return { id, partnershipId, lead, organisationId };
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const text = (words: string) => ({ name: 'audit.txt', bytes: new TextEncoder().encode(words) });

describeEachDatabase('the forms on the page of an action', (open) => {
  it('take progress together with a new file, which joins the evidence of the organisation', async () => {
    const portal = await open();
    const { id, lead, organisationId } = await anAction(portal);
    const form = aForm({
      intent: 'progress',
      note: 'Audited',
      percent: '50%',
      rag: 'green',
      title: 'Audit of ten files',
    });
    const posted = await postActionForm(portal, lead, id, { form, file: text('ten files read') });
    expect(posted).toEqual({ ok: true, intent: 'progress' });
    const { updates } = await getAction(portal.database.db, lead, id, '2026-11-02');
    expect(updates).toMatchObject([{ percent: 50, evidence: { title: 'Audit of ten files' } }]);
    const evidence = await portal.database.db.selectFrom('evidence').select(['organisation_id', 'title']).execute();
    expect(evidence).toEqual([{ organisation_id: organisationId, title: 'Audit of ten files' }]);
  });

  it('say everything that is wrong at once and write nothing, not even the file', async () => {
    const portal = await open();
    const { id, lead } = await anAction(portal);
    const form = aForm({ intent: 'progress', note: ' ', percent: '500' });
    const posted = await postActionForm(portal, lead, id, {
      form,
      file: { name: 'picture.png', bytes: new TextEncoder().encode('not a picture') },
    });
    expect(posted).toMatchObject({ ok: false, intent: 'progress', values: { percent: '500' } });
    expect(posted.ok ? [] : Object.keys(posted.errors).toSorted()).toEqual(['file', 'note', 'percent']);
    expect(await portal.database.db.selectFrom('evidence').select('id').execute()).toEqual([]);
    expect((await getAction(portal.database.db, lead, id, '2026-11-02')).updates).toEqual([]);
  });

  it('keep what was typed when somebody else was first', async () => {
    const portal = await open();
    const { id, partnershipId, lead } = await anAction(portal);
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
    const later = aForm({
      intent: 'reschedule',
      revision: '1',
      note: 'A new system is coming',
      'dueOn-day': '1',
      'dueOn-month': '3',
      'dueOn-year': '2027',
    });
    expect(await postActionForm(portal, chair, id, { form: later, file: undefined })).toMatchObject({ ok: true });
    const form = aForm({ intent: 'done', revision: '1', note: 'All of it' });
    const late = await postActionForm(portal, lead, id, { form, file: undefined });
    expect(late).toMatchObject({ ok: false, errors: { '': [expect.stringContaining('Somebody else')] } });
    expect(late.ok ? {} : late.values).toMatchObject({ note: 'All of it' });
  });

  it('are refused when nobody drew them', async () => {
    const portal = await open();
    const { id, lead } = await anAction(portal);
    const form = aForm({ intent: 'delete' });
    await expect(postActionForm(portal, lead, id, { form, file: undefined })).rejects.toThrow('Page not found');
  });
});
