import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { findIssuedDocument } from '../../../app/features/audit/verify-document.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { getCertificate } from '../../../app/features/retention/certificate.server.ts';
import { approveRun, confirmRun } from '../../../app/features/retention/commands/decide-run.server.ts';
import { liftHold, placeHold } from '../../../app/features/retention/commands/hold.server.ts';
import { prepareRun } from '../../../app/features/retention/commands/prepare-run.server.ts';
import { dispose, disposeOfBatch } from '../../../app/features/retention/dispose.server.ts';
import { setLength } from '../../../app/features/retention/lengths.server.ts';
import { getDryRun } from '../../../app/features/retention/overview.server.ts';
import { installation, type Owner } from '../../../app/features/retention/owner.ts';
import { getRunPage } from '../../../app/features/retention/runs.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const reason = 'The yearly clearing';
const hold = { what: '', email: '', reason: 'A review needs it' };

/** A partnership with a manager and an organisation whose lead removed so many contacts a year ago. */
async function aWorldOfContacts(portal: TestPortal, contacts: number) {
  const partnershipId = await aPartnership(portal, `p${portal.newId().slice(-6)}`);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Fair Fields' });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  await portal.database.db
    .insertInto('organisation_contact')
    .values(
      Array.from({ length: contacts }, (_, at) => ({
        id: portal.newId(),
        organisation_id: organisationId,
        name: `Contact ${at}`,
        created_at: '2025-01-01T00:00:00.000Z',
        removed_at: '2025-11-01T10:00:00.000Z',
      })),
    )
    .execute();
  const owner: Owner = { kind: 'organisation', id: organisationId };
  const contactsLeft = async () =>
    (await portal.database.db.selectFrom('organisation_contact').select('id').execute()).length;
  return { partnershipId, organisationId, lead, senior, manager, owner, contactsLeft };
}

async function prepared(portal: TestPortal, viewer: Viewer, owner: Owner, lines: readonly string[]): Promise<string> {
  const run = await prepareRun(portal, viewer, owner, { lines, reason });
  if (!run.prepared) throw new Error(run.problem);
  return run.id;
}

const work = (portal: TestPortal) => createJobRunner(portal, jobHandlers).drain();

