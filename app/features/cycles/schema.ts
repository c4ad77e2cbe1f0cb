/** The forms and shapes of cycles, for both sides. */
import { z } from 'zod';
import type { OrganisationKind, Phase, Sector } from '../../../standards/vocabulary.ts';
import { readDateParts } from '../questionnaire/dates.ts';
import { type CycleDateField, type CycleStatus, cycleDates, dateOrderProblems, type ReturnStage } from './rules.ts';

export interface Cycle {
  readonly id: string;
  readonly partnershipId: string;
  readonly editionId: string;
  /** The edition of the library that the cycle asks; another than `editionId` once it is frozen with local questions. */
  readonly baseEditionId: string;
  readonly editionTitle: string;
  readonly shortTitle: string;
  readonly sector: Sector;
  /** The kinds of organisation that the standards are for; every kind of the sector where the edition names none. */
  readonly kinds: readonly OrganisationKind[];
  /** Whether some question depends on the phase of education. */
  readonly asksByPhase: boolean;
  readonly previousCycleId: string | null;
  readonly name: string;
  readonly status: CycleStatus;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly moderationOn: string;
  readonly challengeOn: string;
  readonly actionsDueOn: string;
  readonly launchedAt: string | null;
  readonly closedAt: string | null;
  readonly revision: number;
}

/** One return as the partnership sees it before it is sent: where it is and how far, never what it says. */
export interface ReturnEntry {
  readonly returnId: string;
  /** The edition that it asks: another than its cycle's where it was sent before the others moved. */
  readonly editionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly phase: Phase | null;
  readonly stage: ReturnStage;
  readonly dueOn: string;
  /** The date it was given at the launch; differs from `dueOn` once extended. */
  readonly firstDueOn: string;
  readonly percent: number;
  readonly late: boolean;
  readonly submittedAt: string | null;
  readonly lastSavedAt: string | null;
  readonly submissionId: string | null;
  /** Whether there is a safeguarding lead to remind. */
  readonly hasLead: boolean;
  readonly remindedAt: string | null;
}

/** Reads a date from the three inputs of a form; problems are in words, and a date must be given. */
export function readDateInputs(
  form: Readonly<Record<string, unknown>>,
  field: string,
  missing: string,
): { readonly date: string } | { readonly problem: string } {
  const part = (name: string) => String(form[`${field}-${name}`] ?? '');
  const reading = readDateParts({ day: part('day'), month: part('month'), year: part('year') });
  if ('problem' in reading) return reading;
  return reading.date === null ? { problem: missing } : { date: reading.date };
}

const nameSchema = z
  .string()
  .transform((name) => name.trim())
  .pipe(z.string().min(1, 'Enter a name for the cycle').max(120, 'Shorten the name to 120 characters or fewer'));

const reasonSchema = z
  .string()
  .transform((reason) => reason.trim())
  .pipe(z.string().min(1, 'Enter why the date moves').max(500, 'Shorten the reason to 500 characters or fewer'));

const missingDate: Readonly<Record<CycleDateField, string>> = {
  opensOn: 'Enter the day on which the cycle opens',
  dueOn: 'Enter the day on which returns are due',
  moderationOn: 'Enter the day by which ratings are checked',
  challengeOn: 'Enter the day of the challenge session',
  actionsDueOn: 'Enter the day on which actions are due',
};

/** A form as it was posted; every problem of it is told at once. */
const typedForm = z.looseObject({});
type Typed = z.output<typeof typedForm>;

function readText(form: Typed, field: string, schema: z.ZodType<string>, context: z.RefinementCtx): string {
  const parsed = schema.safeParse(typeof form[field] === 'string' ? form[field] : '');
  if (parsed.success) return parsed.data;
  for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', path: [field], message });
  return '';
}

function readDates(form: Typed, context: z.RefinementCtx): Record<CycleDateField, string> {
  const dates = { opensOn: '', dueOn: '', moderationOn: '', challengeOn: '', actionsDueOn: '' };
  let whole = true;
  for (const { field } of cycleDates) {
    const reading = readDateInputs(form, field, missingDate[field]);
    if ('date' in reading) dates[field] = reading.date;
    else {
      whole = false;
      context.addIssue({ code: 'custom', path: [field], message: reading.problem });
    }
  }
  if (whole)
    for (const { field, message } of dateOrderProblems(dates))
      context.addIssue({ code: 'custom', path: [field], message });
  return dates;
}

/** The name and dates of a cycle, checked for their order. */
export const cycleSettingsSchema = typedForm.transform((form, context) => ({
  name: readText(form, 'name', nameSchema, context),
  ...readDates(form, context),
}));

export type CycleSettings = z.output<typeof cycleSettingsSchema>;

/** A new cycle: the edition it asks, its name and its dates. */
export const newCycleSchema = typedForm.transform((form, context) => ({
  editionId: readText(form, 'editionId', z.string().min(1, 'Choose the standards'), context),
  name: readText(form, 'name', nameSchema, context),
  ...readDates(form, context),
}));

export type NewCycle = z.output<typeof newCycleSchema>;

/** A later due date for one return, with the reason. */
export const extensionSchema = typedForm.transform((form, context) => {
  const reading = readDateInputs(form, 'newDueOn', 'Enter the new date');
  if ('problem' in reading) context.addIssue({ code: 'custom', path: ['newDueOn'], message: reading.problem });
  return {
    newDueOn: 'date' in reading ? reading.date : '',
    reason: readText(form, 'reason', reasonSchema, context),
  };
});

export type Extension = z.output<typeof extensionSchema>;
