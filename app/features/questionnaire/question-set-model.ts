import type { QuestionSetModel, SetQuestion, SetStandard } from '../../../pdf/models.ts';
import type { Condition, Edition, Question, Scale } from '../../../standards/contract.ts';
import { type OrganisationKind, organisationKinds } from '../../../standards/vocabulary.ts';
import { countOf, dayInWords, instantInWords } from '../../platform/words.ts';
import { answerSpace, profileSpace } from './answer-space.ts';
import { narrowToKind } from './asked-of.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import { conditionInWords } from './condition-words.ts';
import { citationInWords, editionNotices, publishedInWords } from './edition-facts.ts';
import { evidenceAgeWords } from './evidence-age.ts';
import { pointsWorstFirst } from './ratings.ts';

interface QuestionSetParts {
  readonly compiled: CompiledEdition;
  readonly sha256: string;
  /** When this text was installed here: the document's only date, so that the same edition gives the same file. */
  readonly installedAt: string;
  /** Only what this kind of organisation may be asked; left out: everything. */
  readonly kind?: OrganisationKind | undefined;
  readonly publicOrigin: string;
}

/**
 * Every question of an edition with all its branches in words, for the page, the PDF and the Word file. For one kind of
 * organisation, what it can never be asked is left out, numbers stay, and conditions lose the parts that the kind settles.
 */
export function questionSetModel({
  compiled,
  sha256,
  installedAt,
  kind,
  publicOrigin,
}: QuestionSetParts): QuestionSetModel {
  const { edition } = compiled;
  const id = `${edition.set}/${edition.edition}`;
  const narrow = (condition: Condition | undefined) =>
    kind === undefined ? (condition ?? true) : narrowToKind(condition, kind, compiled);
  const standards = edition.standards.flatMap((standard) => standardOf(standard, edition, narrow) ?? []);
  const shown = standards.reduce((sum, { questions }) => sum + questions.length, 0);
  return {
    kind: 'question-set',
    title: kind === undefined ? edition.title : `${edition.title}: ${organisationKinds[kind].name}`,
    language: 'en-GB',
    madeOn: installedAt,
    madeOnText: instantInWords(installedAt),
    partnership: 'Line of Sight',
    reference: id,
    accessibleAddress: `${publicOrigin}/standards/${id}${kind === undefined ? '' : `?kind=${kind}`}`,
    subtitle: `Edition ${edition.edition}: ${kind === undefined ? 'every question, with whom it is asked' : 'what this kind of organisation can be asked'}`,
    summary: edition.summary,
    facts: [
      { label: 'Edition', value: edition.edition },
      { label: 'State', value: edition.status === 'published' ? 'Published' : 'Draft' },
      { label: 'In force from', value: dayInWords(edition.inForceFrom) },
      { label: 'Questions', value: questionsInWords(compiled, shown, kind) },
      { label: 'How a standard is rated', value: aggregationInWords(edition) },
      { label: 'Fingerprint, SHA-256', value: sha256 },
    ],
    notices: editionNotices(edition),
    scales: scalesOf(edition, standards).map(scaleOf),
    profile: edition.profile.flatMap((question) => {
      const asked = narrow(question.appliesTo);
      if (asked === false) return [];
      return {
        text: question.text,
        hint: question.hint ?? null,
        asked: askedInWords(asked, edition),
        optional: optionalInWords(question.required),
        answer: profileSpace(question.answer),
      };
    }),
    standards,
    signOff: edition.signOff.flatMap(({ title, declaration, appliesTo }) => {
      const asked = narrow(appliesTo);
      return asked === false ? [] : { title, declaration, asked: askedInWords(asked, edition, 'Signs') };
    }),
    documents: edition.documents.map(({ title, publisher, published, consultation }) => ({
      title,
      publisher,
      published: publishedInWords(published),
      note: consultation ? 'Consultation text' : null,
    })),
    unchecked: uncheckedIn(edition, standards),
  };
}

type Narrow = (condition: Condition | undefined) => Condition | boolean;

function standardOf(standard: Edition['standards'][number], edition: Edition, narrow: Narrow): SetStandard | undefined {
  const whole = narrow(standard.appliesTo);
  if (whole === false) return undefined;
  const questions = standard.questions.flatMap((question, at): SetQuestion[] => {
    const asked = narrow(question.appliesTo);
    return asked === false
      ? []
      : [questionOf(question, standard, `${standard.number}.${at + 1}`, whole, asked, edition)];
  });
  if (questions.length === 0) return undefined;
  return {
    id: standard.code,
    number: standard.number,
    title: standard.title,
    summary: standard.summary,
    asked: whole === true ? null : askedInWords(whole, edition),
    questions,
  };
}

