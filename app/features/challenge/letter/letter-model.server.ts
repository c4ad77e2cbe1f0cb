import type { LetterRating, OutcomeLetterModel } from '../../../../pdf/models.ts';
import { dayInWords, listInWords } from '../../../platform/words.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ContentStandard } from '../../returns/content.ts';
import { aboutOf } from '../pack/agency-model.server.ts';
import { markOf } from '../pack/marks.ts';
import { outcomes, standingPoint } from '../rules.ts';
import type { LetterRecords } from './letter-records.server.ts';

/** What a person writes in a letter; strengths stand one on a line. */
export interface LetterText {
  readonly opening: string;
  readonly strengths: string;
  readonly closing: string;
}

/** What a letter says before it has a date and a reference. */
export type LetterBody = Omit<OutcomeLetterModel, 'madeOn' | 'madeOnText' | 'reference' | 'date' | 'replyBy'>;

/** The words a letter starts with, for somebody to make their own. */
export function proposedText(records: LetterRecords): LetterText {
  const { session, cycle, challenges, actions } = records;
  const parts = [
    'the ratings',
    ...(challenges.length === 0 ? [] : ['what the panel asked']),
    ...(actions.length === 0 ? [] : ['the actions that follow']),
  ];
  const met =
    session?.status === 'held'
      ? ` The panel met you on ${dayInWords(session.heldOn)} and asked about what you sent.`
      : '';
  return {
    opening: [`Thank you for your return for ${cycle}.${met}`, `This letter sets out ${listInWords(parts)}.`].join(
      '\n\n',
    ),
    strengths: strongStandards(records).join('\n'),
    closing: [
      'Please share this letter with your senior leaders.',
      ...(actions.length === 0 ? [] : ['We shall look at each action on the date it is due.']),
      'If anything here is not as you remember it, tell us and we shall put it right.',
    ].join(' '),
  };
}

const mostStrengths = 6;

/** The standards whose rating now is the best there is. */
function strongStandards({ snapshot, compiled, ratings }: LetterRecords): string[] {
  return snapshot.content.standards
    .flatMap((standard) => {
      const whole = ratings.find((one) => one.questionCode === null && one.standardCode === standard.code);
      const scale = whole?.scaleCode ? compiled.scales.get(whole.scaleCode) : undefined;
      const best = scale ? pointsWorstFirst(scale).at(-1) : undefined;
      return whole && best && standingPoint(whole) === best.code
        ? [`${standard.number} ${standard.title}: ${best.word}`]
        : [];
    })
    .slice(0, mostStrengths);
}

/** The letter from its records and a person's words. The same of both give the same letter. */
export function letterBody(records: LetterRecords, text: LetterText, origin: string): LetterBody {
  const { snapshot, people } = records;
  const { standards, organisation } = snapshot.content;
  const addressee = addresseeOf(records);
  return {
    kind: 'outcome-letter',
    title: `Outcome letter: ${organisation.name}, ${records.cycle}`,
    language: 'en-GB',
    partnership: records.partnership,
    accessibleAddress: `${origin}/returns/${records.returnId}/letter`,
    organisation: organisation.name,
    cycleTitle: records.cycle,
    addressee: { ...addressee, lines: [...records.address] },
    senderLines: [records.sender.name, records.sender.role, records.sender.email],
    salutation: `Dear ${addressee.name}`,
    subject: 'The outcome of your return',
    opening: text.opening,
    ratings: standards.flatMap((standard) => letterRating(records, standard)),
    strengths: text.strengths
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    challenges: records.challenges.map((entry) => ({
      about: aboutOf(standards, entry.standardCode, entry.questionCode),
      challenge: entry.challenge,
      reply: entry.reply,
      outcome: outcomes[entry.outcome],
    })),
    actions: records.actions.map((action) => ({
      reference: action.reference,
      action: action.what,
      owner: action.owner,
      due: dayInWords(action.dueOn),
      successMeasure: action.successMeasure,
    })),
    closing: text.closing,
    valediction: 'Yours sincerely',
    signatory: records.signatory,
    copies: people
      .filter(({ role, name }) => role === 'safeguarding-lead' && name !== addressee.name)
      .map(({ name, role }) => `${name}, ${roleNames[role]}`),
  };
}

/** Whoever signed the return, else the safeguarding lead, else the organisation by its office. */
function addresseeOf({ snapshot, people }: LetterRecords): { readonly name: string; readonly role: string } {
  const signed = snapshot.signatures[0];
  if (signed) return { name: signed.name, role: signed.jobTitle ?? signed.title };
  const lead = people.find(({ role }) => role === 'safeguarding-lead');
  return lead
    ? { name: lead.name, role: lead.jobTitle ?? roleNames[lead.role] }
    : { name: 'Colleague', role: 'Safeguarding lead' };
}

/** A standard's own rating, the partnership's last word on it, and why they differ; none where nothing is rated. */
function letterRating(records: LetterRecords, standard: ContentStandard): LetterRating[] {
  const ratings = records.ratings.filter(({ standardCode }) => standardCode === standard.code);
  const whole = ratings.find(({ questionCode }) => questionCode === null);
  const scale = whole?.scaleCode ? records.compiled.scales.get(whole.scaleCode) : undefined;
  if (!whole || !scale) return [];
  const reasons = standard.questions.flatMap((question) => {
    const rating = ratings.find(({ questionCode }) => questionCode === question.code);
    if (!rating || standingPoint(rating) === rating.self) return [];
    const reason =
      rating.agreed === null
        ? records.judgements.find(({ questionCode }) => questionCode === question.code)?.reason
        : records.challenges.findLast((entry) => entry.questionCode === question.code && entry.agreedReason !== null)
            ?.agreedReason;
    return reason ? [`${question.number}: ${reason}`] : [];
  });
  return [
    {
      standardNumber: standard.number,
      standardTitle: standard.title,
      self: markOf(scale, whole.self),
      agreed: markOf(scale, standingPoint(whole)),
      reason: reasons.length === 0 ? null : reasons.join('\n\n'),
    },
  ];
}
