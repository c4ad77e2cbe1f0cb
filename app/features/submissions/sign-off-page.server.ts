import type { Reader } from '../../../db/client.server.ts';
import { mayInOrganisation, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { evidenceToRead } from '../evidence/words.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type LoadedReturn, loadReturnContent } from '../returns/content.server.ts';
import type { ContentQuestion } from '../returns/content.ts';
import { originWords } from '../returns/origin-words.ts';
import { isOverdue } from '../returns/rules.ts';
import { answerBlocks } from './answer-blocks.ts';
import { markOf } from './marks.ts';
import type { ReadQuestion, SignOffPage } from './pages.ts';
import { findEarlierSubmission } from './queries.server.ts';
import { asksForAction, changesSince } from './rules.ts';
import { getSignOffState } from './sign-off-state.server.ts';

/** What a signatory reads before signing. Refuses a return outside the scope as unknown. */
export async function getSignOffPage(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<SignOffPage> {
  const scope = organisationScope(viewer, 'return.read');
  const loaded = await loadReturnContent(db, scope, returnId);
  const { compiled, content, organisationId } = loaded;
  const signOff = await getSignOffState(db, scope, loaded, today);
  const waiting = loaded.status === 'awaiting-sign-off';
  const roles = viewer.organisationRoles.filter((grant) => grant.organisationId === organisationId);
  const mine = signOff.signatories.filter(({ code }) => roles.some(({ role }) => role === code));
  const signed = signOff.signatories.some(({ signature }) => signature?.personId === viewer.personId);
  const files = new Map(content.evidence.map((file) => [file.id, evidenceToRead(file)]));
  const read = (question: ContentQuestion): ReadQuestion => ({
    code: question.code,
    number: question.number,
    text: question.text,
    answer: answerBlocks(compiled, question),
    origin: originWords(question),
    evidence: question.evidence.flatMap((id) => files.get(id) ?? []),
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
    changes: await findChanges(db, viewer, loaded),
    standards: content.standards.map((standard) => ({
      code: standard.code,
      number: standard.number,
      title: standard.title,
      computed: markOf(compiled, standard.scale, standard.computed),
      beside: markOf(compiled, standard.scale, standard.beside ?? null),
      concerns: standard.questions.filter((question) => asksForAction(compiled, question)).length,
      questions: standard.questions.map(read),
    })),
    signOff,
    maySignAs: waiting && !signed ? mine.filter(({ signature }) => !signature).map(({ code }) => code) : [],
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

async function findChanges(db: Reader, viewer: Viewer, loaded: LoadedReturn): Promise<SignOffPage['changes']> {
  const earlier = await findEarlierSubmission(db, organisationScope(viewer, 'return.read'), {
    organisationId: loaded.organisationId,
    partnershipId: loaded.partnership.id,
    cycleId: loaded.cycle.id,
    editionId: loaded.editionId,
  });
  if (!earlier) return null;
  const before = await getEdition(db, earlier.editionId);
  return {
    since: earlier.cycleName,
    list: changesSince(loaded.compiled, earlier.snapshot.content, loaded.content).map((change) => ({
      code: change.code,
      number: change.number,
      text: change.text,
      kind: change.kind,
      was: change.previous ? markOf(before, change.previous.scale, change.previous.point) : null,
      is: markOf(loaded.compiled, change.scale, change.point),
    })),
  };
}
