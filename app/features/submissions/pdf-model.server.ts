import type { DocumentCheck, EvidenceEntry, Fact, ReceiptModel, ReturnCopyModel } from '../../../pdf/models.ts';
import type { Question } from '../../../standards/contract.ts';
import { dutyBases, organisationKinds, phases } from '../../../standards/vocabulary.ts';
import { londonDay } from '../../platform/clock.ts';
import { countOf, dayInWords, instantInWords } from '../../platform/words.ts';
import { freshnessInWords } from '../evidence/freshness.ts';
import { kindOfEvidence, periodOfEvidence } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { strictestAge } from '../questionnaire/evidence-age.ts';
import { contentAnswer } from '../returns/build-content.ts';
import type { CarriedQuestion } from '../returns/carried.ts';
import { carriedWords } from '../returns/carried-words.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import type { ContentQuestion, ReturnContent } from '../returns/content.ts';
import { originWords } from '../returns/origin-words.ts';
import { answerBlocks, supportedQuestions } from './answer-blocks.ts';
import { authorityWords } from './authorities/authority.ts';
import { markOf, scaleEntries } from './marks.ts';
import { isLate } from './rules.ts';
import type { Snapshot } from './schema.ts';

/** What a document of a submission is made of; nothing else goes in, so the same snapshot gives the same bytes. */
export interface SubmittedParts {
  readonly compiled: CompiledEdition;
  readonly snapshot: Snapshot;
  readonly sha256: string;
  readonly returnId: string;
  /** Where people reach the portal: `https://assurance.example.org`. */
  readonly publicOrigin: string;
  /** How its prints can be checked; null where it has no code. */
  readonly check: DocumentCheck | null;
}

/** The copy of a return that its organisation keeps, for the page and for the file. */
export function returnCopyModel({
  compiled,
  snapshot,
  sha256,
  returnId,
  publicOrigin,
  check,
}: SubmittedParts): ReturnCopyModel {
  const sentOn = londonDay(new Date(snapshot.submittedAt));
  const late = isLate(sentOn, snapshot.cycle.dueOn) ? ', after the last day' : '';
  const parts = contentParts(compiled, snapshot.content, sentOn);
  return {
    kind: 'return-copy',
    draft: false,
    title: `${snapshot.content.organisation.name}: ${snapshot.cycle.name}`,
    language: 'en-GB',
    madeOn: snapshot.submittedAt,
    madeOnText: instantInWords(snapshot.submittedAt),
    partnership: snapshot.partnership.name,
    reference: snapshot.reference,
    accessibleAddress: `${publicOrigin}/returns/${returnId}/copy?version=${snapshot.version}`,
    cycleTitle: snapshot.cycle.name,
    status: `${snapshot.version > 1 ? `Version ${snapshot.version}. ` : ''}Sent on ${instantInWords(snapshot.submittedAt)} by ${snapshot.submittedBy}${late}`,
    check,
    snapshotHash: sha256,
    signatures: signaturesOf(snapshot),
    ...parts,
    profile: [...parts.profile, ...meetingFact(snapshot)],
  };
}

/** A return that has not been sent, as its print page shows it. */
export function draftModel(loaded: LoadedReturn, now: string, publicOrigin: string): ReturnCopyModel {
  const { compiled, content, contentHash, cycle, partnership, returnId } = loaded;
  return {
    kind: 'return-copy',
    draft: true,
    title: `${content.organisation.name}: ${cycle.name}`,
    language: 'en-GB',
    madeOn: now,
    madeOnText: instantInWords(now),
    partnership: partnership.name,
    reference: 'Draft',
    accessibleAddress: `${publicOrigin}/returns/${returnId}/print`,
    cycleTitle: cycle.name,
    status: `Draft, not sent. Due on ${dayInWords(loaded.dueOn)}`,
    snapshotHash: contentHash,
    signatures: [],
    ...contentParts(compiled, content, londonDay(new Date(now)), waitingIn(loaded)),
  };
}

/** The questions alone, with what may be answered, for people who work on paper first. */
export function blankModel(loaded: LoadedReturn, now: string, publicOrigin: string): ReturnCopyModel {
  const draft = draftModel(loaded, now, publicOrigin);
  return {
    ...draft,
    status: `Blank, to fill in on paper. Due on ${dayInWords(loaded.dueOn)}`,
    evidence: [],
    scale: scaleEntries(
      loaded.compiled,
      loaded.content.standards.flatMap(({ questions }) => questions.map(({ scale }) => scale)),
    ),
    standards: draft.standards.map((standard, at) => ({
      ...standard,
      overall: null,
      beside: null,
      questions: standard.questions.map((question, place) => {
        const code = loaded.content.standards[at]?.questions[place]?.code ?? '';
        const asked = loaded.compiled.questions.get(code)?.question;
        return { ...question, carried: null, evidence: [], answer: asked ? choicesToTick(loaded.compiled, asked) : [] };
      }),
    })),
  };
}

