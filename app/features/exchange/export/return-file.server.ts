import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { answerWords, besideWords } from '../../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { listCarried } from '../../returns/carried.server.ts';
import { type LoadedReturn, loadReturnContent } from '../../returns/content.server.ts';
import { readAnswer } from '../../returns/facts.ts';
import { isEditable } from '../../returns/rules.ts';
import { listSignatures } from '../../submissions/signatures.server.ts';
import { listStanding } from '../workbook/load.server.ts';
import { listExportedRatingReplies } from './exported-feedback.server.ts';
import { listExportedComments, listExportedQueries } from './exported-threads.server.ts';
import { exportFormat, exportVersion, type ReturnFile } from './format.ts';

/** Where the files of one return stand in the copy. */
export interface ReturnPlaces {
  /** The draft, for a return that can still be changed; of any other the last that was sent is its page. */
  readonly page: string;
  readonly snapshot: (version: number) => string;
  readonly sentPage: (version: number) => string;
}

/** One return with all that was ever written in it: the draft as it stands, its history, and what was sent. */
export async function readReturnFile(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  places: ReturnPlaces,
): Promise<{ readonly file: ReturnFile; readonly loaded: LoadedReturn }> {
  const loaded = await loadReturnContent(db, scope, returnId);
  const row = await db
    .selectFrom('agency_return')
    .select(['status', 'due_on', 'first_due_on', 'opened_at', 'submitted_at', 'closed_at'])
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
  const { content, cycle, partnership } = loaded;
  const sent = await listSent(db, scope, returnId, places);
  return {
    loaded,
    file: {
      format: exportFormat,
      version: exportVersion,
      document: 'return',
      id: returnId,
      partnership: partnership.name,
      cycle: cycle.name,
      edition: content.edition,
      status: row.status,
      dueOn: row.due_on,
      firstDueOn: row.first_due_on,
      openedAt: row.opened_at,
      submittedAt: row.submitted_at,
      closedAt: row.closed_at,
      profile: Object.fromEntries(
        Object.entries(loaded.facts.profile).map(([code, value]) => [
          code,
          typeof value === 'object' ? [...value] : value,
        ]),
      ),
      standards: loaded.compiled.edition.standards.map(({ code, number, title }) => ({ code, number, title })),
      questions: await listQuestions(db, scope, loaded),
      comments: await listExportedComments(db, scope, returnId),
      queries: await listExportedQueries(db, scope, returnId),
      ratingReplies: await listExportedRatingReplies(db, scope, returnId),
      signatures: (await listSignatures(db, scope, returnId)).map(
        ({ signatory, name, jobTitle, signedAt, contentHash, voidedAt, voidReason }) => ({
          signatory,
          name,
          jobTitle,
          signedAt,
          contentHash,
          voidedAt,
          voidReason,
        }),
      ),
      page: isEditable(row.status) ? places.page : (sent.at(-1)?.page ?? places.page),
      sent,
    },
  };
}

/** Every question of the edition that is asked, or that anything was ever written to. */
async function listQuestions(
  db: Reader,
  scope: OrganisationScope,
  loaded: LoadedReturn,
): Promise<ReturnFile['questions']> {
  const { compiled, content, returnId } = loaded;
  const standing = await listStanding(db, scope, returnId);
  const history = await listHistory(db, scope, loaded);
  const carried = await listCarried(db, scope, returnId);
  const asked = new Map(content.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
  const codes = new Set([...asked.keys(), ...standing.keys(), ...history.keys(), ...carried.keys()]);
  const order = [...compiled.questions.keys()];
  return [...codes]
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((code) => {
      const placed = compiled.questions.get(code);
      const now = standing.get(code);
      const from = carried.get(code);
      return {
        code,
        standard: placed?.standard.code ?? '',
        number: asked.get(code)?.number ?? null,
        text: placed?.question.text ?? '',
        asked: asked.has(code),
        answer: now
          ? {
              value: now.value,
              words: allWords(compiled, code, now.value),
              revision: now.revision,
              savedAt: now.at,
              savedBy: now.by,
            }
          : null,
        history: history.get(code) ?? [],
        evidence: [...(asked.get(code)?.evidence ?? [])],
        carried: from ? { from: from.cycleName, state: from.state, value: from.value } : null,
        central: asked.get(code)?.central ?? null,
      };
    });
}

function allWords(compiled: CompiledEdition, code: string, value: AnswerValue): string[] {
  const answer = compiled.questions.get(code)?.question.answer;
  if (!answer) return besideWords(value);
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  return [...answerWords(answer, scale, value), ...besideWords(value)];
}

async function listHistory(
  db: Reader,
  scope: OrganisationScope,
  { compiled, returnId }: LoadedReturn,
): Promise<Map<string, ReturnFile['questions'][0]['history']>> {
  const rows = await db
    .selectFrom('answer_revision')
    .innerJoin('person', 'person.id', 'answer_revision.saved_by')
    .select(['question_code', 'answer_revision.revision', 'value', 'saved_at', 'outcome', 'person.name'])
    .where('return_id', '=', returnId)
    .where('answer_revision.organisation_id', 'in', scope.organisationIds)
    .orderBy('saved_at')
    .orderBy('answer_revision.id')
    .execute();
  const byQuestion = Map.groupBy(rows, (row) => row.question_code);
  return new Map(
    [...byQuestion].map(([code, revisions]) => [
      code,
      revisions.map((row) => {
        const value = readAnswer(row.value);
        return {
          revision: row.revision,
          value,
          words: allWords(compiled, code, value),
          savedAt: row.saved_at,
          savedBy: row.name,
          outcome: row.outcome,
        };
      }),
    ]),
  );
}

async function listSent(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  { snapshot, sentPage }: ReturnPlaces,
): Promise<ReturnFile['sent']> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('person', 'person.id', 'submission.submitted_by')
    .select(['version', 'reference', 'submitted_at', 'sha256', 'person.name'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    reference: row.reference,
    submittedAt: row.submitted_at,
    submittedBy: row.name,
    sha256: row.sha256,
    snapshot: snapshot(row.version),
    page: sentPage(row.version),
  }));
}
