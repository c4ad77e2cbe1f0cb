import type { PackAgency, PackAnnex, PackChange, PackChanges, PackPrevious } from '../../../../pdf/models.ts';
import { dayInWords, sizeInWords } from '../../../platform/words.ts';
import { actionStatuses } from '../../actions/rules.ts';
import { kindOfEvidence } from '../../evidence/words.ts';
import type { ContentQuestion, ContentStandard } from '../../returns/content.ts';
import type { Snapshot } from '../../submissions/schema.ts';
import { comparableText } from '../../submissions/warnings/unchanged-text.ts';
import { outcomes, standingPoint } from '../rules.ts';
import { aboutOf } from './about.ts';
import type { PreviousReturn } from './earlier-records.server.ts';
import { changeInWords, markOf } from './marks.ts';
import { previousOf } from './previous-rating.ts';
import type { PackRecords } from './records.server.ts';

type Slot = PackRecords['slots'][number];

/** Earlier challenges printed for one agency; how many more there are is said. */
const mostEarlier = 12;

/** What moved since the cycle before. Performance is compared only where the question and its scale are the same. */
export function packChanges(records: PackRecords, slot: Slot, standards: readonly ContentStandard[]): PackChanges {
  const before = records.previous.get(slot.organisationId);
  if (!before)
    return {
      basis: 'The agency sent no return in the cycle before, so nothing can be compared.',
      performance: [],
      wording: [],
      sameWords: [],
    };
  const performance: PackChange[] = [];
  const wording: PackChange[] = [];
  const sameWords: string[] = [];
  const asked = new Set<string>();
  for (const standard of standards) {
    for (const question of standard.questions) {
      asked.add(question.code);
      const was = before.questions.get(question.code);
      if (was && comparableText(was) !== '' && comparableText(was) === comparableText(question))
        sameWords.push(question.number);
      const row = changeRow(records, slot, standard.code, question, was);
      if (row?.kind === 'performance') performance.push(row.change);
      else if (row?.kind === 'wording') wording.push(row.change);
    }
  }
  return {
    basis: `Compared with ${before.cycle}.`,
    performance,
    wording: [...wording, ...noLongerAsked(slot, records, before, asked)],
    sameWords,
  };
}

function changeRow(
  records: PackRecords,
  slot: Slot,
  standardCode: string,
  question: ContentQuestion,
  was: ContentQuestion | undefined,
): { readonly kind: 'performance' | 'wording'; readonly change: PackChange } | undefined {
  const rating = records.ratings.find(
    ({ submissionId, questionCode }) => submissionId === slot.submissionId && questionCode === question.code,
  );
  const scale = rating?.scaleCode ? records.compiled.scales.get(rating.scaleCode) : undefined;
  if (!rating || !scale) return undefined;
  const now = standingPoint(rating);
  const before = previousOf(records, slot, standardCode, question.code);
  const row = {
    questionNumber: question.number,
    question: question.text,
    previous: before ? markOf(before.scale, before.point) : null,
    now: markOf(scale, now),
  };
  if (!was) return { kind: 'wording', change: { ...row, change: 'Not asked last cycle' } };
  if (was.text !== question.text) return { kind: 'wording', change: { ...row, change: `It was: ${was.text}` } };
  if (!before) return undefined;
  if (before.scale.code !== scale.code)
    return { kind: 'wording', change: { ...row, change: 'Rated on another scale last cycle' } };
  if (before.point === now) return undefined;
  return {
    kind: 'performance',
    change: { ...row, change: changeInWords(scale, before.point, now) ?? 'Whether it applies has changed' },
  };
}

/** Questions that were rated last cycle and are not asked now. */
function noLongerAsked(
  slot: Slot,
  records: PackRecords,
  before: PreviousReturn,
  asked: ReadonlySet<string>,
): PackChange[] {
  return before.ratings.flatMap(({ questionCode, standardCode }): PackChange[] => {
    const was = questionCode === null || asked.has(questionCode) ? undefined : before.questions.get(questionCode);
    const rating = was ? previousOf(records, slot, standardCode, was.code) : undefined;
    if (!was || !rating) return [];
    return [
      {
        questionNumber: was.number,
        question: was.text,
        previous: markOf(rating.scale, rating.point),
        now: null,
        change: 'No longer asked',
      },
    ];
  });
}

/** What the agency was asked in earlier sessions, newest first, and how much of it is not printed. */
export function previousChallenges(
  { earlier }: PackRecords,
  slot: Slot,
  standards: readonly ContentStandard[],
): Pick<PackAgency, 'previous' | 'previousLeftOut'> {
  const all = earlier.filter(({ organisationId }) => organisationId === slot.organisationId);
  return {
    previous: all.slice(0, mostEarlier).map(
      (one): PackPrevious => ({
        session: `${one.session}, ${dayInWords(one.heldOn)}`,
        about: aboutOf(standards, one.standardCode, one.questionCode),
        challenge: one.challenge,
        reply: one.reply,
        outcome: outcomes[one.outcome],
        actions: one.actions.map(
          ({ reference, what, status }) => `${reference}, ${what}: ${actionStatuses[status].words.toLowerCase()}`,
        ),
      }),
    ),
    previousLeftOut: Math.max(0, all.length - mostEarlier),
  };
}

/** A hash in four groups, so that it breaks at spaces and can be compared by eye. */
const inGroups = (hash: string): string => (hash.match(/.{1,16}/g) ?? []).join(' ');

/** The chosen evidence of one return, in the order of its index; what is no longer in the return is left out. */
export function annexesOf({ content }: Snapshot, chosen: readonly string[]): PackAnnex[] {
  return content.evidence
    .filter(({ id }) => chosen.includes(id))
    .map((file) => ({
      number: file.number,
      title: file.title,
      form: kindOfEvidence(file),
      detail:
        file.url ??
        [
          file.fileName,
          file.size === null ? null : sizeInWords(file.size),
          file.sha256 === null ? null : `SHA-256 ${inGroups(file.sha256)}`,
        ]
          .filter((part) => part !== null)
          .join(', '),
    }));
}
