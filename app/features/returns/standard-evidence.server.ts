import type { Reader } from '../../../db/client.server.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { type EvidenceEntry, listEvidence } from '../evidence/queries.server.ts';
import { libraryOf } from '../evidence/scope.server.ts';
import { partScope, refuseOutside } from './parts.server.ts';
import { getReturn } from './queries.server.ts';
import { isEditable } from './rules.ts';
import { getStandardPage } from './standard-page.server.ts';
import type { StandardPage } from './standard-page.ts';

/** What one document can be attached to at once, and the library to choose it from. */
export interface StandardEvidence {
  readonly agencyReturn: StandardPage['agencyReturn'];
  readonly standard: StandardPage['standard'];
  /** The questions of the standard that this organisation is asked, all of which take evidence. */
  readonly questions: readonly {
    readonly code: string;
    readonly number: string;
    readonly text: string;
    /** How many documents it has already. */
    readonly attached: number;
  }[];
  /** False once the return was sent. */
  readonly editable: boolean;
  /** The library, a page of it, as the search leaves it. */
  readonly library: {
    readonly items: readonly EvidenceEntry[];
    readonly page: number;
    readonly pageCount: number;
    readonly total: number;
  };
}

/**
 * The page that attaches one document to several questions of a standard. The library of somebody to whom the standard
 * was handed holds what they added themselves. Refuses a standard that they do not answer as unknown.
 */
export async function getStandardEvidence(
  db: Reader,
  viewer: Viewer,
  asked: { readonly returnId: string; readonly standardCode: string; readonly search: string; readonly page: number },
): Promise<StandardEvidence> {
  const { organisationId } = await getReturn(db, organisationScope(viewer, 'evidence.add'), asked.returnId);
  const part = { returnId: asked.returnId, part: asked.standardCode };
  const scope = await partScope(db, viewer, 'return.answer', part);
  refuseOutside(scope, { organisationId });
  const { agencyReturn, standard, questions } = await getStandardPage(db, scope, asked);
  return {
    agencyReturn,
    standard,
    questions: questions.map(({ question: { code, text }, number, evidence }) => ({
      code,
      number,
      text,
      attached: evidence.length,
    })),
    editable: isEditable(agencyReturn.status),
    library: await listEvidence(db, libraryOf(viewer, organisationId), { search: asked.search, page: asked.page }),
  };
}
