/** What changed between two versions of a pack, as values for a page. Pure: both are read as they were stored. */
import { blocksOfPack, type ChallengePackModel, type PackAgency, type RatingMark } from '../../../../pdf/models.ts';
import { countOf, listInWords } from '../../../platform/words.ts';
import { wordDifferences } from '../../questionnaire/word-differences.ts';
import type { TextDifference } from '../../submissions/versions/difference.ts';
import { titleOf } from './plan.ts';

export interface RatingChange {
  readonly about: string;
  /** "Moderated", "Agreed". */
  readonly whose: string;
  readonly before: RatingMark | null;
  readonly after: RatingMark | null;
}

export interface AgencyDifference {
  readonly id: string;
  readonly name: string;
  readonly ratings: readonly RatingChange[];
  readonly texts: readonly TextDifference[];
  /** Sentences: "Evidence added: Board minutes". */
  readonly sentences: readonly string[];
}

export interface PackDifference {
  /** About the pack as a whole: parts, agenda, agencies. */
  readonly whole: readonly string[];
  /** Agencies of both in which something changed, in the order of the later pack. */
  readonly agencies: readonly AgencyDifference[];
  readonly unchanged: readonly string[];
}

export function packDifference(before: ChallengePackModel, after: ChallengePackModel): PackDifference {
  const old = new Map(before.agencies.map((agency) => [agency.name, agency]));
  const compared = after.agencies.flatMap((agency) => {
    const was = old.get(agency.name);
    return was ? [agencyDifference(was, agency)] : [];
  });
  const isChanged = ({ ratings, texts, sentences }: AgencyDifference) =>
    ratings.length + texts.length + sentences.length > 0;
  return {
    whole: [...blockSentences(before, after), ...agendaSentences(before, after)],
    agencies: compared.filter(isChanged),
    unchanged: compared.filter((one) => !isChanged(one)).map(({ name }) => name),
  };
}

function blockSentences(before: ChallengePackModel, after: ChallengePackModel): string[] {
  const parts = (model: ChallengePackModel) => {
    const { whole, agency } = blocksOfPack(model);
    return [...whole, ...agency].map(titleOf);
  };
  const [was, now] = [parts(before), parts(after)];
  return [
    ...addedAndRemoved('Parts', was, now),
    ...(sameOrder(was, now) ? [] : [`The parts are in another order: ${now.join(', ')}`]),
  ];
}

function agendaSentences(before: ChallengePackModel, after: ChallengePackModel): string[] {
  const names = (model: ChallengePackModel) => model.agencies.map(({ name }) => name);
  const times = new Map(before.agenda.map(({ subject, time }) => [subject, time]));
  return [
    ...addedAndRemoved('Agencies', names(before), names(after)),
    ...(sameOrder(names(before), names(after))
      ? []
      : [`The agencies come in another order: ${names(after).join(', ')}`]),
    ...(['date', 'time', 'place', 'chair'] as const).flatMap((fact) =>
      before.session[fact] === after.session[fact]
        ? []
        : [`The ${fact} of the session was ${before.session[fact]}, and is ${after.session[fact]}`],
    ),
    ...after.agenda.flatMap(({ subject, time }) => {
      const was = times.get(subject);
      return was === undefined || was === time ? [] : [`${subject} was at ${was}, and is at ${time}`];
    }),
  ];
}

/** Whether what both have comes in one order. */
function sameOrder(before: readonly string[], after: readonly string[]): boolean {
  const both = (list: readonly string[], other: readonly string[]) => list.filter((one) => other.includes(one)).join();
  return both(before, after) === both(after, before);
}

function addedAndRemoved(what: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((one) => !before.includes(one));
  const removed = before.filter((one) => !after.includes(one));
  return [
    ...(added.length === 0 ? [] : [`${what} added: ${listInWords(added)}`]),
    ...(removed.length === 0 ? [] : [`${what} taken out: ${listInWords(removed)}`]),
  ];
}

function agencyDifference(before: PackAgency, after: PackAgency): AgencyDifference {
  return {
    id: after.id,
    name: after.name,
    ratings: ratingChanges(before, after),
    texts: [...concernTexts(before, after), ...noteTexts(before, after)],
    sentences: [
      ...(before.returnStatus === after.returnStatus
        ? []
        : [`The return was: ${before.returnStatus}. It is: ${after.returnStatus}`]),
      ...addedAndRemoved(
        'Questions with more to do',
        before.concerns.map(({ questionNumber }) => questionNumber),
        after.concerns.map(({ questionNumber }) => questionNumber),
      ),
      ...addedAndRemoved(
        'Questions of the panel',
        before.keyLines.map(({ question }) => `“${question}”`),
        after.keyLines.map(({ question }) => `“${question}”`),
      ),
      ...evidenceSentences(before, after),
      ...actionSentences(before, after),
      ...addedAndRemoved(
        'Survey figures',
        (before.surveyFigures ?? []).map(({ statement, figure }) => `“${statement}” ${figure}`),
        (after.surveyFigures ?? []).map(({ statement, figure }) => `“${statement}” ${figure}`),
      ),
      ...addedAndRemoved(
        'Annexes',
        (before.annexes ?? []).map(({ number, title }) => `${number} ${title}`),
        (after.annexes ?? []).map(({ number, title }) => `${number} ${title}`),
      ),
    ],
  };
}

