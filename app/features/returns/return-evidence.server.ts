import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { type EvidenceEntry, listEvidence } from '../evidence/queries.server.ts';
import { libraryOf } from '../evidence/scope.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { evidenceAgeOf, strictestAge } from '../questionnaire/evidence-age.ts';
import { partScope, refuseOutside } from './parts.server.ts';
import { getReturn } from './queries.server.ts';
import type { AgencyReturn } from './schema.ts';
import { listAttached } from './standard-page.server.ts';
import type { AttachedEvidence } from './standard-page.ts';

export interface ReturnEvidence {
  readonly agencyReturn: AgencyReturn;
  readonly items: readonly {
    readonly evidence: AttachedEvidence;
    /** The strictest limit of its questions on age, in months. */
    readonly mostMonths: number | null;
    readonly questions: readonly { readonly code: string; readonly standardCode: string; readonly words: string }[];
  }[];
}

/** Every piece of evidence in a return with the questions it is attached to, in reading order of its first use. */
export async function getReturnEvidence(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ReturnEvidence> {
  const agencyReturn = await getReturn(db, scope, returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const { questions } = compiled;
  const attached = await listAttached(db, scope, returnId, [...questions.keys()]);
  const items = new Map<
    string,
    { evidence: AttachedEvidence; questions: ReturnEvidence['items'][number]['questions'][number][] }
  >();
  for (const [code, { question, standard }] of questions) {
    for (const evidence of attached.get(code) ?? []) {
      const item = items.get(evidence.id) ?? { evidence, questions: [] };
      item.questions.push({ code, standardCode: standard.code, words: `${standard.number}: ${question.text}` });
      items.set(evidence.id, item);
    }
  }
  return {
    agencyReturn,
    items: [...items.values()].map((item) => ({
      ...item,
      mostMonths: strictestAge(
        compiled,
        item.questions.map(({ code }) => code),
      ),
    })),
  };
}

export interface QuestionEvidence {
  readonly agencyReturn: AgencyReturn;
  readonly question: { readonly code: string; readonly text: string; readonly expected: readonly string[] };
  readonly standardCode: string;
  /** How old evidence for this question may be, in months, where the edition says so. */
  readonly mostMonths: number | null;
  readonly attached: readonly AttachedEvidence[];
  /** The library, a page of it, as the search leaves it. */
  readonly library: {
    readonly items: readonly EvidenceEntry[];
    readonly page: number;
    readonly pageCount: number;
    readonly total: number;
  };
}

/**
 * What one question rests on, and the library to choose from: of somebody to whom the question's standard was handed,
 * what they added themselves. Refuses a question that the edition lacks, or that they do not answer, as unknown.
 */
export async function getQuestionEvidence(
  db: Reader,
  viewer: Viewer,
  asked: { readonly returnId: string; readonly questionCode: string; readonly search: string; readonly page: number },
): Promise<QuestionEvidence> {
  const agencyReturn = await getReturn(db, organisationScope(viewer, 'evidence.add'), asked.returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const placed = compiled.questions.get(asked.questionCode);
  if (!placed) throw notFound();
  const part = { returnId: asked.returnId, part: placed.standard.code };
  const scope = await partScope(db, viewer, 'return.answer', part);
  refuseOutside(scope, agencyReturn);
  const attached = await listAttached(db, scope, asked.returnId, [asked.questionCode]);
  return {
    agencyReturn,
    question: { code: placed.question.code, text: placed.question.text, expected: placed.question.evidence },
    standardCode: placed.standard.code,
    mostMonths: evidenceAgeOf(compiled, asked.questionCode),
    attached: attached.get(asked.questionCode) ?? [],
    library: await listEvidence(db, libraryOf(viewer, agencyReturn.organisationId), {
      search: asked.search,
      page: asked.page,
    }),
  };
}
