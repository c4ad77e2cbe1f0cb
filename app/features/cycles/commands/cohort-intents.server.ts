import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { CohortFilter } from '../cohort-query.ts';
import { type CohortChange, changeCohort } from './change-cohort.server.ts';
import { addReturn } from './launch-cycle.server.ts';

const idsOf = (form: FormData, name: string) => form.getAll(name).filter((entry) => typeof entry === 'string');

/** Runs the button pressed on the page that chooses organisations; says what was done, for `cycleDoneWords`. */
export async function runCohortIntent(
  portal: Portal,
  viewer: Viewer,
  { cycleId, filter, form }: { readonly cycleId: string; readonly filter: CohortFilter; readonly form: FormData },
): Promise<'cohort' | 'return-added'> {
  const change: Readonly<Record<string, () => CohortChange>> = {
    save: () => ({ shown: idsOf(form, 'shown[]'), ticked: idsOf(form, 'ticked[]') }),
    'all-in': () => ({ filter, to: 'in' }),
    'all-out': () => ({ filter, to: 'out' }),
  };
  const intent = formText(form, 'intent') ?? '';
  if (intent === 'add-return') {
    await addReturn(portal, viewer, { cycleId, organisationId: formText(form, 'organisationId') ?? '' });
    return 'return-added';
  }
  const wanted = Object.hasOwn(change, intent) ? change[intent] : undefined;
  if (!wanted) throw notFound();
  await changeCohort(portal, viewer, { cycleId, change: wanted() });
  return 'cohort';
}
