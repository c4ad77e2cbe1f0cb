import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { detailWords, findInTexts } from '../evidence/child-details.ts';
import { detailsOf } from '../evidence/details-of.ts';
import { readDetailKinds } from '../evidence/queries.server.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import { detailsNote } from '../returns/look-again.ts';
import { questionAnchor } from '../returns/standard-fields.ts';

/** A place where a reader might recognise a child or family, to be looked at before a return is sent. */
export interface RecognisablePart {
  /** "A1.2: ..." or the title of a piece of evidence. */
  readonly what: string;
  readonly words: string;
  readonly href: string;
}

export interface RecognisableParts {
  readonly parts: readonly RecognisablePart[];
  /** Pieces of evidence of which nobody has said that they checked them. */
  readonly unchecked: readonly { readonly id: string; readonly title: string }[];
}

/** What was seen of a piece of evidence beside its content. */
export interface EvidenceCheck {
  readonly checked: boolean;
  readonly detailsFound: ReturnType<typeof readDetailKinds>;
}

/** Answers and evidence of a return that seem to say who a child is, in reading order, and evidence nobody checked. */
export async function listRecognisable(
  db: Reader,
  scope: OrganisationScope,
  { content, returnId }: Pick<LoadedReturn, 'content' | 'returnId'>,
  today: string,
): Promise<RecognisableParts> {
  const checks = await listEvidenceChecks(
    db,
    scope,
    content.evidence.map(({ id }) => id),
  );
  const answers = content.standards.flatMap((standard) =>
    standard.questions.flatMap((question): RecognisablePart[] => {
      const found = findInTexts([...question.words, question.narrative], today);
      if (found.length === 0) return [];
      return [
        {
          what: `${question.number}: ${question.text}`,
          words: detailsNote(found.map(detailWords)),
          href: `/returns/${returnId}/standards/${standard.code}#${questionAnchor(question.code)}`,
        },
      ];
    }),
  );
  const evidence = content.evidence.flatMap((file): RecognisablePart[] => {
    const found = detailsOf({ ...file, detailsFound: checks.get(file.id)?.detailsFound ?? [] }, today);
    if (found.length === 0) return [];
    const words = detailsNote(found.map(detailWords), 'This evidence');
    return [{ what: file.title, words, href: `/evidence/${file.id}` }];
  });
  return {
    parts: [...answers, ...evidence],
    unchecked: content.evidence
      .filter(({ id }) => checks.get(id)?.checked !== true)
      .map(({ id, title }) => ({ id, title })),
  };
}

/** Who has checked some pieces, and what was seen in their text, by id. */
export async function listEvidenceChecks(
  db: Reader,
  scope: OrganisationScope,
  evidenceIds: readonly string[],
): Promise<ReadonlyMap<string, EvidenceCheck>> {
  if (evidenceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'checked_at', 'details_found'])
    .where('id', 'in', [...evidenceIds])
    .where('organisation_id', 'in', scope.organisationIds)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { checked: row.checked_at !== null, detailsFound: readDetailKinds(row.details_found) }]),
  );
}
