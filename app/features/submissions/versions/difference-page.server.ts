import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getSubmissionOfReturn, type Submission, submissionScope } from '../queries.server.ts';
import { differencesBetween, type StandardDifference, type TextDifference } from './difference.ts';

/** One of the two versions, as the page names it. */
export interface VersionName {
  readonly version: number;
  readonly reference: string;
  readonly submittedAt: string;
  readonly submittedBy: string;
}

/** What the page of the differences shows. */
export interface DifferencePage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly before: VersionName;
  readonly after: VersionName;
  readonly facts: readonly TextDifference[];
  /** Standards in which something differs. */
  readonly changed: readonly StandardDifference[];
  /** Standards in which nothing does. */
  readonly unchanged: readonly StandardDifference[];
  /** Questions that say the same in both. */
  readonly unchangedQuestions: number;
}

/**
 * Two versions of a sent return side by side, for the agency and for the partnership that it went to. Reads frozen
 * versions alone, never the draft. Refuses versions that are not there, or not in that order, as unknown.
 */
export async function getDifferencePage(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  asked: { readonly before: string; readonly after: string },
): Promise<DifferencePage> {
  const [first, second] = [numberIn(asked.before), numberIn(asked.after)];
  const scope = submissionScope(viewer);
  const { db } = portal.database;
  if (first >= second) throw notFound();
  const before = await getSubmissionOfReturn(db, scope, returnId, first);
  const after = await getSubmissionOfReturn(db, scope, returnId, second);
  const { facts, standards } = differencesBetween(
    { compiled: await getEdition(db, before.editionId), content: before.snapshot.content },
    { compiled: await getEdition(db, after.editionId), content: after.snapshot.content },
  );
  const differs = ({ rating, questions }: StandardDifference) => rating !== null || questions.length > 0;
  return {
    returnId,
    organisationName: after.snapshot.content.organisation.name,
    cycleName: after.snapshot.cycle.name,
    before: nameOf(before),
    after: nameOf(after),
    facts,
    changed: standards.filter(differs),
    unchanged: standards.filter((standard) => !differs(standard)),
    unchangedQuestions: standards.reduce((sum, { unchanged }) => sum + unchanged, 0),
  };
}

function numberIn(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw notFound();
  return Number(text);
}

const nameOf = ({ version, reference, submittedAt, snapshot }: Submission): VersionName => ({
  version,
  reference,
  submittedAt,
  submittedBy: snapshot.submittedBy,
});

/** The version that an address names; undefined for the newest. Refuses what is no number as unknown. */
export function versionAsked(search: URLSearchParams): number | undefined {
  const asked = search.get('version');
  return asked === null || asked === '' ? undefined : numberIn(asked);
}
