/** What the partnership does with a return that was sent. */
import { expectNarrow, idIn, type Person } from './browser.ts';
import { fillDate } from './preparing.ts';

export const differentReason = 'The audit looked at one team of three, and the others have not been asked.';
export const keyLine = 'How will you know that the other two teams do this?';

/** A moderator rates one question differently, agrees with the rest, writes a question for the panel and finishes. */
export async function moderate(person: Person, organisation: string): Promise<string> {
  const { page } = person;
  await person.visit('/moderation');
  await expectNarrow(page);
  await person.follow(organisation);
  const submissionId = idIn(page, 'moderation');
  const standards = await page
    .locator('main a[href*="/standards/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  await person.visit(standards[0] ?? '');
  await expectNarrow(page);
  const first = page
    .locator('.app-copy-question')
    .filter({ has: page.getByRole('radio') })
    .first();
  await first.locator('input[type="radio"][value="amber"]').check();
  await first.getByLabel(/^Reason/).fill(differentReason);
  await page.getByLabel('A question the panel will ask').fill('');
  await page.getByRole('button', { name: 'Save and return to the list' }).click();
  await page.waitForURL((url) => url.pathname === `/moderation/${submissionId}`);
  for (const path of standards) {
    await person.visit(path);
    const agree = page.getByRole('button', { name: /^Agree with/ });
    if ((await agree.count()) === 0) continue;
    await agree.click();
    await page.waitForURL((url) => url.pathname !== path);
  }
  await person.visit(`/moderation/${submissionId}`);
  await page.getByLabel('A question the panel will ask').fill(keyLine);
  await page.getByRole('button', { name: 'Add question' }).click();
  await page.locator('.app-key-lines').getByText(keyLine).first().waitFor();
  await person.look();
  await expectNarrow(page);
  await person.press('Finish moderation', 'Moderation');
  await page.getByText(/1 finished/).waitFor();
  return submissionId;
}

/** Schedules a session with one agency. Gives the id of the session. */
export async function scheduleSession(person: Person, organisation: string): Promise<string> {
  const { page } = person;
  await person.visit('/challenge');
  await person.follow('Schedule a session');
  const choose = page.getByRole('button', { name: 'Continue' });
  if ((await choose.count()) > 0) await choose.click();
  await page.getByLabel('Name of the session').fill('Spring challenge session');
  await fillDate(person, 'heldOn', 60);
  await page.getByLabel('Starts at').fill('9:30am');
  await page.getByLabel('Place, or link to join').fill('Committee room 2');
  await page.getByLabel(organisation).check();
  await person.press('Schedule the session', 'Spring challenge session');
  await expectNarrow(page);
  return idIn(page, 'challenge');
}

/** The chair releases the drafts, compiles the pack and waits until it is ready. Gives the id of the pack. */
export async function compilePack(person: Person): Promise<string> {
  const { page } = person;
  await person.follow('Choose the parts of the pack, preview it, or make one for an agency or the chair');
  await person.press(/^Release \d+ draft/, 'Build the pack');
  await person.press('Compile', /^Pack, version/);
  await page.getByRole('button', { name: /^Download the pack/ }).waitFor({ timeout: 120_000 });
  await person.look();
  return idIn(page, 'packs');
}

/** Records what was asked about the first question, the reply, the outcome and the rating agreed. */
export async function recordChallenge(person: Person, sessionId: string): Promise<string> {
  const { page } = person;
  await person.visit(`/challenge/${sessionId}`);
  await person.follow('Record');
  const slotId = idIn(page, 'record');
  await expectNarrow(page);
  const about = page.getByLabel('About');
  const question = await about.locator('option[value^="question:"]').first().getAttribute('value');
  await about.selectOption(question ?? '');
  await page.getByLabel('What was asked').fill(keyLine);
  await page.getByLabel('The reply').fill('The other two teams are audited in January.');
  await page.getByLabel('Partly assured').check();
  await page.getByText('Agree a rating').click();
  await page.locator('input[name="agreedPoint"][value="amber"]').check();
  await page.getByLabel('Why the panel agreed it').fill('One team of three is shown to work this way.');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('The entry is saved.').waitFor();
  await person.look();
  return slotId;
}

/** Makes the recorded entry an action of the agency's lead. */
export async function makeAction(person: Person, owner: string): Promise<void> {
  const { page } = person;
  await person.follow('Make this an action');
  await expectNarrow(page);
  await page.getByLabel('What must be done').fill('Audit the records of the other two teams.');
  await page.getByLabel('How we shall know that it worked').fill('Forty records read; what was found is acted on.');
  await page.getByLabel(owner).first().check();
  await fillDate(person, 'dueOn', 120);
  await page.getByRole('button', { name: 'Save the action' }).click();
  await page.getByText('The action is saved').waitFor();
  await person.look();
}
