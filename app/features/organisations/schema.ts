/** The shapes of an organisation and of its forms, for both sides. */
import { z } from 'zod';
import {
  type DutyBasis,
  dutyBasisCodes,
  type OrganisationKind,
  organisationKindCodes,
  organisationKinds,
  type Phase,
  phaseCodes,
  type Sector,
} from '../../../standards/vocabulary.ts';
import { emailSchema } from '../accounts/schema.ts';

const count = z.number().int().min(0);

/**
 * What is known of an organisation beside its name and kind, mostly from public registers. A missing key means "not
 * known". They prefill the profile page of a return, where the organisation confirms or mends them.
 */
export const organisationFactsSchema = z.object({
  boarders: z.boolean().optional(),
  nursery: z.boolean().optional(),
  sixthForm: z.boolean().optional(),
  lowAge: count.max(99).optional(),
  highAge: count.max(99).optional(),
  pupils: count.max(99_999).optional(),
  inTrust: z.boolean().optional(),
  trust: z.string().max(200).optional(),
  establishmentType: z.string().max(120).optional(),
  openedOn: z.string().optional(),
});

export type OrganisationFacts = z.infer<typeof organisationFactsSchema>;

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly sector: Sector;
  readonly dutyBasis: DutyBasis;
  readonly phase: Phase | null;
  readonly urn: string | null;
  readonly dfeNumber: string | null;
  readonly odsCode: string | null;
  /** The partnership's own reference for it. */
  readonly reference: string | null;
  readonly localAuthority: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly website: string | null;
  readonly telephone: string | null;
  readonly status: 'open' | 'closed';
  readonly closedOn: string | null;
  readonly facts: OrganisationFacts;
  readonly revision: number;
}

/** Text that may be left empty; empty becomes null. */
const optional = (limit: number, what: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().max(limit, `Shorten the ${what} to ${limit} characters or fewer`))
    .transform((text) => (text === '' ? null : text));

/** Text that may be left empty and otherwise has to fit a pattern. */
const optionalLike = (pattern: RegExp, message: string, tidy: (text: string) => string = (text) => text) =>
  z
    .string()
    .default('')
    .transform((text) => tidy(text.trim()))
    .refine((text) => text === '' || pattern.test(text), message)
    .transform((text) => (text === '' ? null : text));

const upperCase = (text: string) => text.toUpperCase();

export const nameSchema = z
  .string()
  .default('')
  .transform((text) => text.trim().replaceAll(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, 'Enter the name of the organisation')
      .max(200, 'Shorten the name of the organisation to 200 characters or fewer'),
  );
