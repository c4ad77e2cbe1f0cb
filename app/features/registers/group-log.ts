import { z } from 'zod';

/** The query string of a group's action log; whatever it does not know is left out rather than refused. */
export const groupLogFilterSchema = z.object({
  whose: z.enum(['all', 'own', 'followed']).catch('all'),
  status: z.enum(['current', 'all']).catch('current'),
});
export type GroupLogFilter = z.output<typeof groupLogFilterSchema>;

export const readGroupLogFilter = (search: URLSearchParams): GroupLogFilter =>
  groupLogFilterSchema.parse(Object.fromEntries(search));
