/**
 * Who sits on the board, and who are the lead safeguarding partners, among the people who hold a role in the partnership:
 * kept in its settings, under a key of their own. Only who may read what is raised can be told of it, and so nobody
 * without a role in the partnership is offered.
 */
import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { type PartnershipRole, partnershipPermissions, partnershipRoles, roleNames } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { holdersAt, type Somebody } from '../accounts/role-holders.server.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { ladderPartnership } from './commands/save-settings.server.ts';

/** The audiences that are people of the partnership by name, not by role. */
export const namedAudiences = ['board', 'lead-partners'] as const;
export type NamedAudience = (typeof namedAudiences)[number];

const ids = z.array(z.string().max(60)).max(100);
const peopleSchema = z.object({ board: ids.default([]), 'lead-partners': ids.default([]) });
export type BoardPeople = z.output<typeof peopleSchema>;

const stored = z.looseObject({ escalationPeople: peopleSchema.catch(peopleSchema.parse({})) });
const readAll = (settings: string) => stored.parse({ escalationPeople: {}, ...JSON.parse(settings) });

/** Roles whose holders read the partnership's actions, and so the page that a message names. */
const readingRoles = (Object.keys(partnershipRoles) as PartnershipRole[]).filter((role) =>
  partnershipPermissions['action.read'].some((reading) => reading === role),
);

/** The people of each audience who hold a role in the partnership on this day; who has left is not among them. */
export async function listBoardPeople(
  db: Reader,
  partnershipId: string,
  today: string,
): Promise<Readonly<Record<NamedAudience, readonly Somebody[]>>> {
  const people = await getBoardPeople(db, partnershipId);
  const holders = await holdersAt(db, partnershipId, readingRoles, today);
  const of = (audience: NamedAudience) => holders.filter(({ personId }) => people[audience].includes(personId));
  return { board: of('board'), 'lead-partners': of('lead-partners') };
}

async function getBoardPeople(db: Reader, partnershipId: string): Promise<BoardPeople> {
  const { settings } = await db
    .selectFrom('partnership')
    .select('settings')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  return readAll(settings).escalationPeople;
}

/** The people who can be chosen, with their roles, and who is chosen. */
export async function getBoardPeoplePage(portal: Portal, viewer: Viewer) {
  const partnershipId = ladderPartnership(viewer);
  const { db } = portal.database;
  const holders = await listRoleHolders(db, { partnershipId }, portal.stamp().today);
  const offered = new Map<string, { readonly name: string; readonly roles: string[] }>();
  for (const { personId, name, role } of holders)
    if (readingRoles.some((reading) => reading === role)) {
      const one = offered.get(personId) ?? { name, roles: [] };
      one.roles.push(roleNames[role]);
      offered.set(personId, one);
    }
  return {
    people: [...offered].map(([id, { name, roles }]) => ({ id, name: `${name} (${roles.join(', ').toLowerCase()})` })),
    chosen: await getBoardPeople(db, partnershipId),
  };
}

/** Saves who sits on the board and who are lead partners. Who holds no role in the partnership is left out. */
export async function postBoardPeople(portal: Portal, viewer: Viewer, form: FormData): Promise<void> {
  const partnershipId = ladderPartnership(viewer);
  const chosen = (audience: NamedAudience) => form.getAll(`${audience}[]`).map(String);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const holders = new Set(
      (await holdersAt(trx, partnershipId, readingRoles, stamp.today)).map(({ personId }) => personId),
    );
    const escalationPeople = peopleSchema.parse(
      Object.fromEntries(
        namedAudiences.map((audience) => [audience, chosen(audience).filter((id) => holders.has(id))]),
      ),
    );
    const { settings } = await trx
      .updateTable('partnership')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', partnershipId)
      .returning('settings')
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('partnership')
      .set({ settings: JSON.stringify({ ...readAll(settings), escalationPeople }) })
      .where('id', '=', partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'escalation-people.changed',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'partnership', id: partnershipId },
      detail: { board: escalationPeople.board.length, leadPartners: escalationPeople['lead-partners'].length },
    });
  });
}
