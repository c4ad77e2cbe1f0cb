import type { Reader } from '../../../db/client.server.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { detailWords } from '../evidence/child-details.ts';
import { detailsOf } from '../evidence/details-of.ts';
import { staleInWords } from '../evidence/freshness.ts';
import { type EvidenceToRead, evidenceToRead } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { evidenceAgeOf } from '../questionnaire/evidence-age.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import type { ContentEvidence, ReturnContent } from '../returns/content.ts';
import { detailsNote } from '../returns/look-again.ts';
import { findSubmissionOfReturn } from './queries.server.ts';
import { type EvidenceCheck, listEvidenceChecks } from './recognisable.server.ts';

/** One file or link as a partnership would open it, with what to look at before it goes. */
export interface SharedPiece extends EvidenceToRead {
  readonly id: string;
  readonly version: number;
  readonly notes: readonly string[];
}

export interface SharedEvidencePage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly partnershipName: string;
  /** The reference of the return once it was sent; null for a draft. */
  readonly sentAs: string | null;
  readonly files: number;
  readonly links: number;
  readonly standards: readonly {
    readonly code: string;
    readonly number: string;
    readonly title: string;
    readonly questions: readonly {
      readonly code: string;
      readonly number: string;
      readonly text: string;
      readonly evidence: readonly SharedPiece[];
    }[];
  }[];
}

/**
 * Exactly what people of the partnership can open with a return: of a draft what would go now, of a sent one what went,
 * version for version. For the people of its organisation. Refuses a return outside the scope as unknown.
 */
export async function getSharedEvidence(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<SharedEvidencePage> {
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(db, scope, returnId);
  const sent = await findSubmissionOfReturn(db, { organisation: scope, partnership: undefined }, returnId);
  const content = sent?.snapshot.content ?? loaded.content;
  const compiled = sent ? await getEdition(db, sent.editionId, content.edition.sha256) : loaded.compiled;
  const checks = sent
    ? new Map<string, EvidenceCheck>()
    : await listEvidenceChecks(
        db,
        scope,
        content.evidence.map(({ id }) => id),
      );
  return {
    returnId,
    organisationName: content.organisation.name,
    cycleName: loaded.cycle.name,
    partnershipName: sent?.snapshot.partnership.name ?? loaded.partnership.name,
    sentAs: sent?.reference ?? null,
    files: content.evidence.filter(({ kind }) => kind === 'file').length,
    links: content.evidence.filter(({ kind }) => kind === 'link').length,
    standards: standardsWithEvidence(compiled, content, (file, code) =>
      sent ? [] : notesOn(compiled, file, code, checks.get(file.id), today),
    ),
  };
}

function standardsWithEvidence(
  compiled: CompiledEdition,
  content: ReturnContent,
  notes: (file: ContentEvidence, questionCode: string) => string[],
): SharedEvidencePage['standards'] {
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  return content.standards.flatMap(({ code, number, title, questions }) => {
    const shown = questions
      .filter(({ evidence }) => evidence.length > 0)
      .map((question) => ({
        code: question.code,
        number: question.number,
        text: question.text,
        evidence: question.evidence.flatMap((id): SharedPiece[] => {
          const file = files.get(id);
          if (!file) return [];
          const version = file.version ?? 1;
          return [{ id, version, ...evidenceToRead({ ...file, version }), notes: notes(file, question.code) }];
        }),
      }));
    return shown.length === 0 || !compiled.standards.has(code) ? [] : [{ code, number, title, questions: shown }];
  });
}

function notesOn(
  compiled: CompiledEdition,
  file: ContentEvidence,
  questionCode: string,
  check: EvidenceCheck | undefined,
  today: string,
): string[] {
  const stale = staleInWords(file, today, evidenceAgeOf(compiled, questionCode));
  const found = detailsOf({ ...file, detailsFound: check?.detailsFound ?? [] }, today);
  return [
    ...(stale === null ? [] : [stale]),
    ...(found.length === 0 ? [] : [detailsNote(found.map(detailWords), 'This evidence')]),
    ...(check?.checked === true ? [] : ['Nobody has ticked that no child or family can be recognised']),
  ];
}
