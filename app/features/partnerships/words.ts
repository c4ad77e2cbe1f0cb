/** What a partnership is made of beside its people: its groups, the priorities of its plan, the themes that young people set. */

/** The kinds of group, from the one that decides to those that advise. Source: domain.md 7 (board, executive, sub-groups). */
export const groupKinds = {
  board: 'Board',
  executive: 'Executive',
  'sub-group': 'Sub-group',
  'task-group': 'Task and finish group',
  advisory: 'Advisory group',
} as const;
export type GroupKind = keyof typeof groupKinds;
export const groupKindCodes = [
  'board',
  'executive',
  'sub-group',
  'task-group',
  'advisory',
] as const satisfies GroupKind[];

/** Who set a priority: the partnership in its business plan, or children and young people as a theme of theirs. */
export const prioritySetters = {
  partnership: { one: 'Priority of the business plan', many: 'Priorities of the business plan' },
  'young-people': { one: 'Theme set by young people', many: 'Themes set by young people' },
} as const;
export type PrioritySetter = keyof typeof prioritySetters;
export const prioritySetterCodes = ['partnership', 'young-people'] as const satisfies PrioritySetter[];
