import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { londonDay } from '../../../platform/clock.ts';
import { dayInWords, listInWords } from '../../../platform/words.ts';
import { needsAction, pointsWorstFirst } from '../../questionnaire/ratings.ts';
import { letterBody } from '../letter/letter-model.server.ts';
import type { LetterRecords } from '../letter/letter-records.server.ts';
import { standingPoint } from '../rules.ts';
import { type Facts, fillIn } from './schema.ts';

/** Who sends a written response. */
export interface ResponseSender {
  readonly name: string;
  readonly role: string;
  readonly email: string;
}

/** A written response before it has a date and a reference. */
export type ResponseBody = Omit<WrittenResponseModel, 'madeOn' | 'madeOnText' | 'reference' | 'date'>;

/** A written response from the records of a return, one text, and the line for this organisation alone. */
export function responseBody(
  records: LetterRecords,
  sender: ResponseSender,
  words: { readonly text: string; readonly ownLine: string },
  origin: string,
): ResponseBody {
  const known = factsOf(records);
  // The same addressee and the same ratings as a letter about the return would have.
  const letter = letterBody(records, { opening: '', strengths: '', closing: '' }, origin);
  return {
    kind: 'written-response',
    title: `Response: ${letter.organisation}, ${records.cycle}`,
    language: 'en-GB',
    partnership: records.partnership,
    accessibleAddress: `${origin}/returns/${records.returnId}/response`,
    organisation: letter.organisation,
    cycleTitle: records.cycle,
    addressee: letter.addressee,
    senderLines: [sender.name, sender.role, sender.email],
    salutation: letter.salutation,
    subject: 'Our response to your return',
    answers: `This answers your return ${known.reference}, sent on ${known['sent on']}.`,
    text: fillIn(words.text, known),
    ownLine: words.ownLine === '' ? null : fillIn(words.ownLine, known),
    ratings: letter.ratings,
    valediction: 'Yours sincerely',
    signatory: { name: sender.name, role: sender.role },
  };
}

/** The facts of one return that a text can name. */
export function factsOf(records: LetterRecords): Facts {
  const standards = records.snapshot.content.standards.flatMap((standard) => {
    const whole = records.ratings.find((one) => one.questionCode === null && one.standardCode === standard.code);
    const scale = whole?.scaleCode ? records.compiled.scales.get(whole.scaleCode) : undefined;
    if (!whole || !scale) return [];
    const point = standingPoint(whole);
    const best = pointsWorstFirst(scale).at(-1);
    return [
      {
        name: `${standard.number} ${standard.title}`,
        strong: point !== null && best?.code === point,
        improve: needsAction(scale, point),
      },
    ];
  });
  const named = (which: 'strong' | 'improve') => {
    const names = standards.filter((standard) => standard[which]).map(({ name }) => name);
    return names.length === 0 ? 'no standard' : listInWords(names);
  };
  return {
    organisation: records.snapshot.content.organisation.name,
    cycle: records.cycle,
    'sent on': dayInWords(londonDay(new Date(records.sent.at))),
    reference: records.sent.reference,
    strong: named('strong'),
    'to improve': named('improve'),
  };
}
