/** How a partnership answers an agency, and closes its return and the cycle. */
import type { Person } from './browser.ts';
import { expectNarrow } from './browser.ts';

export const strength = 'Families are asked each spring.';

export interface Answered {
  readonly sessionId: string;
  readonly slotId: string;
  readonly returnId: string;
}

/** Writes the letter, reads it through, issues it and closes the return, which is refused for as long as there is no letter. */
export async function answerTheAgency(person: Person, { sessionId, slotId, returnId }: Answered): Promise<void> {
  const { page } = person;
  const desk = `/challenge/${sessionId}/letters/${slotId}`;
  await person.visit(desk);
  await expectNarrow(page);
  await page.getByLabel('What is working well').fill(strength);
  await page.getByRole('button', { name: 'Save and read it through' }).click();
  const issue = page.getByRole('button', { name: 'Issue this letter' });
  await issue.waitFor();
  await person.look();
  await expectNoCloseButton(person);

  // The page offers no such button yet, so this one is made by hand.
  await issue.evaluate((button, id) => {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'returnId', value: id });
    button.closest('form')?.append(field);
    button.setAttribute('value', 'close');
  }, returnId);
  await person.press('Issue this letter', 'This cannot be done now');
  await page.getByText(/a return cannot be closed without an answer to the agency/).waitFor();

  await person.visit(`${desk}?view=preview`);
  await issue.click();
  await page.getByText('The letter is issued').waitFor();
  await person.look();
  await page.getByRole('button', { name: 'Close this return' }).click();
  await page.getByText('The return is closed.').waitFor();
  await person.look();
  await expectNoCloseButton(person);
}

const expectNoCloseButton = ({ page }: Person) =>
  page.getByRole('button', { name: 'Close this return' }).waitFor({ state: 'hidden' });

/** Tries to close the cycle and reads why that cannot be: who still waits for an answer. */
export async function failToCloseCycle(person: Person, cycleId: string, organisation: string): Promise<void> {
  const { page } = person;
  await person.visit(`/cycles/${cycleId}/settings`);
  await expectNarrow(page);
  await page.getByRole('button', { name: 'Close the cycle' }).click();
  await page
    .locator('.govuk-error-summary')
    .getByText(`The cycle cannot be closed yet: 1 return that was sent waits for an answer, from ${organisation}`)
    .waitFor();
  await person.look();
}

/** Closes the cycle, whose returns have all been answered. */
export async function closeCycle(person: Person, cycleId: string): Promise<void> {
  const { page } = person;
  await person.visit(`/cycles/${cycleId}/settings`);
  await page.getByRole('button', { name: 'Close the cycle' }).click();
  await page.getByText('The cycle is closed').waitFor();
  await person.look();
  await person.visit(`/cycles/${cycleId}/settings`);
  await page.getByText('This cycle is closed: its name and dates stay as they are.').waitFor();
}
