import { expect, it } from 'vitest';
import { recordEvent } from '../../../app/features/audit/commands.server.ts';
import {
  findDocumentCheck,
  issueDocument,
  type NewlyIssued,
} from '../../../app/features/audit/issue-document.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { findIssuedDocument, readDocumentCode } from '../../../app/features/audit/verify-document.server.ts';
import { makePack } from '../../../app/features/challenge/commands/request-pack.server.ts';
import type { Portal } from '../../../app/platform/portal.ts';
import type { ChallengePackModel } from '../../../pdf/models.ts';
import { anOrganisation, aPartnership } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const origin = 'https://assurance.example.org';

const issue = (portal: Portal, issued: NewlyIssued) =>
  portal.database.transaction((trx) => issueDocument(trx, portal.stamp(), origin, issued));

const aReceipt = (owner: NewlyIssued['owner'], version = 1): NewlyIssued => ({
  kind: 'submission',
  subjectId: `s${version}`,
  series: 'r1',
  version,
  reference: 'S11-7K3M-Q2WD',
  owner,
  contentSha256: 'ab'.repeat(32),
});

async function anOwner(portal: Portal) {
  const partnershipId = await aPartnership(portal, 'Brookmere');
  const organisationId = await anOrganisation(portal, partnershipId);
  const change = () =>
    portal.database.transaction((trx) =>
      recordEvent(trx, portal.stamp(), {
        type: 'return.opened',
        owner: { organisationId, partnershipId },
        actorId: null,
        subject: { kind: 'return', id: 'r1' },
      }),
    );
  await change();
  return { partnershipId, organisationId, change };
}

describeEachDatabase('checking a document that was issued', (open) => {
  it('confirms what the print says to whoever holds its code, and nothing of its content', async () => {
    const portal = await open();
    const owner = await anOwner(portal);
    const check = await issue(portal, aReceipt(owner));
    expect(check.address).toBe(`${origin}/verify/${check.code}`);
    const found = await findIssuedDocument(portal.database.db, check.code);
    expect(found).toMatchObject({
      kind: 'submission',
      reference: 'S11-7K3M-Q2WD',
      partnership: 'Brookmere Safeguarding Children Partnership',
      contentSha256: 'ab'.repeat(32),
      record: { words: check.record, stands: true },
      newer: null,
    });
    expect(await findDocumentCheck(portal.database.db, origin, { kind: 'submission', subjectId: 's1' })).toEqual(check);
    expect(await findIssuedDocument(portal.database.db, '2222-2222-2222')).toBeUndefined();
  });

  it('says that a newer version was issued', async () => {
    const portal = await open();
    const owner = await anOwner(portal);
    const first = await issue(portal, aReceipt(owner));
    const second = await issue(portal, aReceipt(owner, 2));
    expect((await findIssuedDocument(portal.database.db, first.code))?.newer?.version).toBe(2);
    expect((await findIssuedDocument(portal.database.db, second.code))?.newer).toBeNull();
  });

  it('shows a record that was rebuilt as a whole, which verifies by itself', async () => {
    const portal = await open();
    const owner = await anOwner(portal);
    const check = await issue(portal, aReceipt(owner));
    const { db } = portal.database;
    const chain = `organisation:${owner.organisationId}`;
    await db.deleteFrom('event').where('chain', '=', chain).execute();
    await db.deleteFrom('event_chain').where('chain', '=', chain).execute();
    await owner.change();
    const { faults } = await verifyChains(db);
    expect(faults).toEqual([{ chain, seq: 1, fault: `is not what the document ${check.code} names` }]);
    expect((await findIssuedDocument(db, check.code))?.record?.stands).toBe(false);
  });

  it('is given to a pack as it is made, and stands in its model', async () => {
    const portal = await open();
    const session = await aSession(portal);
    const scope = { partnershipIds: [session.partnershipId] } as const;
    const { id } = await makePack(portal, scope, session.sessionId, null);
    const { model } = await portal.database.db
      .selectFrom('challenge_pack')
      .select('model')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const { check, reference, snapshotHash } = JSON.parse(model) as ChallengePackModel;
    expect(await findIssuedDocument(portal.database.db, check?.code ?? '')).toMatchObject({
      kind: 'pack',
      reference,
      contentSha256: snapshotHash,
      organisation: null,
      record: { stands: true },
    });
  });
});

it('reads a code as people type it, and refuses what cannot be one', () => {
  expect(readDocumentCode(' 7k3m q2wd-h9xb ')).toBe('7K3M-Q2WD-H9XB');
  expect(readDocumentCode('7K3MQ2WDH9XB')).toBe('7K3M-Q2WD-H9XB');
  for (const wrong of ['', '7K3M-Q2WD', '7K3M-Q2WD-H9XA', '7K3M-Q2WD-H9XB-2222', "'; drop table event"])
    expect(readDocumentCode(wrong), wrong).toBeNull();
});
