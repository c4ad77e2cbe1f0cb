import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { countOf, listInWords } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { revisionOf } from '../../organisations/schema.ts';
import { type Reminded, type ReminderTarget, remind } from './chase.server.ts';
import { launchCycle } from './launch-cycle.server.ts';

/** What a page says after a button: a sentence of its own, or a code of `cycleDoneWords` for the address of the page. */
export type Outcome = { readonly words: string; readonly sent: boolean } | { readonly done: string };

const reminding =
  (target: (form: FormData) => ReminderTarget) =>
  async (portal: Portal, viewer: Viewer, cycleId: string, form: FormData): Promise<Outcome> => {
    const reminded = await remind(portal, viewer, { cycleId, target: target(form) });
    return { words: remindedWords(reminded), sent: reminded.reminded > 0 };
  };

/** What the buttons on the dashboard do, by their value. */
const intents = {
  launch: async (portal: Portal, viewer: Viewer, cycleId: string, form: FormData): Promise<Outcome> => {
    await launchCycle(portal, viewer, { cycleId, revision: revisionOf(form) });
    return { done: 'launched' };
  },
  remind: reminding((form) => ({ returnId: formText(form, 'returnId') ?? '' })),
  'remind-not-started': reminding(() => 'not-started'),
  'remind-overdue': reminding(() => 'overdue'),
} as const;

const isIntent = (intent: string | undefined): intent is keyof typeof intents =>
  intent !== undefined && Object.hasOwn(intents, intent);

/** Runs the button that was pressed. Refuses one that there is not as unknown. */
export async function runCycleIntent(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  form: FormData,
): Promise<Outcome> {
  const intent = formText(form, 'intent');
  if (!isIntent(intent)) throw notFound();
  return intents[intent](portal, viewer, cycleId, form);
}

const mostNamed = 5;

function remindedWords({ reminded, already, withoutLead }: Reminded): string {
  const named = withoutLead.slice(0, mostNamed);
  const more = withoutLead.length - named.length;
  const parts = [
    reminded > 0 ? `A reminder is on its way for ${countOf(reminded, 'return')}.` : 'No reminder was sent.',
    already > 0 ? `${countOf(already, 'return')} had one today already.` : '',
    named.length > 0
      ? `Nobody to write to at ${listInWords(more > 0 ? [...named, `${more} more`] : named)}: add a safeguarding lead.`
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