function choicesToTick(
  compiled: CompiledEdition,
  { answer }: Question,
): ReturnCopyModel['standards'][0]['questions'][0]['answer'] {
  switch (answer.type) {
    case 'rating': {
      const scale = compiled.scales.get(answer.scale);
      const points = scale ? scale.points.toSorted((a, b) => a.order - b.order) : [];
      const ordered = scale?.best === 'highest' ? points.toReversed() : points;
      const words = ordered.map(({ word }) => word);
      return [
        { type: 'list', items: scale?.notApplicable.allowed ? [...words, scale.notApplicable.word] : words },
        { type: 'none', text: 'How you know, and what difference it makes for children:' },
      ];
    }
    case 'yes-no':
      return [
        { type: 'list', items: ['Yes', 'No'] },
        ...(answer.detail === 'never' ? [] : [{ type: 'none' as const, text: 'Details:' }]),
      ];
    case 'single-choice':
    case 'multiple-choice':
      return [{ type: 'list', items: answer.choices.map(({ text }) => text) }];
    case 'table':
      return [
        {
          type: 'table',
          headings: answer.columns.map(({ heading }) => heading),
          rows: [0, 1, 2].map(() => answer.columns.map(() => '')),
        },
      ];
    default:
      return [{ type: 'none', text: 'Your answer:' }];
  }
}

/** Proof that a return arrived. */
export function receiptModel(parts: SubmittedParts): ReceiptModel {
  const { compiled, snapshot, sha256, returnId, publicOrigin, check } = parts;
  const { content } = snapshot;
  const questions = content.standards.flatMap((standard) => standard.questions);
  const answered = questions.filter(({ words }) => words.length > 0).length;
  const late = isLate(londonDay(new Date(snapshot.submittedAt)), snapshot.cycle.dueOn);
  return {
    kind: 'receipt',
    title: 'Receipt for a return',
    language: 'en-GB',
    madeOn: snapshot.submittedAt,
    madeOnText: instantInWords(snapshot.submittedAt),
    partnership: snapshot.partnership.name,
    reference: snapshot.reference,
    accessibleAddress: `${publicOrigin}/returns/${returnId}/receipt?version=${snapshot.version}`,
    organisation: content.organisation.name,
    cycleTitle: snapshot.cycle.name,
    editionTitle: compiled.edition.title,
    receivedOn: `${instantInWords(snapshot.submittedAt)}${late ? ', after the last day' : ''}`,
    sentBy: snapshot.submittedBy,
    snapshotHash: sha256,
    check,
    signatures: signaturesOf(snapshot),
    contents: [
      ...(snapshot.version > 1 ? [{ label: 'Version', value: String(snapshot.version) }] : []),
      { label: 'Last day to send it', value: dayInWords(snapshot.cycle.dueOn) },
      { label: 'Standards', value: String(content.standards.length) },
      { label: 'Questions answered', value: `${answered} of ${questions.length}` },
      { label: 'Evidence', value: countOf(content.evidence.length, 'item') },
      ...meetingFact(snapshot),
    ],
    whatHappensNext: whatHappensNext(snapshot.partnership.name),
    contact: `The business manager of ${snapshot.partnership.name}.`,
  };
}

/** What an organisation is told as its return arrives. */
export const whatHappensNext = (partnership: string): string =>
  [
    `${partnership} reads your return and may put a rating of its own beside yours, with the reason.`,
    'You may be invited to a challenge session. Afterwards you get a letter with the outcome and any actions.',
    'Your copy stays here for as long as you need it. Nothing that happens later changes what you sent.',
  ].join('\n\n');

/** The meeting of the board or the governors, where one was recorded. */
export const meetingFact = ({ meeting }: Snapshot): Fact[] =>
  meeting
    ? [
        {
          label: 'Considered by your board or governors',
          value: `${meeting.body}, ${dayInWords(meeting.heldOn)}${meeting.minuteReference === null ? '' : `, minute ${meeting.minuteReference}`}`,
        },
      ]
    : [];

