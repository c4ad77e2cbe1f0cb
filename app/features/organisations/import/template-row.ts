import type { z } from 'zod';
import { type OrganisationKind, organisationKinds, type Phase, phases } from '../../../../standards/vocabulary.ts';
import {
  addressSchema,
  contactEmailSchema,
  dfeNumberSchema,
  localAuthoritySchema,
  nameSchema,
  odsCodeSchema,
  phaseProblem,
  postcodeSchema,
  referenceSchema,
  telephoneSchema,
  urnSchema,
  websiteSchema,
} from '../schema.ts';
import type { RowReading } from './candidate.ts';
import type { TemplateColumn } from './format.ts';
import type { FileRow } from './read-file.server.ts';

const sameWord = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

const kindsByWord = new Map(
  Object.entries(organisationKinds).flatMap(([code, { name }]) => [
    [code, code as OrganisationKind] as const,
    [sameWord(name), code as OrganisationKind] as const,
  ]),
);
const phasesByWord = new Map(
  Object.entries(phases).flatMap(([code, name]) => [
    [code, code as Phase] as const,
    [sameWord(name), code as Phase] as const,
  ]),
);

/** Reads a row of our template. Kinds and phases may be given by code or by name; every problem is told, not the first. */
export function readTemplateRow({ row, cell, ragged }: FileRow): RowReading {
  const text = (column: TemplateColumn) => cell(column);
  const shown = text('name');
  if (ragged) return { row, name: shown, refused: ['This row does not have the same columns as the first row'] };
  const problems: string[] = [];
  const read = <T>(schema: z.ZodType<T, string | undefined>, column: TemplateColumn): T | undefined => {
    const parsed = schema.safeParse(text(column));
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) problems.push(`${column}: ${lowerFirst(issue.message)}`);
    return undefined;
  };
  const optional = (schema: z.ZodType<string | null, string | undefined>, column: TemplateColumn) =>
    read(schema, column) ?? undefined;

  const name = read(nameSchema, 'name');
  const kind = kindsByWord.get(sameWord(text('kind')));
  if (!kind)
    problems.push(
      text('kind') === ''
        ? 'kind: say what kind of organisation it is'
        : `kind: "${text('kind')}" is not a kind we know`,
    );
  const phase = text('phase') === '' ? undefined : phasesByWord.get(sameWord(text('phase')));
  if (text('phase') !== '' && !phase) problems.push(`phase: "${text('phase')}" is not a phase we know`);
  const misfit = kind && phase ? phaseProblem(kind, phase) : undefined;
  if (misfit) problems.push(`phase: ${lowerFirst(misfit)}`);
  const rest = {
    urn: optional(urnSchema, 'urn'),
    dfeNumber: optional(dfeNumberSchema, 'dfe_number'),
    odsCode: optional(odsCodeSchema, 'ods_code'),
    reference: optional(referenceSchema, 'reference'),
    localAuthority: optional(localAuthoritySchema, 'local_authority'),
    address: optional(addressSchema, 'address'),
    postcode: optional(postcodeSchema, 'postcode'),
    website: optional(websiteSchema, 'website'),
    telephone: optional(telephoneSchema, 'telephone'),
  };
  const email = read(contactEmailSchema, 'contact_email') ?? null;
  const contactName = text('contact_name');
  const jobTitle = text('contact_job_title');
  if (contactName === '' && (email !== null || jobTitle !== ''))
    problems.push('contact_name: enter the name of the contact');
  if (contactName.length > 200) problems.push('contact_name: shorten the name to 200 characters or fewer');
  if (jobTitle.length > 200) problems.push('contact_job_title: shorten the job title to 200 characters or fewer');
  if (problems.length > 0 || !name || !kind) return { row, name: shown, refused: problems };
  return {
    candidate: {
      row,
      name,
      kind,
      sector: organisationKinds[kind].sector,
      dutyBasis: undefined,
      phase,
      ...rest,
      status: undefined,
      closedOn: undefined,
      facts: {},
      contact: contactName === '' ? undefined : { name: contactName, jobTitle: jobTitle || null, email },
    },
  };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
