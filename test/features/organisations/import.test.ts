import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import {
  applyKeptFile,
  keepImportFile,
  previewImport,
} from '../../../app/features/organisations/commands/import-organisations.server.ts';
import { changeOrganisation } from '../../../app/features/organisations/commands/save-organisation.server.ts';
import type { DryRun } from '../../../app/features/organisations/import/dry-run.server.ts';
import {
  getOrganisation,
  listContacts,
  listOrganisations,
} from '../../../app/features/organisations/queries.server.ts';
import { organisationFormSchema } from '../../../app/features/organisations/schema.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aRegisterFile, aTemplateFile, windows1252 } from './import-files.ts';

const appendix = () => readFileSync(new URL('../../fixtures/bromley-appendix-1.csv', import.meta.url));

describeEachDatabase('importing organisations', (open) => {
  let portal: TestPortal;
  let partnershipId: string;
  let manager: Viewer;
  beforeEach(async () => {
    portal = await open();
    partnershipId = await aPartnership(portal);
    manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  });

  const keep = async (bytes: Uint8Array, who = manager) => {
    const kept = await keepImportFile(portal, who, { bytes });
    if (!kept.ok) throw new Error(kept.problem);
    return kept.sha256;
  };
  const problemWith = async (bytes: Uint8Array) => {
    const kept = await keepImportFile(portal, manager, { bytes });
    return kept.ok ? undefined : kept.problem;
  };
  const dryRunOf = async (sha256: string, localAuthority?: string): Promise<DryRun> => {
    const preview = await previewImport(portal, manager, { sha256, localAuthority });
    if (!('dryRun' in preview)) throw new Error(JSON.stringify(preview));
    return preview.dryRun;
  };
  const importAll = async (bytes: Uint8Array, localAuthority?: string) => {
    const sha256 = await keep(bytes);
    const { outcome } = await dryRunOf(sha256, localAuthority);
    return applyKeptFile(portal, manager, { sha256, localAuthority, outcome });
  };
  const scope = () => partnershipScope(manager, 'organisation.read');
  const directory = async (search?: string) =>
    (await listOrganisations(portal.database.db, scope(), search === undefined ? {} : { search }, 1)).items;
  const only = async (search: string) => {
    const [entry] = await directory(search);
    return getOrganisation(portal.database.db, scope(), entry?.id ?? '');
  };
  const count = async (table: 'organisation' | 'event') =>
    (
      await portal.database.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;

  it('imports the published list of schools and agencies, and finds nothing to do the second time', async () => {
    const sha256 = await keep(appendix());
    const first = await dryRunOf(sha256);
    expect(first.counts).toMatchObject({ new: 163, refused: 0 });
    expect(await count('organisation')).toBe(0);
    expect(await applyKeptFile(portal, manager, { sha256, outcome: first.outcome })).toEqual({ ok: true });
    expect((await listOrganisations(portal.database.db, scope(), { kind: 'independent-school' }, 1)).total).toBe(18);
    expect((await listOrganisations(portal.database.db, scope(), { phase: 'primary' }, 1)).total).toBe(78);
    expect((await listOrganisations(portal.database.db, scope(), { sector: 'agency' }, 1)).total).toBe(43);
    const again = await dryRunOf(sha256);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, refused: 0, unchanged: 163 });
    expect(again.mayApply).toBe(false);
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });

  it('records one event for the import and the events of each organisation', async () => {
    await importAll(aTemplateFile([{ name: 'Riverbank Housing', kind: 'Housing provider' }]));
    const events = await portal.database.db.selectFrom('event').select(['type', 'detail']).orderBy('id').execute();
    const types = events.map(({ type }) => type).filter((type) => type.startsWith('organisation'));
    expect(types.toSorted()).toEqual(['organisation.created', 'organisation.joined', 'organisations.imported']);
    const imported = events.find(({ type }) => type === 'organisations.imported');
    expect(JSON.parse(imported?.detail ?? '')).toMatchObject({ format: 'template', new: 1, changed: 0 });
  });

  it('refuses each bad row with its number and every reason, and then writes nothing at all', async () => {
    await importAll(aTemplateFile([{ name: 'Known Trust', kind: 'health-provider', ods_code: 'RX1' }]));
    const sha256 = await keep(
      aTemplateFile([
        { name: 'Good Row Charity', kind: 'voluntary' },
        { name: 'Odd Kind', kind: 'wizard' },
        { name: '', kind: 'police' },
        { name: 'Phase On Agency', kind: 'police', phase: 'primary' },
        { name: 'Bad Numbers', kind: 'academy', phase: 'lunar', urn: '12', dfe_number: '3', ods_code: '!' },
        { name: 'Bad Contact', kind: 'faith', contact_name: 'Jo', contact_email: 'not an address' },
        { name: 'Nameless Contact', kind: 'faith', contact_email: 'jo@example.org' },
        { name: 'Good Row  charity', kind: 'voluntary' },
        { name: 'Bad Place', kind: 'sport', postcode: 'nowhere', website: 'javascript:alert(1)', telephone: 'call me' },
      ]),
    );
    const dryRun = await dryRunOf(sha256);
    const reasons = Object.fromEntries(
      dryRun.rows.filter(({ outcome }) => outcome === 'refused').map(({ row, reasons: why }) => [row, why]),
    );
    expect(reasons).toEqual({
      3: ['kind: "wizard" is not a kind we know'],
      4: ['name: enter the name of the organisation'],
      5: [expect.stringContaining('A phase of education is for schools'.slice(2))],
      6: [
        'phase: "lunar" is not a phase we know',
        'urn: enter a URN of 6 digits, such as 100000',
        'dfe_number: enter a DfE number of 3 and 4 digits, such as 201/3614',
        'ods_code: enter an ODS code of 3 to 10 letters and digits, such as RX1',
      ],
      7: ['contact_email: enter an e-mail address in the correct format, like name@example.org'],
      8: ['contact_name: enter the name of the contact'],
      9: ['The same organisation is in row 2'],
      10: [
        'postcode: enter a full UK postcode, such as BR1 3UH',
        'website: enter a website address, such as www.example.org',
        'telephone: enter a telephone number, such as 01632 960 001',
      ],
    });
    expect(dryRun.mayApply).toBe(false);
    const events = await count('event');
    expect(await applyKeptFile(portal, manager, { sha256, outcome: dryRun.outcome })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Nothing was imported'),
    });
    expect(await directory()).toHaveLength(1);
    expect(await count('event')).toBe(events);
  });

  it('names the fields that change, and an empty cell changes nothing', async () => {
    const row = { name: 'Known Trust', kind: 'health-provider', ods_code: 'rx1', telephone: '01632 960 002' };
    await importAll(aTemplateFile([{ ...row, contact_name: 'Ada Marsh', contact_email: 'ada@example.org' }]));
    const next = { name: 'Known NHS Trust', kind: 'health-provider', ods_code: 'RX1', postcode: 'zz1 1aa' };
    const changed = aTemplateFile([{ ...next, contact_name: 'Ada Marsh-Hill', contact_email: 'ADA@example.org' }]);
    const dryRun = await dryRunOf(await keep(changed));
    expect(dryRun.rows).toMatchObject([
      {
        row: 2,
        outcome: 'changed',
        changes: [
          { field: 'name', from: 'Known Trust', to: 'Known NHS Trust' },
          { field: 'postcode', from: '', to: 'ZZ1 1AA' },
          { field: 'contact' },
        ],
      },
    ]);
    expect(await importAll(changed)).toEqual({ ok: true });
    const trust = await only('Known');
    expect(trust).toMatchObject({
      name: 'Known NHS Trust',
      telephone: '01632 960 002',
      postcode: 'ZZ1 1AA',
      revision: 2,
    });
    expect(await listContacts(portal.database.db, trust.id)).toMatchObject([
      { name: 'Ada Marsh-Hill', email: 'ada@example.org' },
    ]);
    expect((await dryRunOf(await keep(changed))).counts.unchanged).toBe(1);
  });

  it('refuses to apply when the directory has changed since the dry run', async () => {
    await importAll(aTemplateFile([{ name: 'Known Trust', kind: 'health-provider', ods_code: 'RX1' }]));
    const sha256 = await keep(aTemplateFile([{ name: 'Other Name', kind: 'health-provider', ods_code: 'RX1' }]));
    const { outcome } = await dryRunOf(sha256);
    const trust = await only('Known');
    await changeOrganisation(portal, manager, {
      organisationId: trust.id,
      revision: 1,
      form: organisationFormSchema.parse({ name: 'Third Name', kind: 'health-provider', odsCode: 'RX1' }),
    });
    expect(await applyKeptFile(portal, manager, { sha256, outcome })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('has changed since'),
    });
    expect((await only('Third')).name).toBe('Third Name');
  });

  it('matches by name and kind inside the partnership alone, and never against another number', async () => {
    const elsewhere = await aPartnership(portal, 'elsewhere');
    await anOrganisation(portal, elsewhere, { name: 'Common Name', kind: 'voluntary' });
    await anOrganisation(portal, partnershipId, { name: 'Common Name', kind: 'faith' });
    await anOrganisation(portal, partnershipId, { name: 'Twin', kind: 'sport' });
    await anOrganisation(portal, partnershipId, { name: 'Twin', kind: 'sport' });
    const dryRun = await dryRunOf(
      await keep(
        aTemplateFile([
          { name: 'Common Name', kind: 'voluntary' },
          { name: 'common name', kind: 'faith', reference: 'F1' },
          { name: 'Twin', kind: 'sport' },
        ]),
      ),
    );
    expect(dryRun.rows.map(({ outcome }) => outcome)).toEqual(['new', 'changed', 'refused']);
  });

  it('lets a known organisation join instead of keeping it twice', async () => {
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const other = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const row = aTemplateFile([{ name: 'Wide Trust', kind: 'health-provider', ods_code: 'RX9' }]);
    const sha256 = await keep(row, other);
    const preview = await previewImport(portal, other, { sha256 });
    await applyKeptFile(portal, other, { sha256, outcome: 'dryRun' in preview ? preview.dryRun.outcome : '' });
    expect((await dryRunOf(await keep(row))).rows).toMatchObject([{ outcome: 'joins', changes: [] }]);
    expect(await importAll(row)).toEqual({ ok: true });
    expect(await directory()).toHaveLength(1);
    expect(await count('organisation')).toBe(1);
  });

  it('deletes the uploaded file once it is imported, and not while rows are refused', async () => {
    const stored = async (sha256: string) => {
      const found = await portal.blobs.open(`import-${partnershipId}`, sha256);
      await found?.stream.cancel();
      return found !== undefined;
    };
    const refused = await keep(aTemplateFile([{ name: 'Riverbank', kind: 'castle' }]));
    const { outcome } = await dryRunOf(refused);
    expect(await applyKeptFile(portal, manager, { sha256: refused, outcome })).toMatchObject({ ok: false });
    expect(await stored(refused)).toBe(true);
    const sha256 = await keep(aTemplateFile([{ name: 'Riverbank', kind: 'voluntary' }]));
    const sound = await dryRunOf(sha256);
    expect(await applyKeptFile(portal, manager, { sha256, outcome: sound.outcome })).toEqual({ ok: true });
    expect(await stored(sha256)).toBe(false);
    // The page that says so still shows the rows.
    expect((await dryRunOf(sha256)).mayApply).toBe(false);
  });

  it('keeps an uploaded file from everybody outside the partnership', async () => {
    const sha256 = await keep(aTemplateFile([{ name: 'Riverbank', kind: 'voluntary' }]));
    const stranger = await aViewer(portal, {
      role: 'business-manager',
      partnershipId: await aPartnership(portal, 'elsewhere'),
    });
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    for (const [who, partnership] of [
      [stranger, undefined],
      [stranger, partnershipId],
      [observer, undefined],
    ] as const)
      await expect(previewImport(portal, who, { sha256, partnershipId: partnership })).rejects.toMatchObject({
        code: 'not-found',
      });
    await expect(previewImport(portal, manager, { sha256: '../secret' })).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('the schools register', () => {
    const schools = aRegisterFile([
      { EstablishmentName: 'École Sainte-Thérèse – Brookmere', URN: '900002', EstablishmentNumber: '2002' },
      {
        URN: '900003',
        EstablishmentName: 'Fen Edge Academy',
        'TypeOfEstablishment (code)': '34',
        'TypeOfEstablishment (name)': 'Academy converter',
        'PhaseOfEducation (code)': '4',
        'Boarders (name)': 'Boarding school',
        'NurseryProvision (name)': 'Not applicable',
        'OfficialSixthForm (code)': '1',
        StatutoryLowAge: '11',
        StatutoryHighAge: '18',
        'TrustSchoolFlag (name)': 'Supported by a multi-academy trust',
        'Trusts (code)': '99901',
        'Trusts (name)': 'Fenland Learning Trust',
      },
      {
        URN: '900004',
        'TypeOfEstablishment (code)': '07',
        EstablishmentName: 'Marsh View',
        'PhaseOfEducation (code)': '0',
      },
      {
        URN: '900005',
        'TypeOfEstablishment (code)': '14',
        EstablishmentName: 'The Bridge',
        'PhaseOfEducation (code)': '0',
      },
      {
        URN: '900006',
        'TypeOfEstablishment (code)': '11',
        EstablishmentName: 'Fen Prep',
        'PhaseOfEducation (code)': '0',
        StatutoryLowAge: '4',
        StatutoryHighAge: '13',
      },
      {
        URN: '900007',
        'TypeOfEstablishment (code)': '45',
        EstablishmentName: 'Brook Sixth',
        'PhaseOfEducation (code)': '6',
      },
      {
        URN: '900008',
        'EstablishmentStatus (name)': 'Closed',
        CloseDate: '31-08-2020',
        EstablishmentName: 'Long Gone',
      },
      { URN: '900009', 'EstablishmentStatus (name)': 'Proposed to open', EstablishmentName: 'Yet To Come' },
      {
        URN: '900010',
        'TypeOfEstablishment (code)': '52',
        'TypeOfEstablishment (name)': "Children's centre",
        EstablishmentName: 'Centre',
      },
      { URN: '900011', 'LA (name)': 'Faraway', EstablishmentName: 'Not Ours' },
    ]);

    it('offers the local authorities in the file, and asks again for one that is not in it', async () => {
      const sha256 = await keep(schools);
      const expected = [
        { name: 'Brookmere', establishments: 9 },
        { name: 'Faraway', establishments: 1 },
      ];
      expect(await previewImport(portal, manager, { sha256 })).toMatchObject({
        format: 'register',
        authorities: expected,
      });
      expect(await previewImport(portal, manager, { sha256, localAuthority: 'Atlantis' })).toMatchObject({
        authorities: expected,
      });
    });

    it('reads kinds, phases, duties, numbers and facts, in Windows-1252', async () => {
      expect(await importAll(schools, 'Brookmere')).toEqual({ ok: true });
      expect(await only('900002')).toMatchObject({
        name: 'École Sainte-Thérèse – Brookmere',
        kind: 'maintained-school',
        phase: 'primary',
        dutyBasis: 'section-175',
        dfeNumber: '305/2002',
        localAuthority: 'Brookmere',
        address: '1 Hollow Lane, Brookmere',
        facts: {
          boarders: false,
          nursery: true,
          sixthForm: false,
          lowAge: 3,
          highAge: 11,
          pupils: 412,
          openedOn: '1998-09-01',
        },
      });
      const academy = await only('900003');
      expect(academy).toMatchObject({ kind: 'academy', phase: 'secondary', dutyBasis: 'section-157' });
      expect(academy.facts).toMatchObject({
        boarders: true,
        sixthForm: true,
        inTrust: true,
        trust: 'Fenland Learning Trust',
      });
      expect(academy.facts).not.toHaveProperty('nursery');
      expect(await only('900004')).toMatchObject({ kind: 'maintained-school', phase: 'special' });
      expect(await only('900005')).toMatchObject({ kind: 'pupil-referral-unit', phase: 'alternative-provision' });
      expect(await only('900006')).toMatchObject({ kind: 'independent-school', phase: 'primary' });
      expect(await only('900007')).toMatchObject({ kind: 'academy', phase: 'post-16', dutyBasis: 'welfare-2021' });
    });

    it('leaves out what is closed and unknown, not yet open, of no kind that answers, or elsewhere', async () => {
      const { rows, counts } = await dryRunOf(await keep(schools), 'Brookmere');
      expect(counts).toMatchObject({ new: 6, 'left-out': 3, refused: 0 });
      expect(rows.filter(({ outcome }) => outcome === 'left-out')).toMatchObject([
        { row: 8, reasons: ['Closed, and not in the directory'] },
        { row: 9, reasons: ['Not open yet'] },
        { row: 10, reasons: ["Children's centre sends no return"] },
      ]);
    });

    it('marks a member that has closed, and keeps it', async () => {
      await importAll(schools, 'Brookmere');
      const later = aRegisterFile([
        {
          URN: '900005',
          'TypeOfEstablishment (code)': '14',
          'EstablishmentStatus (name)': 'Closed',
          CloseDate: '31-08-2026',
        },
      ]);
      expect((await dryRunOf(await keep(later), 'Brookmere')).counts).toMatchObject({ closed: 1 });
      await importAll(later, 'Brookmere');
      const { items } = await listOrganisations(portal.database.db, scope(), { standing: 'closed' }, 1);
      expect(items).toMatchObject([{ urn: '900005', status: 'closed' }]);
    });

    it('never brings in the name of a head teacher', async () => {
      await importAll(schools, 'Brookmere');
      const tables = ['organisation', 'organisation_contact', 'event', 'person'] as const;
      for (const table of tables)
        expect(JSON.stringify(await portal.database.db.selectFrom(table).selectAll().execute())).not.toContain(
          'Headname',
        );
    });

    it('refuses a type, a phase, a status, a date or a URN that it does not know', async () => {
      const { rows } = await dryRunOf(
        await keep(
          aRegisterFile([
            {
              URN: 'A1',
              'TypeOfEstablishment (code)': '77',
              'TypeOfEstablishment (name)': 'Moon school',
              'PhaseOfEducation (code)': '9',
              'EstablishmentStatus (name)': 'Asleep',
              OpenDate: '2024-09-01',
            },
          ]),
        ),
        'Brookmere',
      );
      expect(rows[0]?.reasons).toEqual([
        'TypeOfEstablishment: "77 Moon school" is not a type we know',
        'PhaseOfEducation: "9" is not a phase we know',
        'URN: "A1" is not a URN of 6 digits',
        'EstablishmentStatus: "Asleep" is not a status we know',
        'OpenDate: the date is not written as dd-mm-yyyy',
      ]);
    });

    it('fills in what a list of names left open, matching by name and kind', async () => {
      await importAll(aTemplateFile([{ name: 'Fen Edge Academy', kind: 'academy' }]));
      const { rows } = await dryRunOf(await keep(schools), 'Brookmere');
      const fen = rows.find(({ name }) => name === 'Fen Edge Academy');
      expect(fen).toMatchObject({ outcome: 'changed' });
      expect(fen?.changes).toContainEqual({ field: 'URN', from: '', to: '900003' });
    });
  });

  it('refuses in words a file that it cannot read', async () => {
    const text = (words: string) => new TextEncoder().encode(words);
    expect(await problemWith(new Uint8Array())).toContain('empty');
    expect(await problemWith(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8]))).toContain('not a CSV file');
    expect(await problemWith(Uint8Array.from([0xff, 0xfe, 0x6e, 0]))).toContain('UTF-16');
    expect(await problemWith(text('first,second\n1,2\n'))).toContain('Upload the organisations template');
    expect(await problemWith(text('name,kind,colour\nA,police,red\n'))).toMatch(
      /missing: phase, urn.*not known: colour/,
    );
    expect(await problemWith(text('"URN","EstablishmentName"\n1,A\n'))).toContain('LA (name)');
    const accents = aTemplateFile([{ name: 'Café Club', kind: 'voluntary' }]);
    expect(await problemWith(windows1252(new TextDecoder().decode(accents)))).toContain('CSV UTF-8');
    expect(await problemWith(accents)).toBeUndefined();
  });

  it('says where a file stops being CSV, and refuses one without rows', async () => {
    const header = new TextDecoder().decode(aTemplateFile([])).trim();
    const preview = async (body: string) =>
      previewImport(portal, manager, { sha256: await keep(new TextEncoder().encode(`${header}\r\n${body}`)) });
    expect(await preview('"Good",police,,,,,,,,,,,,,\r\n"never closed,police\r\n')).toMatchObject({
      problem: expect.stringContaining('quotation marks'),
    });
    expect(await preview('')).toMatchObject({ problem: expect.stringContaining('no rows') });
    expect(await preview('A,police\r\n')).toMatchObject({
      dryRun: { rows: [{ row: 2, outcome: 'refused', reasons: [expect.stringContaining('same columns')] }] },
    });
  });
});
