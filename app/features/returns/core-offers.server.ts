import type { Reader } from '../../../db/client.server.ts';
import type { Question } from '../../../standards/contract.ts';
import { instantInWords } from '../../platform/words.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { setInWords } from '../questionnaire/edition-facts.ts';
import type { CoreOffer } from './core-offer.ts';
import { type CoreSource, type CoreTarget, listCoreSources } from './core-sources.server.ts';
import { holdsWords, takesWords } from './core-words.ts';

interface AskedQuestion {
  readonly question: Pick<Question, 'code' | 'answer'>;
  readonly value: AnswerValue | undefined;
  readonly evidence: readonly { readonly id: string }[];
}

/** What may be used at the questions of a page, by question code, with what of it is used already. */
export async function listCoreOffers(
  db: Reader,
  scope: OrganisationScope,
  target: CoreTarget,
  set: string,
  asked: readonly AskedQuestion[],
): Promise<ReadonlyMap<string, readonly CoreOffer[]>> {
  const questionCodes = asked.map(({ question }) => question.code);
  const sources = await listCoreSources(db, scope, target, { set, questionCodes });
  const byQuestion = Map.groupBy(sources, ({ questionCode }) => questionCode);
  return new Map(
    asked.map((one) => [
      one.question.code,
      (byQuestion.get(one.question.code) ?? []).map((source) => offerOf(source, target, one)),
    ]),
  );
}

function offerOf(source: CoreSource, target: CoreTarget, { question, value, evidence }: AskedQuestion): CoreOffer {
  const { place, asked, words } = source;
  const attached = new Set(evidence.map(({ id }) => id));
  return {
    place,
    said: saidWords(source, target),
    asked,
    words,
    evidence: source.evidence,
    wordsUse:
      words === '' ? 'none' : !takesWords(question.answer) ? 'no-room' : holdsWords(value, words) ? 'used' : 'free',
    evidenceUse:
      source.evidence.length === 0 ? 'none' : source.evidence.every(({ id }) => attached.has(id)) ? 'used' : 'free',
  };
}

/** The partnership is named where it is another one: an organisation may belong to several. */
function saidWords({ from: { set, sentAt, partnership }, words }: CoreSource, target: CoreTarget): string {
  const did = words === '' ? 'You gave evidence of this' : 'You said this';
  const elsewhere = partnership.id !== target.partnershipId;
  const state =
    sentAt === null
      ? `not sent yet${elsewhere ? `, for ${partnership.name}` : ''}`
      : `sent on ${instantInWords(sentAt).split(' at ')[0]}${elsewhere ? ` to ${partnership.name}` : ''}`;
  return `${did} in your ${returnInWords(set)} (${state})`;
}

/** "Section 11 return"; sets that are called a report or a check stay as they are. */
function returnInWords(set: string): string {
  const name = setInWords(set);
  return /\b(report|check)$/.test(name) ? name : `${name} return`;
}
