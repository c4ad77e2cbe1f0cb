import { readFileSync } from 'node:fs';
import { templateColumns } from '../../../app/features/organisations/import/format.ts';

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file in our template: each row by column name, the rest empty. */
export function aTemplateFile(rows: readonly Partial<Record<(typeof templateColumns)[number], string>>[]): Uint8Array {
  const lines = rows.map((row) => templateColumns.map((column) => quoted(row[column] ?? '')).join(','));
  return new TextEncoder().encode([templateColumns.join(','), ...lines, ''].join('\r\n'));
}

/** The header of the published extract: 135 columns, November 2024. */
const registerHeader = readFileSync(new URL('./gias-header.csv', import.meta.url), 'latin1').trim();
const registerColumns = registerHeader.split(',').map((name) => name.replaceAll('"', ''));

const aSchool: Record<string, string> = {
  URN: '900001',
  'LA (code)': '305',
  'LA (name)': 'Brookmere',
  EstablishmentNumber: '2001',
  EstablishmentName: 'Hollow Lane Primary School',
  'TypeOfEstablishment (code)': '01',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentStatus (code)': '1',
  'EstablishmentStatus (name)': 'Open',
  OpenDate: '01-09-1998',
  'PhaseOfEducation (code)': '2',
  'PhaseOfEducation (name)': 'Primary',
  StatutoryLowAge: '3',
  StatutoryHighAge: '11',
  'Boarders (code)': '1',
  'Boarders (name)': 'No boarders',
  'NurseryProvision (name)': 'Has Nursery Classes',
  'OfficialSixthForm (code)': '2',
  'OfficialSixthForm (name)': 'Does not have a sixth form',
  NumberOfPupils: '412',
  'TrustSchoolFlag (name)': 'Not applicable',
  Street: '1 Hollow Lane',
  Town: 'Brookmere',
  Postcode: 'ZZ1 1AA',
  SchoolWebsite: 'www.hollowlane.example.org',
  TelephoneNum: '01632960001',
  HeadFirstName: 'Canary',
  HeadLastName: 'Headname',
};

/** An extract of the schools register with invented schools, in Windows-1252 as it is published. */
export function aRegisterFile(rows: readonly Record<string, string>[]): Uint8Array {
  const lines = rows.map((row) => {
    const unknown = Object.keys(row).filter((column) => !registerColumns.includes(column));
    if (unknown.length > 0) throw new Error(`The extract has no column ${unknown.join(', ')}`);
    const school: Record<string, string> = { ...aSchool, ...row };
    return registerColumns.map((column) => quoted(school[column] ?? '')).join(',');
  });
  return windows1252([registerHeader, ...lines, ''].join('\r\n'));
}

/** Latin letters and the dash are all that the tests need of the code page. */
export const windows1252 = (text: string) =>
  Uint8Array.from(text, (letter) => (letter === '–' ? 0x96 : letter.codePointAt(0)) ?? 0);
