/** What an organisation has changed elsewhere since one of its partnerships received its copy. Pure. */
import type { ContentQuestion, ReturnContent } from '../returns/content.ts';

/** One answer that says something else now than in the copy that was sent. */
export interface Correction {
  readonly code: string;
  readonly standardCode: string;
  readonly number: string;
  readonly text: string;
  readonly was: readonly string[];
  readonly is: readonly string[];
  /** Titles of evidence that came since, and that went. */
  readonly evidenceAdded: readonly string[];
  readonly evidenceRemoved: readonly string[];
}

const wordsOf = (question: ContentQuestion | undefined): string[] =>
  question ? [...question.words, ...(question.narrative === '' ? [] : [question.narrative])] : [];

/**
 * The differences at questions that both share, in reading order of what stands now. `heldBack` are pieces of evidence
 * that were kept from that partnership: they are no difference.
 */
export function correctionsSince(
  sent: ReturnContent,
  now: ReturnContent,
  heldBack: ReadonlySet<string>,
  isShared: (questionCode: string) => boolean,
): readonly Correction[] {
  const before = questionsOf(sent, isShared);
  const after = questionsOf(now, isShared);
  const titles = new Map([...sent.evidence, ...now.evidence].map(({ id, title }) => [id, title]));
  const codes = [...after.keys(), ...[...before.keys()].filter((code) => !after.has(code))];
  return codes.flatMap((code): Correction[] => {
    const [was, is] = [before.get(code), after.get(code)];
    const placed = is ?? was;
    if (!placed) return [];
    const [old, young] = [new Set(was?.question.evidence), new Set(is?.question.evidence)];
    const named = (ids: readonly string[]) => ids.map((id) => titles.get(id) ?? id);
    const evidenceAdded = named([...young].filter((id) => !old.has(id) && !heldBack.has(id)));
    const evidenceRemoved = named([...old].filter((id) => !young.has(id)));
    const [wasWords, isWords] = [wordsOf(was?.question), wordsOf(is?.question)];
    const same = wasWords.join('\n\n') === isWords.join('\n\n') && was?.question.point === is?.question.point;
    if (same && evidenceAdded.length === 0 && evidenceRemoved.length === 0) return [];
    const { number, text } = placed.question;
    return [
      {
        code,
        standardCode: placed.standardCode,
        number,
        text,
        was: wasWords,
        is: isWords,
        evidenceAdded,
        evidenceRemoved,
      },
    ];
  });
}

function questionsOf({ standards }: ReturnContent, isShared: (questionCode: string) => boolean) {
  return new Map(
    standards.flatMap((standard) =>
      standard.questions
        .filter(({ code }) => isShared(code))
        .map((question) => [question.code, { question, standardCode: standard.code }] as const),
    ),
  );
}