function questionOf(
  question: Question,
  standard: Edition['standards'][number],
  number: string,
  whole: Condition | true,
  asked: Condition | true,
  edition: Edition,
): SetQuestion {
  return {
    id: question.code,
    number,
    text: question.text,
    hint: question.hint ?? null,
    guidance: question.guidance ?? null,
    asked:
      asked === true && whole !== true ? 'Asked of everybody whom this standard is for' : askedInWords(asked, edition),
    optional: optionalInWords(question.required),
    answer: answerSpace(question.answer, edition),
    evidence: [...question.evidence, ...evidenceAgeWords(question, standard)],
    sources: question.sources.map((source) => citationInWords(source, edition)),
  };
}

const askedInWords = (asked: Condition | true, edition: Edition, verb = 'Asked') =>
  asked === true
    ? verb === 'Asked'
      ? 'Asked of everybody'
      : 'Signs for everybody'
    : `${verb} ${conditionInWords(asked, edition)}`;

const optionalInWords = (required: boolean) => (required ? null : 'May be left empty');

function questionsInWords(compiled: CompiledEdition, shown: number, kind: OrganisationKind | undefined): string {
  const all = compiled.questions.size;
  if (kind === undefined)
    return `${all} in ${countOf(compiled.edition.standards.length, 'standard')}; most organisations are asked fewer`;
  const always = [...compiled.questions.values()].filter(({ standard, question }) =>
    [standard.appliesTo, question.appliesTo].every((condition) => narrowToKind(condition, kind, compiled) === true),
  ).length;
  return `${shown} of ${all} can be asked of this kind of organisation: ${always} of every one, the others by its profile or its answers`;
}

/** The unchecked citations of the questions shown, in reading order. */
function uncheckedIn(edition: Edition, standards: readonly SetStandard[]): QuestionSetModel['unchecked'] {
  const shown = new Map(standards.flatMap(({ questions }) => questions.map(({ id, number }) => [id, number])));
  return edition.standards
    .flatMap(({ questions }) => questions)
    .flatMap(({ code, sources }) => {
      const number = shown.get(code);
      if (number === undefined) return [];
      return sources
        .filter(({ checked }) => !checked)
        .map((source) => ({ id: code, number, citation: citationInWords({ ...source, checked: true }, edition) }));
    });
}

/** The scales that the questions shown are rated on. */
function scalesOf(edition: Edition, standards: readonly SetStandard[]): Scale[] {
  const codes = new Set(standards.flatMap(({ questions }) => questions.map(({ id }) => id)));
  const used = new Set(
    edition.standards.flatMap(({ questions }) =>
      questions.flatMap(({ code, answer }) => (codes.has(code) && answer.type === 'rating' ? [answer.scale] : [])),
    ),
  );
  return edition.scales.filter(({ code }) => used.has(code));
}

function scaleOf(scale: Scale): QuestionSetModel['scales'][number] {
  const { allowed, word, reasonRequired } = scale.notApplicable;
  return {
    name: scale.name,
    entries: pointsWorstFirst(scale)
      .toReversed()
      .map(({ word: words, letter, shape, tone, definition }) => ({
        mark: { word: words, letter, shape, tone },
        definition,
      })),
    notApplicable: allowed
      ? `“${word}” may be chosen instead${reasonRequired ? ', with a reason' : ''}.`
      : 'There is no “not applicable” on this scale.',
  };
}

/** The rule by which ratings of questions become one for the standard. */
export function aggregationInWords({ aggregation }: Pick<Edition, 'aggregation'>): string {
  const words = (rule: Exclude<Edition['aggregation'], { rule: 'manual' }>) => {
    if (rule.rule === 'worst-of') return 'the worst rating of its questions';
    if (rule.rule === 'banded-mean') return 'the mean of its ratings, to the nearest point';
    return `the best point where at least ${rule.bestShare} per cent of its ratings are at it and none is at the worst`;
  };
  if (aggregation.rule !== 'manual') return `Computed: ${words(aggregation)}`;
  return `The organisation’s own judgement; beside it, ${words(aggregation.beside)}`;
}