/** Of a setting; or, of an academy trust, its group ID in the schools register. */
export const urnSchema = optionalLike(
  /^(\d{6}|EY\d{6}|\d{7}|TR\d{5})$/,
  'Enter a URN of 6 digits, such as 100000',
  upperCase,
);
export const dfeNumberSchema = optionalLike(
  /^\d{3}\/\d{4}$/,
  'Enter a DfE number of 3 and 4 digits, such as 201/3614',
  (text) => text.replace(/^(\d{3})[ /-]?(\d{4})$/, '$1/$2'),
);
export const odsCodeSchema = optionalLike(
  /^[A-Z0-9]{3,10}$/,
  'Enter an ODS code of 3 to 10 letters and digits, such as RX1',
  upperCase,
);
export const referenceSchema = optional(60, 'reference');
export const localAuthoritySchema = optional(100, 'name of the local authority');
export const addressSchema = optional(500, 'address');
export const postcodeSchema = optionalLike(
  /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/,
  'Enter a full UK postcode, such as BR1 3UH',
  (text) =>
    upperCase(text)
      .replaceAll(/\s+/g, '')
      .replace(/^(.+)(.{3})$/, '$1 $2'),
);
export const websiteSchema = optionalLike(
  /^(https?:\/\/)?[^\s/:@]+\.[^\s/:@]{2,}([/?#]\S*)?$/i,
  'Enter a website address, such as www.example.org',
);
export const telephoneSchema = optionalLike(
  /^(?=.*\d)[\d\s+()-]{5,20}(\s*(ext|x)\.?\s*\d{1,6})?$/i,
  'Enter a telephone number, such as 01632 960 001',
);
export const contactEmailSchema = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .pipe(z.union([z.literal(''), emailSchema], 'Enter an e-mail address in the correct format, like name@example.org'))
  .transform((text) => (text === '' ? null : text));

export const kindSchema = z.enum(organisationKindCodes, 'Choose the kind of organisation');
const phaseSchema = z
  .enum(['', ...phaseCodes], 'Choose one of the phases in the list')
  .default('')
  .transform((phase) => (phase === '' ? null : phase));
const yesNoUnknown = z
  .enum(['', 'yes', 'no'], 'Choose yes, no or not known')
  .default('')
  .transform((value) => (value === '' ? undefined : value === 'yes'));
const optionalCount = (max: number, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text === '' || (/^\d{1,5}$/.test(text) && Number(text) <= max), message)
    .transform((text) => (text === '' ? undefined : Number(text)));

/** Why a phase does not fit a kind, in words; undefined when it does. */
export const phaseProblem = (kind: OrganisationKind, phase: Phase | null): string | undefined =>
  phase !== null && organisationKinds[kind].sector === 'agency'
    ? `A phase of education is for schools and other settings: leave it empty for "${organisationKinds[kind].name}"`
    : undefined;

/** Adding an organisation by hand, and changing one. */
export const organisationFormSchema = z
  .object({
    name: nameSchema,
    kind: kindSchema,
    phase: phaseSchema,
    /** Empty: as the kind says. */
    dutyBasis: z.enum(['', ...dutyBasisCodes], 'Choose one of the duties in the list').default(''),
    urn: urnSchema,
    dfeNumber: dfeNumberSchema,
    odsCode: odsCodeSchema,
    reference: referenceSchema,
    localAuthority: localAuthoritySchema,
    address: addressSchema,
    postcode: postcodeSchema,
    website: websiteSchema,
    telephone: telephoneSchema,
    boarders: yesNoUnknown,
    nursery: yesNoUnknown,
    sixthForm: yesNoUnknown,
    inTrust: yesNoUnknown,
    trust: optional(200, 'name of the trust').transform((text) => text ?? undefined),
    lowAge: optionalCount(99, 'Enter the youngest age in whole years, such as 3'),
    highAge: optionalCount(99, 'Enter the oldest age in whole years, such as 11'),
    pupils: optionalCount(99_999, 'Enter the number of pupils in digits, such as 210'),
  })
  .superRefine((form, context) => {
    const problem = phaseProblem(form.kind, form.phase);
    if (problem) context.addIssue({ code: 'custom', path: ['phase'], message: problem });
    if (form.lowAge !== undefined && form.highAge !== undefined && form.lowAge > form.highAge)
      context.addIssue({ code: 'custom', path: ['highAge'], message: 'The oldest age must not be below the youngest' });
  })
  .transform(({ boarders, nursery, sixthForm, inTrust, trust, lowAge, highAge, pupils, dutyBasis, ...form }) => ({
    ...form,
    sector: organisationKinds[form.kind].sector as Sector,
    dutyBasis: dutyBasis === '' ? (organisationKinds[form.kind].duty as DutyBasis) : dutyBasis,
    facts: withoutUnknown({ boarders, nursery, sixthForm, inTrust, trust, lowAge, highAge, pupils }),
  }));

export type OrganisationForm = z.output<typeof organisationFormSchema>;

/** The revision that a form was made from; 0, which nothing has, when it is not there. */
export function revisionOf(form: FormData): number {
  const typed = form.get('revision');
  return typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
}

export const contactFormSchema = z.object({
  name: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'Enter the name of the contact').max(200, 'Shorten the name to 200 characters or fewer')),
  jobTitle: optional(200, 'job title'),
  email: contactEmailSchema,
  telephone: telephoneSchema,
});

export type ContactForm = z.output<typeof contactFormSchema>;

/** The text fields of an invitation: what a browser can check before anything is sent. */
export const invitationTextSchema = z.object({
  email: emailSchema,
  personName: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'Enter the name of the person').max(200, 'Shorten the name to 200 characters or fewer')),
  personJobTitle: optional(200, 'job title'),
});

/** Inviting a person to an organisation; which roles fit is decided by `rolesOffered`. */
export const invitationFormSchema = invitationTextSchema.extend({
  role: z.string().default('').pipe(z.string().min(1, 'Choose what this person does')),
});

export type InvitationForm = z.output<typeof invitationFormSchema>;

/** An object without the keys that hold `undefined`: what is not known is not stored. */
export function withoutUnknown(facts: { [Key in keyof OrganisationFacts]: OrganisationFacts[Key] | undefined }) {
  return organisationFactsSchema.parse(
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  );
}
