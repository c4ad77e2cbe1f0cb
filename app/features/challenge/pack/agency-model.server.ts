import type { GridRow, PackAction, PackAgency, PackConcern, PackEdition } from '../../../../pdf/models.ts';
import type { Scale } from '../../../../standards/contract.ts';
import { type DutyBasis, dutyBases } from '../../../../standards/vocabulary.ts';
import { londonDay } from '../../../platform/clock.ts';
import { dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { actionStatuses, isOverdue } from '../../actions/rules.ts';
import { needsAction } from '../../questionnaire/ratings.ts';
import type { ContentQuestion, ContentStandard } from '../../returns/content.ts';
import { originWords } from '../../returns/origin-words.ts';
import { evidenceEntries, kindInWords, profileFacts } from '../../submissions/pdf-model.server.ts';
import type { Snapshot } from '../../submissions/schema.ts';
import { standingPoint } from '../rules.ts';
import { aboutOf } from './about.ts';
import { annexesOf, packChanges, previousChallenges } from './changes-model.ts';
import { evidenceGaps } from './evidence-model.ts';
import { countMarks, markOf } from './marks.ts';
import type { PackPlan } from './plan.ts';
import { changeOf, previousOf } from './previous-rating.ts';
import type { PackRecords, RatingRecord } from './records.server.ts';
import { surveyFigures } from './survey-model.ts';

type Slot = PackRecords['slots'][number];

/** Everything the pack says about one agency; undefined when its submission is not among the records. */
export function packAgency(
  records: PackRecords,
  slot: Slot,
  today: string,
  names: Pick<PackAgency, 'id' | 'shortName'>,
  plan: PackPlan,
): PackAgency | undefined {
  const snapshot = records.snapshots.get(slot.submissionId);
  if (!snapshot) return undefined;
  const { content } = snapshot;
  return {
    ...names,
    name: content.organisation.name,
    kind: kindInWords(content.organisation.kind),
    duty: dutyBases[content.organisation.dutyBasis as DutyBasis] ?? content.organisation.dutyBasis,
    returnStatus: statusOf(snapshot),
    profile: [
      { label: 'Return', value: `${snapshot.reference}, sent on ${instantInWords(snapshot.submittedAt)}` },
      { label: 'Sent by', value: snapshot.submittedBy },
      ...profileFacts(content),
    ],
    grid: content.standards.map((standard) => gridRow(records, slot, standard)),
    concerns: content.standards.flatMap((standard) =>
      standard.questions.flatMap((question) => concern(records, slot, snapshot, standard, question, plan.edition)),
    ),
    evidenceGaps: evidenceGaps(records.compiled, content, records.session.heldOn),
    keyLines: records.keyLines
      .filter((line) => line.submissionId === slot.submissionId && isPrinted(line, plan.edition))
      .map((line) => ({
        question: line.text,
        about: aboutOf(content.standards, line.standardCode, line.questionCode),
        owner: line.owner,
        reason: plan.edition === 'agency' ? null : line.reason,
        ...(line.released ? {} : { draft: true as const }),
      })),
    evidence: evidenceEntries(records.compiled, content, records.session.heldOn),
    openActions: records.actions
      .filter(({ organisationId }) => organisationId === slot.organisationId)
      .map(
        (action): PackAction => ({
          reference: action.reference,
          action: action.what,
          owner: action.owner,
          due: dayInWords(action.dueOn),
          status: actionStatuses[action.status].words,
          overdue: isOverdue(action.status, action.dueOn, today),
          progress: action.latestNote,
        }),
      ),
    changes: packChanges(records, slot, content.standards),
    ...previousChallenges(records, slot, content.standards),
    ...surveyFigures(records, slot, content.standards),
    annexes: annexesOf(snapshot, plan.annexes[slot.organisationId] ?? []),
    ...chairNoteOf(records, slot, plan.edition),
  };
}

/** A draft is for the chair's eyes; an agency reads what the chair shows it. */
function isPrinted({ released, shown }: { released: boolean; shown: boolean }, edition: PackEdition): boolean {
  if (edition === 'chair') return true;
  return edition === 'agency' ? shown : released;
}

function chairNoteOf(records: PackRecords, slot: Slot, edition: PackEdition): { readonly chairNote?: string } {
  const note = records.chairNotes.get(slot.organisationId);
  return edition === 'chair' && note !== undefined ? { chairNote: note } : {};
}

function statusOf({ signatures, submittedAt }: Snapshot): string {
  if (signatures.length === 0) return `Sent on ${instantInWords(submittedAt)}`;
  const signed = signatures.map(({ name, signedAt }) => `${name} on ${dayInWords(londonDay(new Date(signedAt)))}`);
  return `Signed off by ${listInWords(signed)}`;
}

const ofStandard = (ratings: readonly RatingRecord[], slot: Slot, standardCode: string) =>
  ratings.filter((rating) => rating.submissionId === slot.submissionId && rating.standardCode === standardCode);

const scaleOf = (records: PackRecords, code: string | null): Scale | undefined =>
  code === null ? undefined : records.compiled.scales.get(code);

function gridRow(records: PackRecords, slot: Slot, standard: ContentStandard): GridRow {
  const ratings = ofStandard(records.ratings, slot, standard.code);
  const whole = ratings.find(({ questionCode }) => questionCode === null);
  const scale = scaleOf(records, whole?.scaleCode ?? standard.scale);
  const previous = previousOf(records, slot, standard.code, null);
  const row = { standardNumber: standard.number, standardTitle: standard.title };
  if (!scale || !whole)
    return { ...row, self: null, previous: null, moderated: null, agreed: null, counts: [], change: null };
  const questions = ratings.flatMap((rating) => {
    const ratedOn = scaleOf(records, rating.scaleCode);
    return rating.questionCode !== null && ratedOn ? [{ scale: ratedOn, point: standingPoint(rating) }] : [];
  });
  return {
    ...row,
    self: markOf(scale, whole.self),
    previous: previous ? markOf(previous.scale, previous.point) : null,
    moderated: markOf(scale, whole.moderated),
    agreed: markOf(scale, whole.agreed),
    counts: countMarks(questions, records.compiled.edition.scales),
    change: changeOf(records, slot, standard, scale, standingPoint(whole)),
  };
}

function concern(
  records: PackRecords,
  slot: Slot,
  snapshot: Snapshot,
  standard: ContentStandard,
  question: ContentQuestion,
  edition: PackEdition,
): PackConcern[] {
  const rating = records.ratings.find(
    ({ submissionId, questionCode }) => submissionId === slot.submissionId && questionCode === question.code,
  );
  const scale = scaleOf(records, rating?.scaleCode ?? null);
  if (!rating || !scale) return [];
  if (![rating.self, rating.moderated, rating.agreed].some((point) => needsAction(scale, point))) return [];
  const previous = previousOf(records, slot, standard.code, question.code);
  const reason = records.reasons.find(
    ({ submissionId, questionCode }) => submissionId === slot.submissionId && questionCode === question.code,
  );
  return [
    {
      standardNumber: standard.number,
      standardTitle: standard.title,
      questionNumber: question.number,
      question: question.text,
      self: markOf(scale, rating.self),
      previous: previous ? markOf(previous.scale, previous.point) : null,
      moderated: markOf(scale, rating.moderated),
      // What moderators write is for the panel; an agency reads it in its letter.
      moderatedReason: reason?.reason && edition !== 'agency' ? reason.reason : null,
      narrative: question.narrative.trim() === '' ? null : question.narrative,
      ...originOf(question),
      ...replyTo(records, slot, question.code),
      evidenceNumbers: snapshot.content.evidence
        .filter(({ id }) => question.evidence.includes(id))
        .map(({ number }) => number),
    },
  ];
}

/** What the agency replied to the moderated rating. */
function replyTo(records: PackRecords, slot: Slot, code: string): { readonly agencyReply?: string } {
  const reply = records.replies.find(
    ({ submissionId, questionCode }) => submissionId === slot.submissionId && questionCode === code,
  );
  return reply ? { agencyReply: reply.text } : {};
}

/** Where the answer came from, in words, if from the agency's group or from an earlier return. */
function originOf(question: Parameters<typeof originWords>[0]): { readonly carried?: string } {
  const carried = originWords(question);
  return carried === null ? {} : { carried };
}
