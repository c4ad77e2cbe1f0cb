import type { Reader } from '../../../db/client.server.ts';
import { mayInOrganisation, type OrganisationScope, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { evidenceToRead } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type LoadedReturn, loadReturnContent } from '../returns/content.server.ts';
import type { ContentQuestion, ReturnContent } from '../returns/content.ts';
import { originWords } from '../returns/origin-words.ts';
import { isOverdue } from '../returns/rules.ts';
import { answerBlocks } from './answer-blocks.ts';
import { tellFormerDelegate } from './authorities/queries.server.ts';
import { markOf } from './marks.ts';
import type { ReadQuestion, SignOffPage } from './pages.ts';
import { findEarlierSubmission } from './queries.server.ts';
import { asksForAction, changesSince, isSameAnswer } from './rules.ts';
import { getSignOffState } from './sign-off-state.server.ts';
import { findSentBefore } from './versions/newest-sent.server.ts';
import { loadWarnings } from './warnings/load-warnings.server.ts';

/** What a signatory reads before signing. Refuses a return outside the scope as unknown. */
export async function getSignOffPage(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<SignOffPage> {
  await tellFormerDelegate(db, viewer, returnId, today);
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(db, scope, returnId);
  const { compiled, content, organisationId } = loaded;
  const signOff = await getSignOffState(db, scope, loaded, today);
  const waiting = loaded.status === 'awaiting-sign-off';
  const roles = viewer.organisationRoles.filter((grant) => grant.organisationId === organisationId);
  const mine = signOff.signatories.filter(
    ({ code, delegates }) =>
      roles.some(({ role }) => role === code) || delegates.some(({ personId }) => personId === viewer.personId),
  );
  const signed = signOff.signatories.some(({ signature }) => signature?.personId === viewer.personId);
  const files = new Map(
    content.evidence.map((file) => [file.id, evidenceToRead({ ...file, version: file.version ?? 1 })]),
  );
  const before = await findBefore(db, scope, loaded);
  const read = (question: ContentQuestion): ReadQuestion => ({
    code: question.code,
    number: question.number,
    text: question.text,
    answer: answerBlocks(compiled, question),
    origin: originWords(question),
    evidence: question.evidence.flatMap((id) => files.get(id) ?? []),
    before: answerBefore(before, question),
  });
  return {
    returnId,
    organisationName: content.organisation.name,
    cycleName: loaded.cycle.name,
    editionTitle: content.edition.title,
    dueOn: loaded.dueOn,
    overdue: isOverdue(loaded.status, loaded.dueOn, today),
    status: loaded.status,
    contentHash: loaded.contentHash,
    concerns: concernsOf(loaded).map(read),
    changes: before && changesIn(loaded, before),
    standards: content.standards.map((standard) => ({
      code: standard.code,
      number: standard.number,
      title: standard.title,
      computed: markOf(compiled, standard.scale, standard.computed),
      beside: markOf(compiled, standard.scale, standard.beside ?? null),
      concerns: standard.questions.filter((question) => asksForAction(compiled, question)).length,
      questions: standard.questions.map(read),
    })),
    warnings: await loadWarnings(db, scope, loaded, today),
    signOff,
    organisationId,
    mayRecordMeeting: mayInOrganisation(viewer, 'meeting.record', organisationId),
    recipients: [],
    maySignAs: waiting && !signed ? mine.filter(({ signature }) => !signature).map(({ code }) => code) : [],
    signsUnder: Object.fromEntries(
      mine.flatMap(({ code, delegates }) => {
        const own = roles.some(({ role }) => role === code);
        const authority = delegates.find(({ personId }) => personId === viewer.personId);
        return authority && !own ? [[code, authority.until]] : [];
      }),
    ),
    maySendBack: mine.length > 0 && (waiting || loaded.status === 'signed'),
    maySend: loaded.status === 'signed' && mayInOrganisation(viewer, 'return.submit', organisationId),
  };
}

/** Questions rated at a point that asks for an action: the worst point of each scale first, then in reading order. */
function concernsOf({ compiled, content }: LoadedReturn): ContentQuestion[] {
  const rank = ({ scale, point }: ContentQuestion) => {
    const found = scale === null ? undefined : compiled.scales.get(scale);
    const order = found?.points.find(({ code }) => code === point)?.order ?? 0;
    return found?.best === 'lowest' ? -order : order;
  };
  return content.standards
    .flatMap(({ questions }) => questions)
    .filter((question) => asksForAction(compiled, question))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** The last return that was sent, its questions by code, and the edition that it answered. */
interface Before {
  readonly since: string;
  readonly content: ReturnContent;
  readonly questions: ReadonlyMap<string, ContentQuestion>;
  readonly compiled: CompiledEdition;
}

async function findBefore(db: Reader, scope: OrganisationScope, loaded: LoadedReturn): Promise<Before | null> {
  const sentBefore = await findSentBefore(db, scope, loaded.returnId);
  const earlier =
    sentBefore ??
    (await findEarlierSubmission(db, scope, {
      organisationId: loaded.organisationId,
      partnershipId: loaded.partnership.id,
      cycleId: loaded.cycle.id,
      editionId: loaded.editionId,
    }));
  if (!earlier) return null;
  const { content } = earlier.snapshot;
  return {
    since: 'since' in earlier ? earlier.since : earlier.cycleName,
    content,
    questions: new Map(content.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const))),
    compiled: await getEdition(db, earlier.editionId),
  };
}

function changesIn({ compiled, content }: LoadedReturn, before: Before): SignOffPage['changes'] {
  return {
    since: before.since,
    list: changesSince(compiled, before.content, content).map((change) => ({
      code: change.code,
      number: change.number,
      text: change.text,
      kind: change.kind,
      was: change.previous ? markOf(before.compiled, change.previous.scale, change.previous.point) : null,
      is: markOf(compiled, change.scale, change.point),
    })),
  };
}

/** What the last return said to a question, or that it said the same. */
function answerBefore(before: Before | null, question: ContentQuestion): ReadQuestion['before'] {
  const was = before?.questions.get(question.code);
  if (!before || !was || (was.words.length === 0 && was.narrative === '')) return null;
  const { since } = before;
  return isSameAnswer(was, question)
    ? { since, same: true }
    : { since, same: false, answer: answerBlocks(before.compiled, was) };
}
