import type { Reader } from '../../../db/client.server.ts';
import type { Edition } from '../../../standards/contract.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope, PartnershipScope } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';

/** Whose returns are looked at: those of organisations, or those that partnerships asked for. */
export type ThreadScope = { readonly organisation: OrganisationScope } | { readonly partnership: PartnershipScope };

/** The return that a thread is about: its names and standards, and not a word of its answers. */
export interface ThreadReturn {
  readonly returnId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly partnershipId: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly status: ReturnStatus;
  /** The newest version that was sent; null before the first. */
  readonly submissionId: string | null;
  /** The standards of the edition, in order. */
  readonly standards: readonly { readonly code: string; readonly number: string; readonly title: string }[];
  /** Question texts and their standards, by code. */
  readonly questions: ReadonlyMap<string, { readonly text: string; readonly standard: string }>;
}

/** Refuses a return outside the scope as unknown. */
export async function getThreadReturn(db: Reader, scope: ThreadScope, returnId: string): Promise<ThreadReturn> {
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .leftJoin('submission', (join) =>
      join
        .onRef('submission.return_id', '=', 'agency_return.id')
        .onRef('submission.partnership_id', '=', 'agency_return.partnership_id')
        .on('submission.superseded_at', 'is', null),
    )
    .select([
      'agency_return.id as returnId',
      'agency_return.organisation_id as organisationId',
      'organisation.name as organisationName',
      'agency_return.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      'agency_return.status',
      'agency_return.edition_id as editionId',
      'submission.id as submissionId',
    ])
    .where('agency_return.id', '=', returnId)
    .where((eb) =>
      'organisation' in scope
        ? eb('agency_return.organisation_id', 'in', scope.organisation.organisationIds)
        : eb('agency_return.partnership_id', 'in', scope.partnership.partnershipIds),
    )
    .executeTakeFirst();
  if (!row) throw notFound();
  const { editionId, ...thread } = row;
  const { edition } = await getEdition(db, editionId);
  return { ...thread, ...namesIn(edition) };
}

const namesIn = ({ standards }: Edition): Pick<ThreadReturn, 'standards' | 'questions'> => ({
  standards: standards.map(({ code, number, title }) => ({ code, number, title })),
  questions: new Map(
    standards.flatMap(({ code: standard, questions }) =>
      questions.map(({ code, text }) => [code, { text, standard }] as const),
    ),
  ),
});

/** Where a comment stands: the return as a whole, one standard, or one question of it. */
export interface Place {
  readonly standardCode: string;
  readonly questionCode: string | null;
}

/** Reads a place from what a form or an address says. Refuses a standard or question that the edition lacks as unknown. */
export function placeIn(thread: ThreadReturn, asked: { readonly standard: string; readonly question: string }): Place {
  const question = asked.question === '' ? undefined : thread.questions.get(asked.question);
  if (asked.question !== '' && !question) throw notFound();
  const standardCode = question?.standard ?? asked.standard;
  if (standardCode !== '' && !thread.standards.some(({ code }) => code === standardCode)) throw notFound();
  return { standardCode, questionCode: asked.question === '' ? null : asked.question };
}

/** A place in words: "the whole return", "A7 Safer recruitment", and the question's text after it. */
export function placeWords(thread: ThreadReturn, { standardCode, questionCode }: Place): string {
  const standard = thread.standards.find(({ code }) => code === standardCode);
  if (!standard) return 'The whole return';
  const words = `${standard.number} ${standard.title}`;
  const question = questionCode === null ? undefined : thread.questions.get(questionCode);
  return question ? `${words}: ${question.text}` : words;
}
