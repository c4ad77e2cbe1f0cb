import { z } from 'zod';
import { optionalDay, requiredDay } from '../../platform/form-parsing.ts';
import { groupKindCodes, prioritySetterCodes } from './words.ts';

const words = (what: string, limit: number) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const revision = z.coerce.number().int().positive();

/** Asked of somebody who works for several partnerships. */
const partnership = z
  .string()
  .default('')
  .transform((id) => (id === '' ? null : id));

const groupFields = {
  name: words('the name of the group', 200),
  kind: z.enum(groupKindCodes, 'Choose what kind of group it is'),
};

export const newGroupSchema = z.object({ ...groupFields, partnership });
export type NewGroup = z.output<typeof newGroupSchema>;

export const changeGroupSchema = z.object({ ...groupFields, revision });
export type ChangeGroup = z.output<typeof changeGroupSchema>;

/** A button that needs nothing but what the person saw. */
export const seenSchema = z.object({ revision });

export const descriptionLimit = 2000;

const priorityFields = {
  title: words('the title', 200),
  description: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine(
      (text) => text.length <= descriptionLimit,
      `Shorten the description to ${descriptionLimit.toLocaleString('en-GB')} characters or fewer`,
    ),
  setByName: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim()))
    .refine((text) => text === null || text.length <= 200, 'Shorten who set it to 200 characters or fewer'),
  fromOn: requiredDay('the day it was set'),
  toOn: optionalDay('the last day'),
};

const inOrder = ({ fromOn, toOn }: { readonly fromOn: string; readonly toOn: string | null }) =>
  toOn === null || toOn >= fromOn;
const outOfOrder = { path: ['toOn'], message: 'Enter a last day that is not before the day it was set' };

export const newPrioritySchema = z
  .object({
    ...priorityFields,
    setBy: z.enum(prioritySetterCodes, 'Choose who set it'),
    partnership,
  })
  .refine(inOrder, outOfOrder)
  .refine(({ setBy, setByName }) => setBy === 'partnership' || setByName !== null, {
    path: ['setByName'],
    message: 'Enter which young people set the theme',
  });
export type NewPriority = z.output<typeof newPrioritySchema>;

export const changePrioritySchema = z.object({ ...priorityFields, revision }).refine(inOrder, outOfOrder);
export type ChangePriority = z.output<typeof changePrioritySchema>;