const signaturesOf = (snapshot: Snapshot): ReturnCopyModel['signatures'] =>
  snapshot.signatures.map(({ name, title, jobTitle, signedAt, contentHash, authority }) => ({
    name: jobTitle === null ? name : `${name}, ${jobTitle}`,
    role: authority ? `${title}: signed ${authorityWords(title, authority)}` : title,
    signedOn: instantInWords(signedAt),
    hash: contentHash,
  }));

type Waiting = ReadonlyMap<string, Pick<CarriedQuestion, 'value' | 'cycleName'>>;

/** Answers carried to questions that nobody has settled yet: a draft prints them as what they are. */
const waitingIn = ({ carried }: LoadedReturn): Waiting =>
  new Map([...carried].filter(([, { state }]) => state === 'waiting'));

function contentParts(compiled: CompiledEdition, content: ReturnContent, today: string, waiting: Waiting = new Map()) {
  const { organisation } = content;
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  return {
    organisation: organisation.name,
    organisationKind: kindInWords(organisation.kind),
    editionTitle: content.edition.title,
    profile: profileFacts(content),
    scale: scaleEntries(
      compiled,
      content.standards.flatMap(({ questions }) => questions.map(({ scale }) => scale)),
    ),
    standards: content.standards.map((standard) => ({
      number: standard.number,
      title: standard.title,
      summary: compiled.standards.get(standard.code)?.summary ?? null,
      overall: markOf(compiled, standard.scale, standard.computed),
      beside: markOf(compiled, standard.scale, standard.beside ?? null),
      questions: standard.questions.map((question) => ({
        number: question.number,
        text: question.text,
        answer: answerBlocks(compiled, printed(compiled, question, waiting)),
        evidence: question.evidence.flatMap((id) => {
          const file = files.get(id);
          return file ? [`${file.number}. ${file.title} (${periodOfEvidence(file) ?? 'not dated'})`] : [];
        }),
        carried: carriedInWords(question, waiting),
      })),
    })),
    evidence: evidenceEntries(compiled, content, today),
  };
}

function printed(compiled: CompiledEdition, question: ContentQuestion, waiting: Waiting): ContentQuestion {
  const value = waiting.get(question.code)?.value;
  const asked = compiled.questions.get(question.code)?.question;
  return value && asked ? { ...question, ...contentAnswer(compiled, asked, value) } : question;
}

function carriedInWords(question: ContentQuestion, waiting: Waiting): string | null {
  const cycle = waiting.get(question.code)?.cycleName;
  return cycle === undefined ? originWords(question) : carriedWords({ cycle, state: 'waiting' });
}

/** What the organisation is and what its profile page says. */
export function profileFacts({ organisation, profile }: ReturnContent): Fact[] {
  const { phase, dutyBasis } = organisation;
  return [
    { label: 'Kind of organisation', value: kindInWords(organisation.kind) },
    ...(phase === null ? [] : [{ label: 'Phase', value: lookUp(phases, phase) }]),
    { label: 'Duty', value: lookUp(dutyBases, dutyBasis) },
    ...profile.map(({ text, words }) => ({ label: text, value: words })),
  ];
}

/** The evidence index, with how fresh each piece was on a day by the strictest of the questions that rest on it. */
export function evidenceEntries(compiled: CompiledEdition, content: ReturnContent, today: string): EvidenceEntry[] {
  const codes = questionsByEvidence(content);
  const supports = supportedQuestions(content.standards);
  return content.evidence.map((file) => ({
    number: file.number,
    title: file.title,
    form: kindOfEvidence(file),
    datesCovered: periodOfEvidence(file) ?? 'Not dated',
    freshness: freshnessInWords(file, today, strictestAge(compiled, codes.get(file.id) ?? [])),
    supports: supports.get(file.id) ?? [],
  }));
}

/** The codes of the questions that rest on each piece. */
function questionsByEvidence(content: ReturnContent): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { questions } of content.standards)
    for (const { code, evidence } of questions)
      for (const id of evidence) codes.set(id, [...(codes.get(id) ?? []), code]);
  return codes;
}

const lookUp = (words: Readonly<Record<string, string>>, code: string) =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;

/** The name of a kind of organisation. */
export function kindInWords(kind: string): string {
  const kinds: Readonly<Record<string, { readonly name: string }>> = organisationKinds;
  return Object.hasOwn(kinds, kind) ? (kinds[kind]?.name ?? kind) : kind;
}
