import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { mayRetain, nameOfOwner, ownersFor } from './access.server.ts';
import { getLine, listLines } from './lengths.server.ts';
import { unitCodes, units } from './map/index.ts';
import { type Owner, ownerInAddress } from './owner.ts';
import { countDue, listDue } from './rows.server.ts';
import { dueBefore, type LineCode, lengthInWords, lineOf } from './schedule.ts';

export interface LineOnPage {
  readonly code: LineCode;
  readonly title: string;
  readonly holds: string;
  readonly trigger: string;
  readonly length: string;
  readonly fate: string;
  readonly changed: boolean;
  readonly due: number;
  readonly held: number;
  readonly waiting: number;
}

export interface RetentionOverview {
  readonly owner: Owner;
  readonly name: string;
  readonly others: readonly { readonly of: string; readonly name: string }[];
  readonly mayChange: boolean;
  readonly lines: readonly LineOnPage[];
  readonly holdsInForce: number;
}

/** The schedule of an owner with what is due today, line by line. Reads only. */
export async function getRetentionOverview(portal: Portal, viewer: Viewer, owner: Owner): Promise<RetentionOverview> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const lines: LineOnPage[] = [];
  for (const { code, length, own } of await listLines(db, owner)) {
    const { title, holds, trigger, fate } = lineOf(code);
    const sums = { due: 0, held: 0, waiting: 0 };
    if (length !== null && fate !== 'kept')
      for (const one of unitCodes.filter((unit) => units[unit].line === code)) {
        const counted = await countDue(db, one, { owner, before: dueBefore(length, today) });
        sums.due += counted.due;
        sums.held += counted.held;
        sums.waiting += counted.waiting;
      }
    lines.push({ code, title, holds, trigger, length: lengthInWords(length), fate, changed: own !== null, ...sums });
  }
  const others = [];
  for (const one of ownersFor(viewer)) others.push({ of: ownerInAddress(one), name: await nameOfOwner(db, one) });
  return {
    owner,
    name: await nameOfOwner(db, owner),
    others,
    mayChange: mayRetain(viewer, 'change', owner),
    lines,
    holdsInForce: await countHolds(db, owner),
  };
}

async function countHolds(db: Reader, owner: Owner): Promise<number> {
  const { count } = await db
    .selectFrom('legal_hold')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lifted_at', 'is', null)
    .where('partnership_id', 'is not distinct from', owner.kind === 'partnership' ? owner.id : null)
    .where('organisation_id', 'is not distinct from', owner.kind === 'organisation' ? owner.id : null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface DryRunRecord {
  readonly id: string;
  readonly words: string;
  readonly label: string;
  readonly since: string;
  /** What would become of it in a run now. */
  readonly outcome: string;
}

/** What would go by one line today, and why not: counts and a page of the list. Nothing is written. */
export async function getDryRun(portal: Portal, owner: Owner, code: string, asked: number) {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const line = await getLine(db, owner, code);
  const about = lineOf(line.code);
  const { length } = line;
  const before = length === null || about.fate === 'kept' ? null : dueBefore(length, today);
  const counted = [];
  if (before !== null)
    for (const unit of unitCodes.filter((one) => units[one].line === line.code))
      counted.push({ unit, words: units[unit].words, ...(await countDue(db, unit, { owner, before })) });
  const total = counted.reduce((all, { due }) => all + due, 0);
  const { page, pageCount, offset } = pageOf(total, asked);
  const items: DryRunRecord[] = [];
  let passed = 0;
  for (const { unit, words, due } of counted) {
    const from = Math.max(0, offset - passed);
    passed += due;
    if (before === null || from >= due || items.length >= pageSize) continue;
    const found = await listDue(db, unit, { owner, before }, { limit: pageSize - items.length, offset: from });
    for (const { id, label, since, held, waits } of found)
      items.push({
        id,
        words,
        label,
        since: since.slice(0, 10),
        outcome: held ? 'Kept: a legal hold' : waits === null ? 'Would go' : `Waits: ${waits}`,
      });
  }
  return {
    code: line.code,
    line: { ...about, length: lengthInWords(length), usual: lengthInWords(about.usual), amount: length },
    own: line.own,
    name: await nameOfOwner(db, owner),
    counts: counted
      .filter(({ due }) => due > 0)
      .map(({ words, due, held, waiting }) => ({ words, due, held, waiting })),
    list: { items, page, pageCount, total } satisfies Page<DryRunRecord>,
  };
}
