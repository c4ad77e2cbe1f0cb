import { organisationKinds, type Phase } from '../../../../standards/vocabulary.ts';
import { postcodeSchema, telephoneSchema, websiteSchema, withoutUnknown } from '../schema.ts';
import type { RowReading } from './candidate.ts';
import type { RegisterColumn } from './format.ts';
import type { FileRow } from './read-file.server.ts';
import { registerPhases, registerTypes, registerTypesLeftOut } from './register-types.ts';

/**
 * Reads a row of the schools register extract. The name of the head is in the file and is never read. Codes stay text,
 * with their leading zeros; dates come as dd-mm-yyyy. A website or telephone number we cannot read is left out, because
 * nobody here can mend the register.
 */
export function readRegisterRow({ row, cell, ragged }: FileRow): RowReading {
  const text = (column: RegisterColumn) => cell(column);
  const name = text('EstablishmentName').replaceAll(/\s+/g, ' ');
  if (ragged) return { row, name, refused: ['This row does not have the same columns as the first row'] };
  const status = text('EstablishmentStatus (name)');
  if (status === 'Proposed to open') return { row, name, leftOut: 'Not open yet' };
  const typeCode = text('TypeOfEstablishment (code)').padStart(2, '0');
  const typeName = text('TypeOfEstablishment (name)');
  if (registerTypesLeftOut.has(typeCode)) return { row, name, leftOut: `${typeName} sends no return` };

  const problems: string[] = [];
  const type = registerTypes[typeCode];
  if (!type) problems.push(`TypeOfEstablishment: "${typeCode} ${typeName}" is not a type we know`);
  const phaseCode = text('PhaseOfEducation (code)');
  const ages = { low: wholeNumber(text('StatutoryLowAge'), 99), high: wholeNumber(text('StatutoryHighAge'), 99) };
  const recorded = type?.phase ?? registerPhases[phaseCode];
  const phase = recorded === null ? phaseByAges(ages) : recorded;
  if (recorded === undefined) problems.push(`PhaseOfEducation: "${phaseCode}" is not a phase we know`);
  const urn = text('URN');
  if (!/^\d{6,7}$/.test(urn)) problems.push(`URN: "${urn}" is not a URN of 6 digits`);
  if (name === '') problems.push('EstablishmentName: the name is missing');
  if (name.length > 200) problems.push('EstablishmentName: the name is longer than 200 characters');
  if (!openStatuses.has(status) && status !== 'Closed')
    problems.push(`EstablishmentStatus: "${status}" is not a status we know`);
  const dates = { openedOn: dayOf(text('OpenDate')), closedOn: dayOf(text('CloseDate')) };
  if (dates.openedOn === 'unreadable') problems.push('OpenDate: the date is not written as dd-mm-yyyy');
  if (dates.closedOn === 'unreadable') problems.push('CloseDate: the date is not written as dd-mm-yyyy');
  if (problems.length > 0 || !type) return { row, name, refused: problems };

  const closed = status === 'Closed';
  return {
    candidate: {
      row,
      name,
      kind: type.kind,
      sector: organisationKinds[type.kind].sector,
      dutyBasis: type.duty ?? organisationKinds[type.kind].duty,
      phase,
      urn,
      dfeNumber: dfeNumber(text('LA (code)'), text('EstablishmentNumber')),
      odsCode: undefined,
      reference: undefined,
      localAuthority: text('LA (name)') || undefined,
      address: addressColumns.map(text).filter(Boolean).join(', ') || undefined,
      postcode: readable(postcodeSchema.safeParse(text('Postcode'))),
      website: readable(websiteSchema.safeParse(text('SchoolWebsite'))),
      telephone: readable(telephoneSchema.safeParse(text('TelephoneNum'))),
      status: closed ? 'closed' : 'open',
      closedOn: closed ? dates.closedOn : undefined,
      facts: withoutUnknown({
        boarders: boards(text('Boarders (name)')),
        nursery: among(text('NurseryProvision (name)'), {
          'Has Nursery Classes': true,
          'No Nursery Classes': false,
        }),
        sixthForm: among(text('OfficialSixthForm (code)'), { '1': true, '2': false }),
        lowAge: ages.low,
        highAge: ages.high,
        pupils: wholeNumber(text('NumberOfPupils'), 99_999),
        inTrust:
          text('TrustSchoolFlag (name)') === '' ? undefined : text('TrustSchoolFlag (name)') === multiAcademyTrust,
        trust: text('Trusts (name)').slice(0, 200) || undefined,
        establishmentType: typeName.slice(0, 120) || undefined,
        openedOn: dates.openedOn,
      }),
      contact: undefined,
    },
  };
}

const openStatuses: ReadonlySet<string> = new Set(['Open', 'Open, but proposed to close']);
const addressColumns = ['Street', 'Locality', 'Address3', 'Town', 'County (name)'] as const;

const multiAcademyTrust = 'Supported by a multi-academy trust';

function boards(text: string): boolean | undefined {
  if (text === 'No boarders') return false;
  return /board|residential/i.test(text) ? true : undefined;
}

/**
 * The register records no phase for independent schools. The questions asked depend on it, so it is read from the
 * statutory ages: primary up to 13 as preparatory schools are, secondary from 10, both together otherwise.
 */
function phaseByAges({ low, high }: { low: number | undefined; high: number | undefined }): Phase | undefined {
  if (low === undefined || high === undefined) return undefined;
  if (low >= 16) return 'post-16';
  if (high <= 5) return 'nursery';
  if (high <= 13 && low < 10) return 'primary';
  return low >= 10 ? 'secondary' : 'all-through';
}

const readable = (result: { success: boolean; data?: string | null | undefined }) =>
  (result.success ? result.data : null) ?? undefined;

const among = (text: string, values: Readonly<Record<string, boolean>>): boolean | undefined =>
  Object.hasOwn(values, text) ? values[text] : undefined;

const wholeNumber = (text: string, most: number) =>
  /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined;

const dfeNumber = (authority: string, establishment: string) =>
  /^\d{3}$/.test(authority) && /^\d{4}$/.test(establishment) ? `${authority}/${establishment}` : undefined;

/** `31-08-2024` as `2024-08-31`; undefined when empty. */
function dayOf(text: string): string | undefined {
  if (text === '') return undefined;
  const found = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text);
  if (!found) return 'unreadable';
  const day = `${found[3]}-${found[2]}-${found[1]}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? day : 'unreadable';
}
