/** The life of a cycle and what may be done with its returns: decisions and tables, no clock, no database. */
import { kindsOf } from '../../../standards/reach.ts';
import { type OrganisationKind, organisationKinds, type Sector } from '../../../standards/vocabulary.ts';
import { countOf, listInWords } from '../../platform/words.ts';

/** The life of a cycle. A closed one stays readable for ever. */
export const cycleStatuses = {
  draft: { words: 'Being prepared', tone: 'grey', next: ['open'] },
  open: { words: 'Open', tone: 'blue', next: ['closed'] },
  closed: { words: 'Closed', tone: 'green', next: [] },
} as const satisfies Record<string, { words: string; tone: string; next: readonly string[] }>;

export type CycleStatus = keyof typeof cycleStatuses;

export const mayMoveCycle = (from: CycleStatus, to: CycleStatus): boolean =>
  (cycleStatuses[from].next as readonly string[]).includes(to);

/**
 * What a partnership sees of where a return is. Progress crosses the wall between an agency and its partnership, text
 * does not (design.md 2.3). `sent`: it has left the agency. `mayExtend` and `mayRemind` say what can be done about it;
 * `blocksClosing`: the agency waits for an answer, so the cycle cannot be closed.
 */
export const returnStages = {
  'not-started': { words: 'Not yet started', sent: false, mayExtend: true, mayRemind: true, blocksClosing: false },
  'in-progress': { words: 'In progress', sent: false, mayExtend: true, mayRemind: true, blocksClosing: false },
  'awaiting-sign-off': {
    words: 'Waiting for sign-off',
    sent: false,
    mayExtend: true,
    mayRemind: true,
    blocksClosing: false,
  },
  signed: { words: 'Signed, not yet sent', sent: false, mayExtend: true, mayRemind: true, blocksClosing: false },
  submitted: { words: 'Sent', sent: true, mayExtend: false, mayRemind: false, blocksClosing: true },
  closed: { words: 'Closed', sent: true, mayExtend: false, mayRemind: false, blocksClosing: false },
} as const satisfies Record<
  string,
  { words: string; sent: boolean; mayExtend: boolean; mayRemind: boolean; blocksClosing: boolean }
>;

export type ReturnStage = keyof typeof returnStages;
export const returnStageCodes = Object.keys(returnStages) as ReturnStage[];

const stagesThat = (holds: (stage: (typeof returnStages)[ReturnStage]) => boolean): ReturnStage[] =>
  returnStageCodes.filter((code) => holds(returnStages[code]));

export const unsentStages = stagesThat(({ sent }) => !sent);
export const remindableStages = stagesThat(({ mayRemind }) => mayRemind);
export const stagesBlockingClose = stagesThat(({ blocksClosing }) => blocksClosing);

/** Overdue: not sent, and the last day has passed in London. */
export const isLate = (stage: ReturnStage, dueOn: string, today: string): boolean =>
  !returnStages[stage].sent && dueOn < today;

/**
 * Whole per cent of required questions with nothing missing, rounded down. Only a return that its own people have sent
 * for sign-off shows 100: until then a question may be waiting for the profile page.
 */
export function percentDone(stage: ReturnStage, required: number, complete: number): number {
  if (stage !== 'not-started' && stage !== 'in-progress') return 100;
  const share = required === 0 ? 0 : Math.floor((complete * 100) / required);
  return Math.min(share, 99);
}

/** The dates of a cycle in the order in which they must fall, with what a page says of them, before and after. */
export const cycleDates = [
  { field: 'opensOn', label: 'Opens', past: 'Opened', hint: 'The first day on which returns can be filled in.' },
  { field: 'dueOn', label: 'Returns due', past: 'Returns were due', hint: 'The last day for sending a return.' },
  {
    field: 'moderationOn',
    label: 'Ratings checked by',
    past: 'Ratings were to be checked by',
    hint: 'The last day for the partnership to check the ratings.',
  },
  {
    field: 'challengeOn',
    label: 'Challenge sessions',
    past: 'Challenge sessions',
    hint: 'The day of the session, or of the first one.',
  },
  {
    field: 'actionsDueOn',
    label: 'Actions due',
    past: 'Actions were due',
    hint: 'The day by which actions are expected to be done.',
  },
] as const;

