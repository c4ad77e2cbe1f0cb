/** Several returns that are answered, checked and signed once, as one page. Pure. */
import { editVoidsSignatures, type ReturnStatus } from '../returns/rules.ts';
import type { LocalCodes } from '../returns/shared/local.ts';
import type { CheckPage, ReadQuestion, Recipient, SignOffPage, SignOffState } from './pages.ts';

interface Paged<Page> {
  readonly recipient: Recipient;
  readonly page: Page;
  /** What its partnership asks alone. */
  readonly local: LocalCodes;
}

/** At least two: what they share is shown from the first, and from the others what their partnership asks alone. */
type Several<Page> = readonly [Paged<Page>, ...Paged<Page>[]];

/** One check page for all: what is missing and worth a look in any of them. */
export function checkRound(parts: Several<CheckPage>, recipients: readonly Recipient[]): CheckPage {
  const [{ page }] = parts;
  return {
    ...page,
    status: leastAdvanced(parts.map((part) => part.page.status)),
    overdue: parts.some((part) => part.page.overdue),
    missing: own(parts, (one) => one.missing, inLocalStandard).map(({ item, of, isTheirs }) =>
      isTheirs ? { ...item, number: `${item.number} for ${of.partnershipName}` } : item,
    ),
    standards: own(parts, (one) => one.standards, isLocalStandard).map(({ item, of, isTheirs }) =>
      isTheirs ? { ...item, returnId: of.returnId, title: `${item.title} (${of.partnershipName})` } : item,
    ),
    warnings: own(parts, (one) => one.warnings, inLocalStandard).map(({ item }) => item),
    recognisable: recognisableIn(parts),
    unconfirmed: own(parts, (one) => one.unconfirmed, isLocalQuestion).map(({ item }) => item),
    withColleagues: parts.flatMap((part) => part.page.withColleagues),
    signOff: leastSigned(parts),
    recipients,
  };
}

/** One page to read and sign: every answer and piece of evidence that goes to any of them. */
export function signRound(
  parts: Several<SignOffPage>,
  recipients: readonly Recipient[],
  contentHash: string,
): SignOffPage {
  const [{ page }] = parts;
  const evidence = evidenceOf(parts);
  const read = (question: ReadQuestion) => ({
    ...question,
    evidence: evidence.get(question.code) ?? question.evidence,
  });
  return {
    ...page,
    status: statusOfRound(parts.map((part) => part.page.status)),
    overdue: parts.some((part) => part.page.overdue),
    contentHash,
    concerns: own(parts, (one) => one.concerns, isLocalQuestion).map(({ item, of, isTheirs }) =>
      isTheirs
        ? { ...item, code: `${of.returnId} ${item.code}`, number: `${item.number} for ${of.partnershipName}` }
        : read(item),
    ),
    changes: page.changes,
    warnings: own(parts, (one) => one.warnings, inLocalStandard).map(({ item }) => item),
    standards: own(parts, (one) => one.standards, isLocalStandard).map(({ item, of, isTheirs }) =>
      isTheirs
        ? { ...item, code: `${of.returnId} ${item.code}`, title: `${item.title} (${of.partnershipName})` }
        : { ...item, questions: item.questions.map(read) },
    ),
    signOff: leastSigned(parts),
    recipients,
    maySignAs: [...new Set(parts.flatMap((part) => part.page.maySignAs))],
    maySendBack: parts.some((part) => part.page.maySendBack),
    maySend: parts.some((part) => part.page.maySend),
  };
}

const inLocalStandard = ({ standard }: { readonly standard: string | null }, { standards }: LocalCodes) =>
  standard !== null && standards.has(standard);
const isLocalStandard = ({ code }: { readonly code: string }, { standards }: LocalCodes) => standards.has(code);
const isLocalQuestion = ({ code }: { readonly code: string }, { questions }: LocalCodes) => questions.has(code);

/** Everything of the first; of the others what is theirs alone. */
function own<Page, Item>(
  parts: Several<Page>,
  itemsOf: (page: Page) => readonly Item[],
  isLocal: (item: Item, local: LocalCodes) => boolean,
): { readonly item: Item; readonly of: Recipient; readonly isTheirs: boolean }[] {
  return parts.flatMap(({ page, recipient, local }, place) =>
    itemsOf(page)
      .map((item) => ({ item, of: recipient, isTheirs: isLocal(item, local) }))
      .filter(({ isTheirs }) => place === 0 || isTheirs),
  );
}

/** A piece that is held back from one partnership and goes to another is read by whoever signs for both. */
function evidenceOf(parts: Several<SignOffPage>): Map<string, ReadQuestion['evidence']> {
  const byQuestion = new Map<string, ReadQuestion['evidence']>();
  for (const { page, local } of parts)
    for (const { questions } of page.standards)
      for (const { code, evidence } of questions) {
        if (local.questions.has(code)) continue;
        const known = byQuestion.get(code) ?? [];
        const fresh = evidence.filter((piece) => !known.some(({ href }) => href === piece.href));
        byQuestion.set(code, [...known, ...fresh]);
      }
  return byQuestion;
}

const stages: readonly ReturnStatus[] = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'];

/** Where the work is: a copy that still has to be sent for signatures decides what the check page asks for. */
const leastAdvanced = (statuses: readonly ReturnStatus[]): ReturnStatus =>
  stages.find((stage) => statuses.includes(stage)) ?? 'in-progress';

/** Waiting while one of them waits; signed when nothing waits and one can be sent. */
function statusOfRound(statuses: readonly ReturnStatus[]): ReturnStatus {
  const [first = 'in-progress'] = statuses;
  return statuses.find((status) => status === 'awaiting-sign-off') ?? statuses.find(editVoidsSignatures) ?? first;
}

/** The signatures of the return that still waits for most of them, and every note and voided signature once. */
function leastSigned(parts: Several<{ readonly signOff: SignOffState; readonly status: ReturnStatus }>): SignOffState {
  const signatures = ({ signOff }: { readonly signOff: SignOffState }) =>
    signOff.signatories.filter(({ signature }) => signature).length;
  const pages = parts.map(({ page }) => page);
  const waiting = pages.filter(({ status }) => editVoidsSignatures(status));
  const [least] = (waiting.length > 0 ? waiting : pages).toSorted((a, b) => signatures(a) - signatures(b));
  const signOff = least?.signOff ?? parts[0].page.signOff;
  // Recorded with one of them, a meeting counts for all.
  const meeting = pages.map((one) => one.signOff.meeting).find((one) => one !== null) ?? null;
  return { ...signOff, meeting, meetingAsked: pages.some((one) => one.signOff.meetingAsked) };
}

/** What stands in any of them, each place and piece of evidence once. */
function recognisableIn(parts: Several<CheckPage>): CheckPage['recognisable'] {
  const all = parts.map(({ page }) => page.recognisable);
  const once = <T>(items: readonly T[], key: (item: T) => string) => [
    ...new Map(items.map((item) => [key(item), item])).values(),
  ];
  return {
    parts: once(
      all.flatMap((one) => one.parts),
      ({ what }) => what,
    ),
    unchecked: once(
      all.flatMap((one) => one.unchecked),
      ({ id }) => id,
    ),
  };
}
