import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInOrganisation, type Viewer } from '../accounts/viewer.ts';
import { partScope } from '../returns/parts.server.ts';
import { getThreadReturn, placeIn, placeWords, type ThreadReturn } from './about.server.ts';
import type { InsideComment, InsideThread } from './pages.ts';
import { countByStandard, markRead, readMarks, standardChoices } from './read-marks.server.ts';
import { audienceWords, threadProblem } from './rules.ts';

/**
 * The thread inside an agency, newest first, for people of the organisation alone: there is no way to it by the scope of
 * a partnership. Whoever holds only a part of the return reads what is about that part. What is on the page counts as read afterwards. Refuses a return of others as unknown.
 *
 * @param asked a standard or question that narrows the list; empty for all
 */
export async function openInsideThread(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  asked: { readonly standard: string; readonly question: string; readonly page: number },
): Promise<InsideThread> {
  const { db } = portal.database;
  const scope = await partScope(db, viewer, 'comment.write', { returnId, part: asked.standard });
  const thread = await getThreadReturn(db, { organisation: scope }, returnId);
  const place = placeIn(thread, asked);
  if (scope.handed && place.standardCode !== asked.standard) throw notFound();
  const reader = { returnId, organisationId: thread.organisationId, personId: viewer.personId };
  const counts = await countByStandard(db, 'agency', reader);
  const comments = await listComments(db, viewer, thread, place.standardCode, asked.page);
  await markRead(portal, viewer, 'agency', {
    ...reader,
    standardCode: place.standardCode === '' ? null : place.standardCode,
  });
  const closed = threadProblem(thread.status) ?? null;
  return {
    returnId,
    organisationName: thread.organisationName,
    partnershipName: thread.partnershipName,
    cycleName: thread.cycleName,
    audience: audienceWords('agency', { organisation: thread.organisationName, partnership: thread.partnershipName }),
    mayWrite: closed === null && (scope.handed || mayInOrganisation(viewer, 'comment.write', thread.organisationId)),
    closed,
    place: { standard: place.standardCode, question: place.questionCode ?? '', words: placeWords(thread, place) },
    standards: scope.handed ? [] : standardChoices(thread.standards, counts),
    ofPart: scope.handed,
    comments,
  };
}

async function listComments(
  db: Reader,
  viewer: Viewer,
  thread: ThreadReturn,
  standardCode: string,
  asked: number,
): Promise<Page<InsideComment>> {
  const matching = () =>
    db
      .selectFrom('agency_comment')
      .where('agency_comment.return_id', '=', thread.returnId)
      .where('agency_comment.organisation_id', '=', thread.organisationId)
      .$if(standardCode !== '', (query) => query.where('agency_comment.standard_code', '=', standardCode));
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await matching()
    .innerJoin('person', 'person.id', 'agency_comment.author_id')
    .selectAll('agency_comment')
    .select('person.name')
    .orderBy('agency_comment.posted_at', 'desc')
    .orderBy('agency_comment.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const seen = await readMarks(db, 'agency', { returnId: thread.returnId, personId: viewer.personId });
  const items = rows.map((row): InsideComment => {
    const mine = row.author_id === viewer.personId;
    return {
      id: row.id,
      author: row.name,
      at: row.posted_at,
      place: placeWords(thread, { standardCode: row.standard_code, questionCode: row.question_code }),
      text: row.withdrawn_at === null ? row.text : null,
      withdrawnAt: row.withdrawn_at,
      unread: !mine && row.posted_at > (seen.get(row.standard_code) ?? ''),
      mine: mine && row.withdrawn_at === null,
    };
  });
  return { items, page, pageCount, total: Number(total) };
}
