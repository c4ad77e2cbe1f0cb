import type { Reader } from '../../../db/client.server.ts';
import type { ReturnCopyModel } from '../../../pdf/models.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type SettledState, settledStates } from '../returns/central/central.ts';
import { isOverdue, type ReturnStatus } from '../returns/rules.ts';
import { partsOf } from '../submissions/documents.server.ts';
import { returnCopyModel } from '../submissions/pdf-model.server.ts';
import { findSubmissionOfReturn } from '../submissions/queries.server.ts';
import { listSettledAt, type SettledAt } from './central-counts.server.ts';
import type { GroupScope } from './scope.ts';
import { returnsOfSites } from './sites.server.ts';

/** A central answer at a question of a site's return, with the question. */
export interface SettledQuestion extends SettledAt {
  readonly number: string;
  readonly text: string;
}

/** What a group sees of one return of a site: how far it is, what became of central answers, and what was sent. */
export interface SiteReturn {
  readonly returnId: string;
  readonly siteName: string;
  readonly cycleName: string;
  readonly partnershipName: string;
  readonly status: ReturnStatus;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly settled: readonly SettledQuestion[];
  /** The copy that was sent; null for a draft, whose text is the site's own. */
  readonly copy: ReturnCopyModel | null;
}

/** One return of a site of today. Refuses any other, and one that was sent before the site joined, as unknown. */
export async function getSiteReturn(
  portal: Portal,
  scope: GroupScope,
  returnId: string,
  today: string,
): Promise<SiteReturn> {
  const { db } = portal.database;
  const row = await returnsOfSites(db, scope, today)
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .select([
      'site.id as siteId',
      'site.name as siteName',
      'cycle.name as cycleName',
      'partnership.name as partnershipName',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'agency_return.edition_id as editionId',
    ])
    .where('agency_return.id', '=', returnId)
    .executeTakeFirst();
  if (!row || row.status === null || row.dueOn === null || row.editionId === null) throw notFound();
  const { siteId, siteName, cycleName, partnershipName, status, dueOn, editionId } = row;
  const organisation = { organisationIds: [siteId] } as const;
  const sent = await findSubmissionOfReturn(db, { organisation, partnership: undefined }, returnId);
  return {
    returnId,
    siteName,
    cycleName,
    partnershipName,
    status,
    dueOn,
    overdue: isOverdue(status, dueOn, today),
    settled: await nameSettled(db, editionId, await listSettledAt(db, scope, [returnId])),
    copy: sent ? returnCopyModel(await partsOf(portal, sent)) : null,
  };
}

async function nameSettled(db: Reader, editionId: string, settled: readonly SettledAt[]): Promise<SettledQuestion[]> {
  const compiled = await getEdition(db, editionId);
  const found = new Map(settled.map((one) => [one.questionCode, one]));
  return compiled.edition.standards.flatMap(({ number, questions }) =>
    questions.flatMap(({ code, text }, place) => {
      const one = found.get(code);
      return one ? [{ ...one, number: `${number}.${place + 1}`, text }] : [];
    }),
  );
}

/** A word of a site about a central answer. */
export interface SettlementEntry {
  readonly returnId: string;
  readonly siteName: string;
  readonly cycleName: string;
  readonly question: string;
  readonly state: SettledState;
  readonly by: string;
  readonly at: string;
  readonly added: string;
  readonly reason: string;
}

/** Which words are asked for; exceptions unless told otherwise. */
export const readSettledFilter = (asked: string | null): SettledState =>
  settledStates.find((state) => state === asked) ?? 'excepted';

/** What sites of today said about the group's answers, newest first: of one kind, a page at a time. */
export async function listSettlements(
  db: Reader,
  scope: GroupScope,
  state: SettledState,
  today: string,
  asked = 1,
): Promise<Page<SettlementEntry>> {
  const matching = () =>
    db
      .selectFrom('central_settlement')
      .innerJoin('agency_return', 'agency_return.id', 'central_settlement.return_id')
      .where('central_settlement.group_id', '=', scope.groupId)
      .where('central_settlement.state', '=', state)
      .where(
        'central_settlement.return_id',
        'in',
        returnsOfSites(db, scope, today).select('agency_return.id').where('agency_return.id', 'is not', null),
      );
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await matching()
    .innerJoin('organisation', 'organisation.id', 'central_settlement.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'central_settlement.return_id as returnId',
      'organisation.name as siteName',
      'cycle.name as cycleName',
      'agency_return.edition_id as editionId',
      'central_settlement.question_code as questionCode',
      'central_settlement.settled_by_name as by',
      'central_settlement.settled_at as at',
      'central_settlement.added',
      'central_settlement.reason',
    ])
    .orderBy('central_settlement.settled_at', 'desc')
    .orderBy('central_settlement.return_id')
    .orderBy('central_settlement.question_code')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const items: SettlementEntry[] = [];
  for (const { editionId, questionCode, ...entry } of rows) {
    const compiled = await getEdition(db, editionId);
    const text = compiled.questions.get(questionCode)?.question.text ?? questionCode;
    items.push({ ...entry, state, question: text });
  }
  return { items, page, pageCount, total: Number(total) };
}
