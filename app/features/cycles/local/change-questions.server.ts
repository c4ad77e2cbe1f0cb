import type { Trx } from '../../../../db/client.server.ts';
import type { Edition, Standard } from '../../../../standards/contract.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { Cycle } from '../schema.ts';
import {
  freshCode,
  type LocalPart,
  lintLocalPart,
  localQuestions,
  localStandard,
  mostQuestions,
  type Priority,
} from './local-part.ts';
import { getLocalWork } from './queries.server.ts';
import { type QuestionForm, questionOf } from './question-form.ts';

/** Where a change of the local questions happens, and the revision that the person saw. */
export interface LocalTarget {
  readonly cycleId: string;
  readonly revision: number;
}

export type Changed =
  | { readonly ok: true; readonly revision: number }
  /** What lint or the form says of it; nothing was written. */
  | { readonly ok: false; readonly errors: FieldErrors };

type Refused = { readonly errors: FieldErrors };
type Change = (part: LocalPart, base: Edition) => LocalPart | Refused;

/** Adds a local question, or writes another under its code. Refuses what lint would refuse in an edition, at its field. */
export function saveQuestion(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  input: { readonly form: QuestionForm; readonly code: string | undefined },
): Promise<Changed> {
  return changePart(portal, viewer, target, 'question-saved', (part, base): LocalPart | Refused => {
    const { form } = input;
    if (input.code !== undefined && !localQuestions(part).some(({ question }) => question.code === input.code))
      throw notFound();
    if (input.code === undefined && localQuestions(part).length >= mostQuestions)
      return { errors: { '': [`A cycle may have ${mostQuestions} local questions at most`] } };
    const unknown = form.priorities.filter((code) => !part.priorities.some((priority) => priority.code === code));
    if (unknown.length > 0) return { errors: { priorities: ['Choose priorities from the list'] } };
    const code =
      input.code ??
      freshCode(
        form.text,
        localQuestions(part).map(({ question }) => question.code),
      );
    const question = questionOf(form, code, base);
    const heading = headingFor(part, form);
    if ('errors' in heading) return heading;
    const standards = heading.standards.map((standard) => {
      const stays = standard.code === heading.code;
      const place = standard.questions.findIndex((one) => one.code === code);
      if (place >= 0)
        return {
          ...standard,
          questions: stays ? standard.questions.with(place, question) : standard.questions.toSpliced(place, 1),
        };
      return stays ? { ...standard, questions: [...standard.questions, question] } : standard;
    });
    return { ...part, standards: standards.filter(({ questions }) => questions.length > 0) };
  });
}

/** The heading that the form names; a new one is added without questions, which the caller puts in. */
function headingFor(part: LocalPart, form: QuestionForm): { code: string; standards: Standard[] } | Refused {
  if (form.newStandard === '') {
    const known = part.standards.some(({ code }) => code === form.standard);
    return known
      ? { code: form.standard, standards: part.standards }
      : { errors: { standard: ['Choose a heading from the list, or enter a new one'] } };
  }
  const added = localStandard(
    form.newStandard,
    part.standards.map((standard) => standard.code),
    [],
  );
  return { code: added.code, standards: [...part.standards, added] };
}

/** Takes a local question away. Only while the cycle is being prepared, so that no answer can hang on it. */
export function removeQuestion(portal: Portal, viewer: Viewer, target: LocalTarget, code: string): Promise<Changed> {
  return changePart(portal, viewer, target, 'question-removed', (part) => {
    if (!localQuestions(part).some(({ question }) => question.code === code)) throw notFound();
    const standards = part.standards.map((standard) => ({
      ...standard,
      questions: standard.questions.filter((question) => question.code !== code),
    }));
    return { ...part, standards: standards.filter(({ questions }) => questions.length > 0) };
  });
}

