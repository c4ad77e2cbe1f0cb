/** The two files that the directory can be filled from, recognised by their headers alone. */

export const templateColumns = [
  'name',
  'kind',
  'phase',
  'urn',
  'dfe_number',
  'ods_code',
  'local_authority',
  'address',
  'postcode',
  'website',
  'telephone',
  'contact_name',
  'contact_job_title',
  'contact_email',
  'reference',
] as const;

export type TemplateColumn = (typeof templateColumns)[number];

/** The columns of the GIAS extract that we read; the file has many more, and the others come and go between releases. */
export const registerColumns = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (name)',
  'OpenDate',
  'CloseDate',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Boarders (name)',
  'NurseryProvision (name)',
  'OfficialSixthForm (code)',
  'NumberOfPupils',
  'TrustSchoolFlag (name)',
  'Trusts (name)',
  'Street',
  'Locality',
  'Address3',
  'Town',
  'County (name)',
  'Postcode',
  'SchoolWebsite',
  'TelephoneNum',
] as const;

export type RegisterColumn = (typeof registerColumns)[number];
export type ImportFormat = 'template' | 'register';

export const formatNames = {
  template: 'Our template',
  register: 'Schools register extract (GIAS, all establishments)',
} as const satisfies Record<ImportFormat, string>;

/** A file that cannot be imported at all, in words that say what was expected. */
export class UnreadableFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

export const expectedFile =
  'Upload the organisations template filled in and saved as "CSV UTF-8", or the "all establishments" CSV file of Get Information About Schools';

/** Which file this is. Refuses a header that is neither, saying which columns are missing or not known. */
export function recogniseFormat(header: readonly string[]): ImportFormat {
  const names = header.map((name) => name.trim());
  if (names.includes('URN') && names.includes('EstablishmentName')) {
    const missing = registerColumns.filter((column) => !names.includes(column));
    if (missing.length > 0)
      throw new UnreadableFile(
        `This looks like the schools register extract, but these columns are missing: ${missing.join(', ')}. ${expectedFile}`,
      );
    return 'register';
  }
  const known: readonly string[] = templateColumns;
  const missing = templateColumns.filter((column) => !names.includes(column));
  if (missing.length === templateColumns.length)
    throw new UnreadableFile(`The first row does not hold the column names that we know. ${expectedFile}`);
  const unknown = names.filter((name) => !known.includes(name));
  const problems = [
    missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
    unknown.length > 0 ? `not known: ${unknown.map((name) => name || '(no name)').join(', ')}` : '',
    new Set(names).size < names.length ? 'a column name comes twice' : '',
  ].filter((problem) => problem !== '');
  if (problems.length > 0)
    throw new UnreadableFile(
      `The columns are not those of the template (${problems.join('; ')}). Copy your rows into a newly downloaded template`,
    );
  return 'template';
}