describeEachDatabase('disposing of records', (open) => {
  it('says in a dry run what would go, and writes nothing by it', async () => {
    const portal = await open();
    const { owner, contactsLeft } = await aWorldOfContacts(portal, 3);
    const shown = await getDryRun(portal, owner, 'contacts', 1);
    expect(shown.counts).toEqual([{ words: 'Contact that was removed', due: 3, held: 0, waiting: 0 }]);
    expect(shown.list.items.map(({ label, since, outcome }) => [label, since, outcome])).toContainEqual([
      'Contact 0',
      '2025-11-01',
      'Would go',
    ]);
    expect(await contactsLeft()).toBe(3);
    portal.setTime('2026-04-30T09:00:00Z');
    expect((await getDryRun(portal, owner, 'contacts', 1)).counts).toEqual([]);
    portal.setTime('2026-05-01T09:00:00Z');
    expect((await getDryRun(portal, owner, 'contacts', 1)).list.total).toBe(3);
  });

  it('lets nothing go before somebody approved the list, and then exactly the list, with a certificate that can be checked', async () => {
    const portal = await open();
    const { owner, lead, contactsLeft, organisationId } = await aWorldOfContacts(portal, 3);
    const run = await prepared(portal, lead, owner, ['contacts']);
    const later = portal.newId();
    await portal.database.db
      .insertInto('organisation_contact')
      .values({
        id: later,
        organisation_id: organisationId,
        name: 'Not on the list',
        created_at: '2025-01-01T00:00:00.000Z',
        removed_at: '2025-01-02T00:00:00.000Z',
      })
      .execute();
    await work(portal);
    // A job for it that nobody should have queued finds nothing to do.
    await dispose(portal, { runId: run });
    expect(await contactsLeft()).toBe(4);
    await approveRun(portal, lead, run);
    await work(portal);
    expect(await contactsLeft()).toBe(1);
    const { model } = await getCertificate(portal.database.db, lead, run);
    expect(model.kinds).toEqual([
      {
        words: 'Contact that was removed',
        rule: 'Contacts: 6 months. The contact was removed',
        gone: '3',
        kept: '0',
      },
    ]);
    expect(model.lists[0]?.ids).toHaveLength(3);
    expect(JSON.stringify(model)).not.toContain('Contact 0');
    expect(await findIssuedDocument(portal.database.db, model.check?.code ?? '')).toMatchObject({
      kind: 'disposal-certificate',
      reference: model.reference,
    });
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
    await expect(approveRun(portal, lead, run)).rejects.toThrow('decided already');
  });

  it('keeps what a hold names, also in a run that was approved before the hold was put', async () => {
    const portal = await open();
    const { owner, lead, manager, partnershipId, organisationId, contactsLeft } = await aWorldOfContacts(portal, 3);
    const run = await prepared(portal, lead, owner, ['contacts']);
    await approveRun(portal, lead, run);
    const partnership: Owner = { kind: 'partnership', id: partnershipId };
    const placed = await placeHold(portal, manager, partnership, { ...hold, what: `organisation:${organisationId}` });
    await work(portal);
    expect(await contactsLeft()).toBe(3);
    const page = await getRunPage(portal.database.db, lead, run, 1);
    expect([page.status, page.counts[0]?.kept, page.list.items[0]?.state]).toEqual(['done', 3, 'Kept: a legal hold']);
    expect((await getDryRun(portal, owner, 'contacts', 1)).counts[0]).toMatchObject({ due: 3, held: 3 });
    expect(await prepareRun(portal, lead, owner, { lines: ['contacts'], reason })).toMatchObject({ prepared: false });
    if (!placed.placed) throw new Error(placed.problem);
    await expect(liftHold(portal, lead, placed.id, { reason: 'Not ours' })).rejects.toThrow('Page not found');
    await liftHold(portal, manager, placed.id, { reason: 'The review has ended' });
    await approveRun(portal, lead, await prepared(portal, lead, owner, ['contacts']));
    await work(portal);
    expect(await contactsLeft()).toBe(0);
  });

  it('asks a second person for a long list, who is not the one that approved it', async () => {
    const portal = await open();
    const { owner, lead, senior, contactsLeft } = await aWorldOfContacts(portal, 51);
    const run = await prepared(portal, lead, owner, ['contacts']);
    await approveRun(portal, lead, run);
    await work(portal);
    expect(await contactsLeft()).toBe(51);
    await expect(confirmRun(portal, lead, run)).rejects.toThrow('yourself');
    await confirmRun(portal, senior, run);
    await work(portal);
    expect(await contactsLeft()).toBe(0);
  });

  it('goes on where it was after a kill, and counts nothing twice', async () => {
    const portal = await open();
    const { owner, lead, contactsLeft } = await aWorldOfContacts(portal, 40);
    const run = await prepared(portal, lead, owner, ['contacts']);
    await approveRun(portal, lead, run);
    // Killed between the first batch and the writing of its line into the journal.
    expect(await disposeOfBatch(portal, run)).toBe(true);
    expect(await contactsLeft()).toBe(15);
    await dispose(portal, { runId: run });
    await dispose(portal, { runId: run });
    expect(await contactsLeft()).toBe(0);
    expect((await getRunPage(portal.database.db, lead, run, 1)).counts[0]).toMatchObject({ listed: 40, gone: 40 });
    expect((await portal.database.db.selectFrom('disposal_certificate').select('run_id').execute()).length).toBe(1);
    const lines = await portal.database.db.selectFrom('disposal_journal').selectAll().orderBy('seq').execute();
    expect(lines.map(({ seq, written_at }) => [Number(seq), written_at !== null])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('goes by the length that the owner set for its own, and not by another’s', async () => {
    const portal = await open();
    const ours = await aWorldOfContacts(portal, 1);
    const theirs = await aWorldOfContacts(portal, 1);
    await setLength(portal, ours.lead, ours.owner, 'contacts', {
      length: { amount: 20, unit: 'years' },
      reason: 'We want them',
    });
    expect((await getDryRun(portal, ours.owner, 'contacts', 1)).list.total).toBe(0);
    expect((await getDryRun(portal, theirs.owner, 'contacts', 1)).list.total).toBe(1);
    const change = { length: null, reason: 'Not theirs' };
    await expect(setLength(portal, theirs.lead, ours.owner, 'contacts', change)).rejects.toThrow('Page not found');
    await expect(setLength(portal, ours.manager, ours.owner, 'contacts', change)).rejects.toThrow('Page not found');
    await expect(prepareRun(portal, ours.lead, installation, { lines: ['sign-in'], reason })).rejects.toThrow(
      'Page not found',
    );
  });
});