/** Moves a local question one place up or down under its heading; at the end nothing changes. */
export function moveQuestion(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  { code, by }: { readonly code: string; readonly by: 1 | -1 },
): Promise<Changed> {
  return changePart(portal, viewer, target, 'question-moved', (part) => ({
    ...part,
    standards: part.standards.map((standard) => {
      const place = standard.questions.findIndex((question) => question.code === code);
      const [here, there] = [standard.questions[place], standard.questions[place + by]];
      if (!here || !there) return standard;
      return { ...standard, questions: standard.questions.with(place, there).with(place + by, here) };
    }),
  }));
}

/** Writes the priorities of the cycle. One that a question is tagged with cannot go. */
export function savePriorities(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  priorities: readonly Omit<Priority, 'code'>[],
): Promise<Changed> {
  return changePart(portal, viewer, target, 'priorities-saved', (part): LocalPart | Refused => {
    const coded: Priority[] = [];
    for (const priority of priorities) {
      const known = part.priorities.find(({ title }) => title === priority.title);
      const taken = [...coded, ...part.priorities].map(({ code }) => code);
      coded.push({ ...priority, code: known?.code ?? freshCode(priority.title, taken) });
    }
    const gone = part.priorities.filter(({ code }) => !coded.some((priority) => priority.code === code));
    const used = gone.filter(({ code }) => localQuestions(part).some(({ question }) => question.tags.includes(code)));
    if (used.length > 0)
      return {
        errors: {
          priorities: used.map(({ title }) => `“${title}” is on a question: take it off the question first`),
        },
      };
    return { ...part, priorities: coded };
  });
}

/** Puts the questions of an import in place of all that are there, or those of an earlier cycle of the partnership. */
export function replaceQuestions(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  part: LocalPart,
): Promise<Changed> {
  return changePart(portal, viewer, target, 'questions-replaced', () => part);
}

/** Copies the local questions of another cycle of the same partnership, codes and all, so that answers can be compared. */
export async function copyQuestions(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  fromCycleId: string,
): Promise<Changed> {
  const scope = partnershipScope(viewer, 'cycle.change');
  const { today } = portal.stamp();
  const [from, to] = await Promise.all(
    [fromCycleId, target.cycleId].map((cycleId) => getLocalWork(portal.database.db, scope, cycleId, today)),
  );
  if (!from || !to || from.cycle.partnershipId !== to.cycle.partnershipId) throw notFound();
  return replaceQuestions(portal, viewer, target, from.part);
}

async function changePart(
  portal: Portal,
  viewer: Viewer,
  target: LocalTarget,
  what: string,
  change: Change,
): Promise<Changed> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { cycle, base, owner, part, revision } = await getLocalWork(trx, scope, target.cycleId, stamp.today);
    if (cycle.status !== 'draft')
      throw notNow('The cycle has been launched: its questions are frozen, and every return is held to them');
    if (revision !== target.revision) throw stale();
    const changed = change(part, base);
    if ('errors' in changed) return { ok: false, errors: changed.errors };
    const findings = lintLocalPart(base, changed, owner);
    if (findings.length > 0) return { ok: false, errors: { '': findings.map(({ reason }) => reason) } };
    await writePart(trx, stamp, viewer, cycle, changed, revision);
    await recordEvent(trx, stamp, {
      type: 'local-questions.changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { what, revision: revision + 1, questions: localQuestions(changed).length },
    });
    return { ok: true, revision: revision + 1 };
  });
}

async function writePart(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  cycle: Cycle,
  part: LocalPart,
  seen: number,
): Promise<void> {
  const row = {
    document: JSON.stringify(part),
    revision: seen + 1,
    updated_at: stamp.now,
    updated_by: viewer.personId,
  };
  const written = await trx
    .insertInto('local_part')
    .values({ partnership_id: cycle.partnershipId, cycle_id: cycle.id, ...row })
    .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet(row).where('local_part.revision', '=', seen))
    .returning('revision')
    .execute();
  if (written.length === 0) throw stale();
}

const stale = () =>
  new Refusal('stale-revision', 'Somebody else has changed these questions: load the page and look at them again');
