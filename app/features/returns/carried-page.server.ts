import type { Reader } from '../../../db/client.server.ts';
import type { Question } from '../../../standards/contract.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { listCarried } from './carried.server.ts';
import type { CarriedQuestion } from './carried.ts';
import { carriedWords } from './carried-words.ts';
import type { PreviousAnswer, StandardQuestion } from './standard-page.ts';

/** What was carried to some questions of a return, with the titles of the evidence that would come with it. */
export async function listCarriedParts(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  questionCodes: readonly string[],
): Promise<ReadonlyMap<string, CarriedQuestion & { readonly titles: readonly { id: string; title: string }[] }>> {
  const carried = await listCarried(db, scope, returnId, questionCodes);
  const ids = [...carried.values()].flatMap(({ state, evidence }) => (state === 'waiting' ? evidence : []));
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('evidence')
          .select(['id', 'title'])
          .where('id', 'in', [...new Set(ids)])
          .where('organisation_id', 'in', scope.organisationIds)
          .where('removed_at', 'is', null)
          .execute();
  return new Map(
    [...carried].map(([code, one]) => [
      code,
      { ...one, titles: one.evidence.flatMap((id) => rows.find((row) => row.id === id) ?? []) },
    ]),
  );
}

/**
 * What a question's page shows of last time: the carried answer while it waits, else what was said then beside this
 * year's, and nothing twice. `sameCode` is what stood under the same code in the last return that was sent.
 */
export function carriedTo(
  question: Pick<Question, 'text'>,
  carried: (CarriedQuestion & { readonly titles: readonly { id: string; title: string }[] }) | undefined,
  sameCode: PreviousAnswer | undefined,
): Pick<StandardQuestion, 'previous' | 'carried' | 'carriedAs'> {
  if (!carried) return { previous: sameCode, carried: undefined, carriedAs: null };
  const { state, value, textOnly, rule, note, origins, cycleName, titles } = carried;
  if (state === 'waiting' && value !== null)
    return {
      previous: undefined,
      carried: { value, textOnly, rule, note, origins, cycleName, evidence: titles },
      carriedAs: null,
    };
  if (state === 'confirmed')
    return { previous: undefined, carried: undefined, carriedAs: carriedWords({ cycle: cycleName, state }) };
  return {
    previous: previousOf(question, carried),
    carried: undefined,
    carriedAs: state === 'revised' ? carriedWords({ cycle: cycleName, state }) : null,
  };
}

function previousOf(question: Pick<Question, 'text'>, carried: CarriedQuestion): PreviousAnswer {
  const { origins, cycleName, submittedAt } = carried;
  const [only, ...more] = origins;
  const several = more.length > 0;
  const told = ({ text, words, narrative }: CarriedQuestion['origins'][number]) =>
    [`“${text}”`, ...words, narrative].filter((part) => part !== '').join('\n');
  return {
    words: several ? ['several answers', ...origins.map(told)] : (only?.words ?? []),
    narrative: several ? '' : (only?.narrative ?? ''),
    point: several ? null : (only?.point ?? null),
    reworded: several || only?.text !== question.text,
    sentIn: { submittedAt, cycleName },
  };
}
