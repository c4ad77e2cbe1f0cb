/** What an item can start from: an answer that was sent, a piece of evidence, or nothing. */
import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { setInWords } from '../questionnaire/edition-facts.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { snapshotSchema } from '../submissions/schema.ts';

export interface SentAnswer {
  readonly submissionId: string;
  readonly questionCode: string;
  /** "A1.2 Does the board ...". */
  readonly question: string;
  readonly words: string;
  /** `section-11/a1`, as it is tagged. */
  readonly standard: string;
}

/** An answer with fewer characters than this says nothing that others could use. */
const fewestCharacters = 20;

/**
 * The answers in words of the return that an organisation sent last, or of the version that is named. Empty where nothing
 * was sent, and for a submission of anybody else.
 */
export async function listSentAnswers(
  db: Reader,
  place: { readonly organisationIds: readonly string[] } | { readonly partnershipIds: readonly string[] },
  asked: { readonly organisationId: string } | { readonly submissionId: string },
): Promise<SentAnswer[]> {
  const row = await db
    .selectFrom('submission')
    .select(['id', 'snapshot', 'edition_id'])
    .where('superseded_at', 'is', null)
    .where(
      'organisationIds' in place ? 'organisation_id' : 'partnership_id',
      'in',
      'organisationIds' in place ? place.organisationIds : place.partnershipIds,
    )
    .where(
      'organisationId' in asked ? 'organisation_id' : 'id',
      '=',
      'organisationId' in asked ? asked.organisationId : asked.submissionId,
    )
    .orderBy('submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return [];
  const { content } = snapshotSchema.parse(JSON.parse(row.snapshot));
  const set = setOf(row.edition_id);
  return content.standards.flatMap((standard) =>
    standard.questions.flatMap(({ code, number, text, narrative, words }) => {
      const said = (narrative === '' ? words.join('\n\n') : narrative).trim();
      return said.length < fewestCharacters
        ? []
        : [
            {
              submissionId: row.id,
              questionCode: code,
              question: `${number} ${text}`,
              words: said,
              standard: `${set}/${standard.code}`,
            },
          ];
    }),
  );
}

/** The set of an edition, which stands before its number. */
const setOf = (editionId: string): string => editionId.split('/')[0] ?? editionId;

export interface StandardChoice {
  /** `section-11/a1`. */
  readonly standard: string;
  readonly title: string;
}

const mostEditions = 6;

/** The standards that an organisation was asked about, of the newest edition of each set: what an item can be about. */
export async function listStandardChoices(
  db: Reader,
  scope: OrganisationScope,
  organisationId: string,
): Promise<StandardChoice[]> {
  const rows = await db
    .selectFrom('agency_return')
    .select((eb) => ['edition_id', eb.fn.max('opened_at').as('opened')])
    .where('organisation_id', '=', organisationId)
    .where('organisation_id', 'in', scope.organisationIds)
    .groupBy('edition_id')
    .orderBy('opened', 'desc')
    .limit(mostEditions)
    .execute();
  const choices = new Map<string, StandardChoice>();
  const sets = new Set<string>();
  for (const { edition_id } of rows) {
    const set = setOf(edition_id);
    if (sets.has(set)) continue;
    sets.add(set);
    const { edition } = await getEdition(db, edition_id);
    for (const { code, number, title } of edition.standards)
      choices.set(`${set}/${code}`, {
        standard: `${set}/${code}`,
        title: `${setInWords(set)} ${number}: ${title}`,
      });
  }
  return [...choices.values()];
}
