import { expect, it } from 'vitest';
import { usualMailSettings } from '../../../app/features/notifications/schema.ts';
import { getPartnershipMail } from '../../../app/features/notifications/settings.server.ts';
import { retryMessage } from '../../../app/features/reminders/commands/retry-messages.server.ts';
import { saveMailSettings } from '../../../app/features/reminders/commands/save-mail-settings.server.ts';
import { fieldsOf, mailSettingsFormSchema, settingsOf } from '../../../app/features/reminders/settings-form.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { aReminder, messageOf } from '../../builders/a-message.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

function posted(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

it('shows in its fields what it would save again', () => {
  const settings = { ...usualMailSettings, schoolHolidays: [{ from: '2026-12-21', to: '2027-01-01' }] };
  const form = posted({ ...fieldsOf(settings), halfWay: 'on', actionOnTheDay: 'on', mondayDigest: 'on' });
  const parsed = parseForm(mailSettingsFormSchema, form);
  expect(parsed.ok && settingsOf(parsed.value)).toEqual(settings);
});

it('names each field that cannot be read, and what to write', () => {
  const parsed = parseForm(
    mailSettingsFormSchema,
    posted({ replyTo: 'nobody', daysAfter: '-1', workingDaysBefore: '14; 7', schoolHolidays: 'Christmas' }),
  );
  expect(parsed.ok ? {} : parsed.errors).toEqual({
    replyTo: ['Enter an e-mail address in the correct format, like name@example.org'],
    daysAfter: ['Enter a number of days up to 60, or nothing'],
    workingDaysBefore: ['Enter up to 6 numbers of working days, each up to 60, with commas between them'],
    schoolHolidays: ['Write each holiday like 21/12/2026 to 1/1/2027: Christmas'],
  });
});

describeEachDatabase('how messages go out', (open) => {
  it('is set by the business manager for their own partnership, and a save in between is not overwritten', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const form = mailSettingsFormSchema.parse({ replyTo: 'partnership@example.org', workingDaysBefore: '10,3,10' });
    expect(await saveMailSettings(portal, manager, { form, revision: 0 })).toEqual({ ok: true });
    expect(await saveMailSettings(portal, manager, { form, revision: 0 })).toMatchObject({ ok: false });
    expect(await saveMailSettings(portal, manager, { form, revision: 1 })).toEqual({ ok: true });
    const { db } = portal.database;
    expect(await getPartnershipMail(db, partnershipId)).toMatchObject({
      replyTo: 'partnership@example.org',
      revision: 2,
      settings: { returns: { workingDaysBefore: [10, 3], halfWay: false, daysAfter: null } },
    });
    expect((await getPartnershipMail(db, await aPartnership(portal, 'otherside'))).settings).toEqual(usualMailSettings);
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
    await expect(saveMailSettings(portal, chair, { form, revision: 2 })).rejects.toThrow('Page not found');
  });

  it('lets a manager send again what failed in their own partnership, and nothing else', async () => {
    const portal = await open();
    const [ours, theirs] = [await aPartnership(portal), await aPartnership(portal, 'otherside')];
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId: ours });
    const mine = await aReminder(portal, 'a@example.org', { partnershipId: ours });
    const foreign = await aReminder(portal, 'b@example.org', { partnershipId: theirs });
    await portal.database.db.updateTable('outbox_message').set({ status: 'failed', last_error: 'Refused' }).execute();
    await retryMessage(portal, manager, mine);
    await expect(retryMessage(portal, manager, foreign)).rejects.toThrow('Page not found');
    await expect(retryMessage(portal, manager, mine)).rejects.toThrow('Page not found');
    expect([(await messageOf(portal, mine)).status, (await messageOf(portal, foreign)).status]).toEqual([
      'queued',
      'failed',
    ]);
  });
});
