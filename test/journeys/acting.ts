/** What becomes of an action. */
import { pngFile } from '../features/evidence/files.ts';
import { expectNarrow, idIn, type Person } from './browser.ts';

export const change = 'Plans are shared in all three teams.';
export const seen = 'We read the audit.';

/** The owner posts progress with a file as proof and marks the action as done. Gives the id of the action. */
export async function doAction(person: Person): Promise<string> {
  const { page } = person;
  await person.visit('/actions');
  await expectNarrow(page);
  await person.follow(/^[A-Z]+-/);
  const actionId = idIn(page, 'actions');
  await expectNarrow(page);
  await page.getByLabel('What has been done').fill('Twenty records of the second team are read.');
  await page.getByLabel('How much is done').fill('50');
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: 'findings.png',
      mimeType: 'image/png',
      buffer: Buffer.from(pngFile),
    });
  await page.getByRole('button', { name: 'Post progress' }).click();
  await page.getByText('50% done').first().waitFor();
  await person.look();
  await page.getByText('Mark this action as done').click();
  await page.getByLabel('What changed for children, and how you know').fill(change);
  await page.getByLabel('Link to something that shows it').fill('https://intranet.example/audit');
  await page.getByRole('button', { name: 'Mark as done' }).click();
  await page.getByText(change).waitFor();
  await person.look();
  return actionId;
}

/** Somebody else at the partnership reads what was done and closes the action. */
export async function checkAction(person: Person, actionId: string): Promise<void> {
  const { page } = person;
  await person.visit(`/actions/${actionId}`);
  await page.getByText(change).waitFor();
  await page.getByLabel('What you saw, or why you are sending it back').fill(seen);
  await page.getByRole('button', { name: 'Close the action' }).click();
  await page.getByText(seen).waitFor();
  await person.look();
}