const words = (mark: RatingMark | null): string => mark?.word ?? '';
const rated = { self: 'Own rating', moderated: 'Moderated', agreed: 'Agreed' } as const;

function ratingChanges(before: PackAgency, after: PackAgency): RatingChange[] {
  const was = new Map(before.grid.map((row) => [row.standardNumber, row]));
  const standards = after.grid.flatMap((row) => {
    const old = was.get(row.standardNumber);
    const about = `${row.standardNumber} ${row.standardTitle}`;
    return (['self', 'moderated', 'agreed'] as const).flatMap((whose): RatingChange[] =>
      words(old?.[whose] ?? null) === words(row[whose])
        ? []
        : [{ about, whose: rated[whose], before: old?.[whose] ?? null, after: row[whose] }],
    );
  });
  const asked = new Map(before.concerns.map((one) => [one.questionNumber, one]));
  const questions = after.concerns.flatMap((one) => {
    const old = asked.get(one.questionNumber);
    if (!old) return [];
    const about = `${one.questionNumber} ${one.question}`;
    return (['self', 'moderated'] as const).flatMap((whose): RatingChange[] =>
      words(old[whose]) === words(one[whose])
        ? []
        : [{ about, whose: rated[whose], before: old[whose], after: one[whose] }],
    );
  });
  return [...standards, ...questions];
}

function concernTexts(before: PackAgency, after: PackAgency): TextDifference[] {
  const asked = new Map(before.concerns.map((one) => [one.questionNumber, one]));
  return after.concerns.flatMap((one) => {
    const old = asked.get(one.questionNumber);
    if (!old) return [];
    return [
      ...textChange(`${one.questionNumber}: the agency’s words`, old.narrative, one.narrative),
      ...textChange(`${one.questionNumber}: the moderator’s reason`, old.moderatedReason, one.moderatedReason),
    ];
  });
}

const noteTexts = (before: PackAgency, after: PackAgency): TextDifference[] =>
  textChange('Private note of the chair', before.chairNote ?? null, after.chairNote ?? null);

function textChange(label: string, before: string | null, after: string | null): TextDifference[] {
  return before === after ? [] : [{ label, ...wordDifferences(before, after) }];
}

/** Titles are not unique in a return: evidence is known by its title with what it is and the dates that it covers. */
function evidenceSentences(before: PackAgency, after: PackAgency): string[] {
  const known = ({ evidence }: PackAgency) =>
    new Map(evidence.map((entry) => [`${entry.title} (${entry.form}, ${entry.datesCovered})`, entry.freshness]));
  const [was, now] = [known(before), known(after)];
  return [
    ...addedAndRemoved('Evidence', [...was.keys()], [...now.keys()]),
    ...[...now].flatMap(([name, freshness]) => {
      const old = was.get(name);
      return old === undefined || old === freshness ? [] : [`${name} was “${old}”, and is “${freshness}”`];
    }),
  ];
}

function actionSentences(before: PackAgency, after: PackAgency): string[] {
  const was = new Map(before.openActions.map((action) => [action.reference, action]));
  const references = (agency: PackAgency) => agency.openActions.map(({ reference }) => reference);
  const gone = references(before).filter((one) => !references(after).includes(one));
  const added = references(after).filter((one) => !was.has(one));
  return [
    ...(added.length === 0 ? [] : [`${countOf(added.length, 'action')} opened: ${listInWords(added)}`]),
    ...(gone.length === 0 ? [] : [`No longer open: ${listInWords(gone)}`]),
    ...after.openActions.flatMap(({ reference, status, due, owner, overdue }) => {
      const old = was.get(reference);
      if (!old) return [];
      return [
        ...(old.status === status ? [] : [`${reference} was “${old.status}”, and is “${status}”`]),
        ...(old.due === due ? [] : [`${reference} was due on ${old.due}, and is due on ${due}`]),
        ...(old.owner === owner ? [] : [`${reference} was owned by ${old.owner}, and is owned by ${owner}`]),
        ...(overdue && !old.overdue ? [`${reference} has become overdue`] : []),
      ];
    }),
  ];
}
