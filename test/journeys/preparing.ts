/** What a business manager does before anybody can answer. */
import { expect } from 'vitest';
import { aTemplateFile } from '../features/organisations/import-files.ts';
import { expectNarrow, idIn, type Person, wordsOn } from './browser.ts';

export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const csv = (name: string, bytes: Uint8Array): UploadedFile => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(bytes),
});

/** Three invented charities: no invented rating is ever attached to a real organisation. */
export const charities = ['Kestrel Youth Trust', 'Lantern Family Support', 'Old Mill Community Centre'] as const;
/** The three as a file in our template; as another kind of organisation they are asked other questions. */
export const charityFile = (kind = 'voluntary'): Uint8Array =>
  aTemplateFile(charities.map((name) => ({ name, kind, local_authority: 'Brook', reference: `charity ${name}` })));

/** Uploads a file of organisations and stays on the dry run. */
export async function uploadImport(person: Person, file: UploadedFile): Promise<void> {
  await person.visit('/organisations/import');
  await person.page.locator('input[type="file"]').setInputFiles(file);
  await person.press('Upload and check the rows', 'Import organisations');
  await person.page
    .getByRole('link', { name: 'Upload another file' })
    .or(person.page.getByLabel('Local authority'))
    .waitFor();
  await person.look();
}

/** How many rows a dry run puts under an outcome, for instance "New". */
export async function rowsUnder({ page }: Person, outcome: string): Promise<string> {
  const row = page.locator('.govuk-summary-list__row').filter({ has: page.getByText(outcome, { exact: true }) });
  return ((await row.locator('.govuk-summary-list__value').textContent()) ?? '').trim();
}

export async function applyImport(person: Person): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: 'Apply: import these rows' }).click();
  await page.getByText('The file has been imported').waitFor();
  await person.look();
}

export interface Holder {
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

/** Finds an organisation in the directory and gives people their roles on its page. */
export async function givePeopleRoles(
  person: Person,
  organisation: string,
  people: readonly Holder[],
): Promise<string> {
  const { page } = person;
  await person.visit(`/organisations?search=${encodeURIComponent(organisation)}`);
  await person.follow(new RegExp(`^${organisation}$`));
  const id = idIn(page, 'organisations');
  for (const { email, name, role } of people) {
    await person.follow('Give a person a role');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel(role, { exact: true }).check();
    await person.press('Give the role and tell them', organisation);
    await page.getByRole('cell', { name: email }).waitFor();
  }
  return id;
}

const day = 24 * 60 * 60 * 1000;

/** Fills a date of three fields with a day this many days from now. */
export async function fillDate({ page }: Person, name: string, days: number): Promise<void> {
  const [year = '', month = '', date = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
    .format(new Date(Date.now() + days * day))
    .split('-');
  await page.locator(`[name="${name}-day"]`).fill(date);
  await page.locator(`[name="${name}-month"]`).fill(month);
  await page.locator(`[name="${name}-year"]`).fill(year);
}

export interface CycleAsked {
  readonly name: string;
  /** Words of the set of standards. */
  readonly standards: string | RegExp;
  /** Who is asked, by name. */
  readonly organisations: readonly string[];
}

/** Prepares a cycle, chooses who is asked and launches it. Gives the id of the cycle. */
export async function launchCycle(person: Person, { name, standards, organisations }: CycleAsked): Promise<string> {
  const { page } = person;
  await person.visit('/cycles');
  await person.follow('Prepare a cycle');
  await page.getByLabel(standards).check();
  await page.getByLabel('Name', { exact: true }).fill(name);
  for (const [field, days] of Object.entries({
    opensOn: 0,
    dueOn: 40,
    moderationOn: 50,
    challengeOn: 60,
    actionsDueOn: 200,
  }))
    await fillDate(person, field, days);
  await person.press('Save and choose organisations', 'Who is asked');
  // Everybody who fits is in to begin with.
  await page.getByRole('button', { name: /^Take all .* out$/ }).click();
  await page.getByText('Who is asked has been saved').waitFor();
  await page.goto(new URL(page.url()).pathname);
  for (const organisation of organisations) {
    await page.getByLabel('Organisation', { exact: true }).fill(organisation);
    await page.getByRole('button', { name: 'Apply filters' }).click();
    // Where there is only one, the count says so before the list has come, and a tick set then would be lost with it.
    await page.waitForURL((url) => url.search.includes(encodeURIComponent(organisation).replaceAll('%20', '+')));
    await page.waitForLoadState('networkidle');
    await page.getByText('1 organisation', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: organisation }).check();
    await page.getByRole('button', { name: 'Save the ticks on this page' }).click();
    await page.getByText('Who is asked has been saved').waitFor();
    await page.goto(new URL(page.url()).pathname);
  }
  await person.look();
  await expectNarrow(page);
  await person.press('Continue', name);
  await expectNarrow(page);
  await person.press('Launch the cycle', name);
  await page.getByText('The cycle is open').waitFor();
  expect(await wordsOn(person)).toContain(`${organisations.length} return`);
  await person.look();
  await expectNarrow(page);
  return idIn(page, 'cycles');
}

export const lead = { email: 'nell.varley@kestrel.example', name: 'Nell Varley', role: 'Safeguarding lead' } as const;
export const secondLead = { email: 'abe.larch@kestrel.example', name: 'Abe Larch', role: 'Safeguarding lead' } as const;
export const senior = {
  email: 'omar.finch@kestrel.example',
  name: 'Omar Finch',
  role: 'Senior board-level lead',
} as const;
/** Of the second charity: a stranger to the first. */
export const stranger = { email: 'may.orton@lantern.example', name: 'May Orton', role: 'Safeguarding lead' } as const;

/** Two charities with their people, and a cycle that asks both. */
export async function prepareTwoReturns(manager: Person, kind?: string): Promise<void> {
  await uploadImport(manager, csv('charities.csv', charityFile(kind)));
  await applyImport(manager);
  await givePeopleRoles(manager, charities[0], [lead, secondLead, senior]);
  await givePeopleRoles(manager, charities[1], [stranger]);
  await launchCycle(manager, {
    name: 'Section 11, 2026',
    standards: /Section 11 self-assessment.*edition 2023\.1/,
    organisations: charities.slice(0, 2),
  });
}
