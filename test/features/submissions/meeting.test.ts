import { expect, it } from 'vitest';
import { saveSignOffSettings } from '../../../app/features/cycles/sign-off-settings.server.ts';
import { getCheckPage } from '../../../app/features/submissions/check-page.server.ts';
import { sendReturnBack } from '../../../app/features/submissions/commands/send-back.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { type MeetingForm, meetingFormSchema } from '../../../app/features/submissions/meetings/meeting.ts';
import { recordMeeting } from '../../../app/features/submissions/meetings/record-meeting.server.ts';
import { getReceiptPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import { answer, aWorld, hashShown, rated } from '../../builders/a-filled-return.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition();
const board: MeetingForm = { heldOn: '2026-11-02', body: 'Board of trustees', minuteReference: '4.2' };
const inWords = 'Board of trustees, 2 November 2026, minute 4.2';

async function waiting(portal: TestPortal) {
  const world = await aWorld(portal, edition);
  const { organisationId, returnId } = world;
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId }, 'Sam Senior');
  await answer(portal, world, { 'a1-rating': rated('green') });
  await sendForSignOff(portal, world.lead, { returnId });
  const contentHash = await hashShown(portal, world);
  const sign = () => signReturn(portal, senior, { returnId, signatory: 'senior-lead', contentHash });
  return { world, senior, sign };
}

describeEachDatabase('the meeting of the board', (open) => {
  it('is recorded beside the signatures, voids none, and is on receipt and copy', async () => {
    const portal = await open();
    const { world, senior, sign } = await waiting(portal);
    const { returnId } = world;
    await sign();
    expect(await recordMeeting(portal, senior, { returnId, seen: 0, form: board })).toEqual({ outcome: 'saved' });
    const { signOff } = await getCheckPage(portal.database.db, world.lead, returnId, '2026-11-02');
    expect(signOff.meeting).toMatchObject({ ...board, recordedBy: 'Sam Senior', revision: 1 });
    expect(signOff.signatories[0]?.signature?.stands).toBe(true);
    await submitReturn(portal, world.lead, { returnId });
    const { receipt } = await getReceiptPage(portal, world.lead, returnId);
    const fact = { label: 'Considered by your board or governors', value: inWords };
    expect(receipt.contents).toContainEqual(fact);
    expect((await getReturnCopy(portal, world.lead, returnId)).model.profile).toContainEqual(fact);
    await expect(recordMeeting(portal, senior, { returnId, seen: 1, form: 'none' })).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('is never in the future, and never silently put in the place of another', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const { returnId, lead } = world;
    expect(await recordMeeting(portal, lead, { returnId, seen: 0, form: { ...board, heldOn: '2026-11-03' } })).toEqual({
      outcome: 'refused',
      errors: { heldOn: ['The date of the meeting must be today or in the past'] },
    });
    await recordMeeting(portal, lead, { returnId, seen: 0, form: board });
    expect(await recordMeeting(portal, senior, { returnId, seen: 0, form: board })).toEqual({ outcome: 'changed' });
    expect(await recordMeeting(portal, senior, { returnId, seen: 1, form: 'none' })).toEqual({ outcome: 'saved' });
    const page = await getSignOffPage(portal.database.db, senior, returnId, '2026-11-02');
    expect(page.signOff.meeting).toBeNull();
  });

  it('is for the lead and the signatories of this organisation', async () => {
    const portal = await open();
    const { world } = await waiting(portal);
    const { returnId, organisationId, partnershipId } = world;
    for (const viewer of [
      await aViewer(portal, { role: 'contributor', organisationId }),
      await aViewer(portal, { role: 'business-manager', partnershipId }),
      await aViewer(portal, { role: 'senior-lead', organisationId: await anOrganisation(portal, partnershipId) }),
    ])
      await expect(recordMeeting(portal, viewer, { returnId, seen: 0, form: board })).rejects.toMatchObject({
        code: 'not-found',
      });
  });

  it('holds up the sending where the partnership asks for it, and only there', async () => {
    const portal = await open();
    const { world, sign } = await waiting(portal);
    const { returnId, cycleId, partnershipId, lead } = world;
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    await saveSignOffSettings(portal, manager, { cycleId, meetingAsked: true });
    await sign();
    const page = await getCheckPage(portal.database.db, lead, returnId, '2026-11-02');
    expect(page.signOff.meetingAsked).toBe(true);
    await expect(submitReturn(portal, lead, { returnId })).rejects.toThrow('record its date');
    await recordMeeting(portal, lead, { returnId, seen: 0, form: board });
    expect(await submitReturn(portal, lead, { returnId })).toMatchObject({ outcome: 'submitted' });
    const stranger = await aViewer(portal, { role: 'observer', partnershipId });
    await expect(saveSignOffSettings(portal, stranger, { cycleId, meetingAsked: false })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describeEachDatabase('a return that goes back and forth', (open) => {
  it('keeps every note, who wrote it and when, also on the receipt', async () => {
    const portal = await open();
    const { world, senior, sign } = await waiting(portal);
    const { returnId, lead } = world;
    for (const [hour, note] of ['A1 needs a date.', 'It still does.'].entries()) {
      portal.setTime(`2026-11-02T1${hour}:00:00.000Z`);
      await sendReturnBack(portal, senior, { returnId, note });
      await sendForSignOff(portal, lead, { returnId });
    }
    const { rounds } = (await getSignOffPage(portal.database.db, senior, returnId, '2026-11-02')).signOff;
    const notes = [null, 'It still does.', 'A1 needs a date.'];
    expect(rounds.map(({ ended }) => ended?.note ?? null)).toEqual(notes);
    expect(rounds[1]).toMatchObject({ askedBy: 'Lee Lead', ended: { by: 'Sam Senior', outcome: 'sent-back' } });
    await sign();
    await submitReturn(portal, lead, { returnId });
    const receipt = await getReceiptPage(portal, lead, returnId);
    expect(receipt.rounds.map(({ ended }) => ended?.note ?? null)).toEqual(notes);
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId });
    expect((await getReceiptPage(portal, moderator, returnId)).rounds).toEqual([]);
  });
});

it('a meeting needs a real date and a name', () => {
  const problems = meetingFormSchema.safeParse({ heldOn: '?', body: ' ' }).error?.issues.map(({ message }) => message);
  expect(problems).toEqual([
    'Enter the date of the meeting as a real date, like 27 3 2027',
    'Enter which meeting it was',
  ]);
  expect(meetingFormSchema.parse({ heldOn: '2026-11-02', body: ' Board  of trustees ' })).toEqual({
    heldOn: '2026-11-02',
    body: 'Board of trustees',
    minuteReference: null,
  });
});
