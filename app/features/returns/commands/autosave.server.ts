import { z } from 'zod';
import { compiledQuery } from '../../../../db/compiled.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { timeInWords } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { parseDraft } from '../../questionnaire/answers.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { fieldNames, readAnswerFields } from '../../questionnaire/form-fields.ts';
import { holdsUnreadable } from '../../questionnaire/unreadable-text.ts';
import { conflictView } from '../conflict-view.ts';
import { answeringIn, partScope } from '../parts.server.ts';
import { standardStatuses } from '../rules.ts';
import type { AutosaveRefusal, AutosaveReply } from '../standard-fields.ts';
import { movedOn } from './edit-return.server.ts';
import { saveAnswers } from './save-answers.server.ts';

/** The largest autosave, in characters: a full table is well under it. */
export const largestAutosave = 1_000_000;

const requestSchema = z.strictObject({
  /** Left out by pages that were loaded before returns could move. */
  edition: z.exactOptional(z.string().max(200)),
  questionCode: z.string().max(60),
  revision: z.number().int().min(0),
  idempotencyKey: z.string().min(8).max(64),
  fields: z.record(z.string().max(200), z.union([z.string(), z.array(z.string()).max(200)])),
});

export type AutosaveOutcome =
  | { readonly ok: true; readonly reply: AutosaveReply }
  | { readonly ok: false; readonly why: 'conflict' | 'problems'; readonly refusal: AutosaveRefusal };

/**
 * Saves one answer as a page sends it while somebody types: the same command as the page's form. Refuses what is not
 * such a request, and a foreign or unknown return or question, as unknown.
 */
export async function autosave(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  body: unknown,
): Promise<AutosaveOutcome> {
  const read = requestSchema.safeParse(body);
  if (!read.success) throw notFound();
  const { edition, questionCode, revision, idempotencyKey, fields } = read.data;
  const { db } = portal.database;
  const [row] = (await editionOfReturn(db, { returnId, organisationIds: answeringIn(viewer) })).rows;
  if (!row) throw notFound();
  const compiled = await getEdition(db, row.id, row.sha256);
  const placed = compiled.questions.get(questionCode);
  if (placed) await partScope(db, viewer, 'return.answer', { returnId, part: placed.standard.code });
  if (edition !== undefined && edition !== row.id) throw movedOn();
  if (!placed) throw notFound();
  const { question, standard } = placed;
  const form = new FormData();
  form.set(fieldNames(question).shown, '1');
  for (const [name, value] of Object.entries(fields)) for (const text of [value].flat()) form.append(name, text);
  const unreadable = Object.values(fields).flat().some(holdsUnreadable);
  const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
  const draft = parseDraft(question, scale, readAnswerFields(question, form));
  if ('problems' in draft) return { ok: false, why: 'problems', refusal: { problems: draft.problems } };
  const saved = await saveAnswers(portal, viewer, {
    returnId,
    standardCode: standard.code,
    editionId: edition,
    answers: [{ questionCode, value: draft.value, revision, idempotencyKey }],
  });
  const [conflict] = saved.conflicts.flatMap((one) => conflictView(compiled, one) ?? []);
  if (conflict) return { ok: false, why: 'conflict', refusal: { conflict } };
  const { questions, answered, status } = saved.progress;
  return {
    ok: true,
    reply: {
      revision: saved.answers[0]?.revision ?? revision,
      savedAt: saved.savedAt,
      savedAtWords: timeInWords(saved.savedAt),
      progress: { questions, answered, status: standardStatuses[status] },
      ...(unreadable ? { unreadable: true as const } : {}),
      ...(saved.takenBack ? { takenBack: true as const } : {}),
    },
  };
}

interface ReturnAsked {
  readonly returnId: string;
  readonly organisationIds: readonly [string, ...string[]];
}

/** Built once: every save sends it. */
const editionOfReturn = compiledQuery((db, { returnId, organisationIds }: ReturnAsked) =>
  db
    .selectFrom('agency_return')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .select(['standard_edition.id', 'standard_edition.sha256'])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', organisationIds),
);
