import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import { answer, aWorld, hashShown, rated, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition();

async function waiting(portal: TestPortal, round: number) {
  const world = await aWorld(portal, edition, { slug: `round-${round}` });
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId });
  await answer(portal, world, { 'a1-rating': rated('green') });
  await sendForSignOff(portal, world.lead, { returnId: world.returnId });
  const contentHash = await hashShown(portal, world);
  const sign = () => signReturn(portal, senior, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
  return { world, sign };
}

async function standing(portal: TestPortal, { returnId }: World) {
  const { db } = portal.database;
  const { status } = await db
    .selectFrom('agency_return')
    .select('status')
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  const signatures = await db
    .selectFrom('sign_off')
    .select('content_hash')
    .where('return_id', '=', returnId)
    .where('voided_at', 'is', null)
    .execute();
  return { status, hashes: signatures.map((row) => row.content_hash) };
}

const rounds = 6;

describeEachDatabase('an edit and a signature at the same moment', (open) => {
  it('never leave a signature on something that was not read', async () => {
    const portal = await open();
    for (let round = 0; round < rounds; round++) {
      const { world, sign } = await waiting(portal, round);
      const edit = () => answer(portal, world, { 'a1-rating': rated('red', `Round ${round}`) });
      await Promise.allSettled(round % 2 === 0 ? [sign(), edit()] : [edit(), sign()]);
      const { status, hashes } = await standing(portal, world);
      expect(status).toBe('in-progress');
      expect(hashes).toEqual([]);
    }
  });
});

describeEachDatabase('an edit and a sending at the same moment', (open) => {
  it('send what was signed, or nothing', async () => {
    const portal = await open();
    for (let round = 0; round < rounds; round++) {
      const { world, sign } = await waiting(portal, round);
      await sign();
      const edit = () => answer(portal, world, { 'a1-rating': rated('red', `Round ${round}`) });
      const send = () => submitReturn(portal, world.lead, { returnId: world.returnId });
      await Promise.allSettled(round % 2 === 0 ? [send(), edit()] : [edit(), send()]);
      const { status, hashes } = await standing(portal, world);
      const sent = await portal.database.db
        .selectFrom('submission')
        .select('snapshot')
        .where('return_id', '=', world.returnId)
        .executeTakeFirst();
      expect(status).toBe(sent ? 'submitted' : 'in-progress');
      if (!sent) expect(hashes).toEqual([]);
      else {
        const snapshot = snapshotSchema.parse(JSON.parse(sent.snapshot));
        expect(hashes).toEqual([snapshot.contentHash]);
        expect(snapshot.content.standards[0]?.questions[0]?.point).toBe('green');
        expect(await hashShown(portal, world)).toBe(snapshot.contentHash);
      }
    }
  });
});

const schools = anEdition({
  set: 'section-175',
  sector: 'setting',
  signOff: [
    { code: 'headteacher', title: 'Headteacher', declaration: 'I have read this.' },
    { code: 'chair-of-governors', title: 'Chair of governors', declaration: 'We have read this.' },
  ],
});

describeEachDatabase('two people who sign at the same moment', (open) => {
  it('both sign, and exactly one of them completes the return', async () => {
    const portal = await open();
    for (let round = 0; round < rounds; round++) {
      const world = await aWorld(portal, schools, {
        slug: `school-${round}`,
        kind: 'maintained-school',
        phase: 'primary',
      });
      const { organisationId, returnId } = world;
      await answer(portal, world, { 'a1-rating': rated('green') });
      await sendForSignOff(portal, world.lead, { returnId });
      const contentHash = await hashShown(portal, world);
      const signatories = ['headteacher', 'chair-of-governors'] as const;
      const people: Viewer[] = [];
      for (const role of signatories) people.push(await aViewer(portal, { role, organisationId }));
      // Each presses twice.
      const presses = await Promise.all(
        [0, 1, 0, 1].map((at) => {
          const [viewer, signatory] = [people[at], signatories[at]];
          if (!viewer || !signatory) throw new Error('There are two of them');
          return signReturn(portal, viewer, { returnId, signatory, contentHash });
        }),
      );
      const outcomes = presses.map((press) =>
        press.outcome === 'signed' ? `signed ${press.complete}` : press.outcome,
      );
      expect(outcomes.toSorted()).toEqual(['already-signed', 'already-signed', 'signed false', 'signed true']);
      const { status, hashes } = await standing(portal, world);
      expect([status, hashes]).toEqual(['signed', [contentHash, contentHash]]);
    }
  });

  it('never both sign in the same role', async () => {
    const portal = await open();
    for (let round = 0; round < rounds; round++) {
      const { world, sign } = await waiting(portal, 100 + round);
      const { organisationId, returnId } = world;
      const other = await aViewer(portal, { role: 'senior-lead', organisationId });
      const contentHash = await hashShown(portal, world);
      const presses = await Promise.all([
        sign(),
        signReturn(portal, other, { returnId, signatory: 'senior-lead', contentHash }),
      ]);
      expect(presses.map(({ outcome }) => outcome).toSorted()).toEqual(['already-signed', 'signed']);
      expect((await standing(portal, world)).hashes).toHaveLength(1);
    }
  });
});
