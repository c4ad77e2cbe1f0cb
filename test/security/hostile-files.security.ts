/** Hostile files through the real upload routes: none is accepted, wherever it is sent; honest ones are not refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEvidence } from '../../app/features/evidence/commands/add-evidence.server.ts';
import { answer, aWorld, rated, type World } from '../builders/a-filled-return.ts';
import { anEdition } from '../builders/an-edition.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { type ServedPortal, serve } from './a-served-portal.ts';
import { atLeast, casesToTry, figure, isFullRun, none } from './figures.ts';
import { formsOf, multipart, type PageForm } from './forms.ts';
import { honestFiles } from './honest-files.ts';
import { hostileFiles, type OfferedFile } from './hostile-files.ts';

let portal: TestPortal;
let served: ServedPortal;
let world: World;
let places: readonly string[];

beforeAll(async () => {
  portal = await openTestPortal('sqlite', { environment: { RATE_LIMITS: 'off' } });
  world = await aWorld(portal, anEdition());
  await answer(portal, world, { 'a1-rating': rated('green') });
  const evidenceId = await addEvidence(portal, world.lead, {
    organisationId: world.organisationId,
    evidence: { kind: 'link', title: 'Policy', url: 'https://example.org/', coversFrom: null, coversTo: null },
  });
  places = [
    '/evidence/new?kind=file',
    `/evidence/${evidenceId}/versions/new?kind=file`,
    `/returns/${world.returnId}/questions/a1-rating/evidence?kind=file`,
    'script',
  ];
  served = await serve(portal);
});

afterAll(async () => {
  await served.close();
  await portal.close();
});

const forms = new Map<string, PageForm>();

async function formOn(page: string): Promise<PageForm> {
  const { text } = await served.ask(page, { as: world.lead });
  const form = formsOf(text, page).find(({ fields }) => fields.some(({ kind }) => kind === 'file'));
  if (!form) throw new Error(`${page} has no form for a file`);
  return form;
}

/** Sends a file by the form of a page, as somebody does who chose it there; or as the script of a page sends it. */
async function send(place: string, { name, bytes }: OfferedFile) {
  const page = place === 'script' ? '/evidence/new?kind=file' : place;
  const form = forms.get(page) ?? (await formOn(page));
  forms.set(page, form);
  const fields = form.fields.flatMap(({ name: field, kind, value }) =>
    kind === 'file' || kind === 'button' || value === undefined ? [] : [[field, value] as const],
  );
  const field = form.fields.find(({ kind }) => kind === 'file')?.name ?? '';
  const to = place === 'script' ? '/evidence/uploads' : form.action;
  return served.ask(to, { method: 'POST', as: world.lead, ...multipart(fields, { field, name, bytes }) });
}

const stored = async () => {
  const { db } = portal.database;
  const now = await db.selectFrom('evidence').select(['file_name', 'kind']).where('kind', '=', 'file').execute();
  const before = await db.selectFrom('evidence_version').select('file_name').where('kind', '=', 'file').execute();
  return [...now, ...before].map(({ file_name }) => file_name ?? '');
};

describe('a file', () => {
  it('that was made to do harm is refused with a reason, wherever it is sent', async () => {
    const files = hostileFiles().filter(({ large }) => isFullRun || large !== true);
    const all = files.flatMap((file, index) => {
      // Each is sent to two places at least, and each place sees all kinds in turn.
      return places
        .filter((_, place) => (file.large ? place === index % 4 : (place + index) % 2 === 0))
        .map((place) => ({ file, place }));
    });
    const cases = casesToTry(all, 40);
    const accepted: string[] = [];
    const faults: string[] = [];
    for (const { file, place } of cases) {
      const { status, text } = await send(place, file);
      if (status < 400) accepted.push(`${file.what} at ${place}: ${status}`);
      if (status >= 500 || !/govuk-error-message|"problems"/.test(text))
        faults.push(`${file.what} at ${place}: ${status}`);
    }
    const kept = await stored();
    figure('hostile files', {
      files: atLeast(300, new Set(cases.map(({ file }) => file)).size),
      'tried at four places': cases.length,
      accepted: none(accepted.length),
      'without a reason': none(faults.length),
      kept: none(kept.length),
    });
    expect(accepted).toEqual([]);
    expect(faults).toEqual([]);
    expect(kept).toEqual([]);
  });

  it('that is honest is accepted, whatever its name, and kept under a name that is safe', async () => {
    const files = await honestFiles();
    const cases = casesToTry(files, 12);
    const refused: string[] = [];
    for (const [index, file] of cases.entries()) {
      // The same bytes twice would be noticed as the same file.
      const { status, text } = await send(index % 2 === 0 ? '/evidence/new?kind=file' : 'script', file);
      const same = status === 409 && /same|already/i.test(text);
      if (status >= 400 && !same)
        refused.push(
          `${file.what}: ${status} ${/govuk-error-message[^>]*>(.{0,200})|"words":"([^"]*)/.exec(text)?.slice(1).join('')}`,
        );
    }
    const unsafe = (await stored()).filter(
      (name) => /[/\\:*?"<>|]|[^\P{C}]|^\.|^(con|nul)\./iu.test(name) || name.length > 130,
    );
    figure('honest files', {
      tried: atLeast(60, cases.length),
      refused: none(refused.length),
      'kept under an unsafe name': none(unsafe.length),
    });
    expect(refused).toEqual([]);
    expect(unsafe).toEqual([]);
  });
});