export type CycleDateField = (typeof cycleDates)[number]['field'];
export type CycleDates = Readonly<Record<CycleDateField, string>>;

/** Which dates come before the one that must come first, by field: each later date may fall on the same day but for `dueOn`. */
export function dateOrderProblems(dates: CycleDates): { field: CycleDateField; message: string }[] {
  return cycleDates.flatMap(({ field, label }, place) => {
    const before = cycleDates[place - 1];
    if (!before) return [];
    const early = field === 'dueOn' ? dates[field] <= dates[before.field] : dates[field] < dates[before.field];
    return early
      ? [{ field, message: `"${label}" must be ${field === 'dueOn' ? 'after' : 'on or after'} "${before.label}"` }]
      : [];
  });
}

/** The dates of the next cycle from those of the last: 52 weeks later, so that days of the week stay. */
export const weeksBetweenCycles = 52;

/** Whom the standards of a cycle are for, as a sentence. */
export function cohortWords({
  sector,
  kinds,
}: {
  readonly sector: Sector;
  readonly kinds: readonly OrganisationKind[];
}) {
  const all = kindsOf({ sector }).length === kinds.length;
  if (all) return `These standards are for ${sector === 'agency' ? 'agencies' : 'schools and other settings'}.`;
  return `These standards are for organisations of these kinds: ${kinds.map((kind) => organisationKinds[kind].name).join('; ')}.`;
}

/** Why a cycle cannot be launched now, in words for the person; undefined when it can. */
export function launchProblem(cycle: {
  readonly status: CycleStatus;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly chosen: number;
  readonly today: string;
}): string | undefined {
  if (!mayMoveCycle(cycle.status, 'open')) return 'This cycle has been launched already';
  if (cycle.chosen === 0) return 'Choose at least one organisation before you launch the cycle';
  if (cycle.dueOn < cycle.today)
    return 'The day on which returns are due has passed: change the dates before you launch';
  if (cycle.opensOn > cycle.today) return 'The opening day is still to come: launch on that day, or change the dates';
  return undefined;
}

/** Why a return cannot have this new due date; undefined when it can. */
export function extensionProblem(
  dueOn: string,
  newDay: string,
  { actionsDueOn, today }: { readonly actionsDueOn: string; readonly today: string },
): string | undefined {
  if (newDay <= dueOn) return 'The new date must be after the date the return is due now';
  if (newDay < today) return 'The new date must not be in the past';
  if (newDay > actionsDueOn) return 'The new date must not be after the day on which the actions of this cycle are due';
  return undefined;
}

/** What a page says after something was done, by the code in its address. */
const done: Readonly<Record<string, string>> = {
  launched: 'The cycle is open: every organisation in it has a return, and their safeguarding leads are being told',
  moved: 'The date has been moved, and the safeguarding leads are being told',
  saved: 'The changes have been saved',
  cohort: 'Who is asked has been saved',
  'return-added': 'The return has been opened',
  closed: 'The cycle is closed',
};

export const cycleDoneWords = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(done, code) ? done[code] : undefined;

/** Why a cycle cannot be closed, naming the organisations that wait for an answer. */
export function closeRefusalWords({ waiting, total }: { readonly waiting: readonly string[]; readonly total: number }) {
  const more = total - waiting.length;
  const names = listInWords(more > 0 ? [...waiting, `${more} more`] : waiting);
  return `The cycle cannot be closed yet: ${countOf(total, 'return that was sent waits', 'returns that were sent wait')} for an answer, from ${names}`;
}

/** Working days that agencies have to reply to moderated ratings where a cycle says nothing else. */
export const usualReplyDays = 10;
