import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { dayInWords } from '../../platform/words.ts';
import { holdersAt, holdersIn, type Somebody } from '../accounts/role-holders.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { listBoardPeople, namedAudiences } from './board-people.server.ts';
import type { Audience, NumberedLevel } from './ladder.ts';
import type { Late } from './late.server.ts';

export interface TellPlace {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly origin: string;
  readonly partnershipId: string;
}

interface ToTell {
  readonly late: Late;
  readonly level: NumberedLevel;
  readonly escalationId: string;
}

interface ToPress {
  readonly late: Late;
  readonly level: NumberedLevel;
}

export const seniorRoles = ['senior-lead', 'headteacher', 'registered-person'] as const;

/** What stands in a job title of a contact who is the head of an organisation. */
const headWords = /\bchief\b|\bprincipal\b|\bheadteacher\b|\bproprietor\b|\bowner\b/i;

/** The named contact who heads an organisation. */
export const isChiefOfficer = ({ job_title }: { readonly job_title: string | null }): boolean =>
  headWords.test(job_title ?? '');

/**
 * Tells everybody a level names: people of the organisation in a message about the one thing, the partnership's own in
 * one message a day with all of them. Each once for a level, however often this runs.
 */
export async function tellRaised(
  place: TellPlace,
  raised: readonly ToTell[],
  waiting: readonly ToPress[] = [],
): Promise<number> {
  if (raised.length === 0 && waiting.length === 0) return 0;
  return (await tellOrganisations(place, raised)) + (await tellPartnership(place, raised, waiting));
}

type Reached = Pick<Somebody, 'email'> & { readonly personId: string | null };

async function tellOrganisations(place: TellPlace, raised: readonly ToTell[]): Promise<number> {
  const { trx, stamp, origin, partnershipId } = place;
  const ids = [...new Set(raised.flatMap(({ late }) => late.organisationId ?? []))];
  const leads = await holdersIn(trx, ids, ['safeguarding-lead'], stamp.today);
  const seniors = await holdersIn(trx, ids, seniorRoles, stamp.today);
  const people = await peopleById(
    trx,
    raised.flatMap(({ late }) => [late.ownerId, late.sponsorId].filter((id) => id !== null)),
  );
  const contacts = await chiefOfficers(trx, ids);
  const reached = (late: Late, audience: Audience): readonly Reached[] => {
    const organisation = late.organisationId ?? '';
    const one = (id: string | null) => (id === null ? [] : (people.get(id) ?? []));
    switch (audience) {
      case 'owner':
        return one(late.ownerId).length > 0 ? one(late.ownerId) : (leads.get(organisation) ?? []);
      case 'senior':
        return [...one(late.sponsorId), ...(seniors.get(organisation) ?? [])];
      case 'chief-officer':
        return contacts.get(organisation) ?? seniors.get(organisation) ?? [];
      default:
        return [];
    }
  };
  const messages = raised.flatMap(({ late, level, escalationId }) => {
    const told = new Map(level.told.flatMap((audience) => reached(late, audience)).map((one) => [one.email, one]));
    return [...told.values()].map(({ email, personId }) => ({
      fields: {
        subject: late.name,
        organisation: late.organisation,
        due: dayInWords(late.dueOn),
        level: level.name,
        address: `${origin}${late.path}`,
      },
      to: { address: email, personId },
      reference: `escalation:${escalationId}:${level.number}:${personId ?? email}`,
      organisationId: late.organisationId,
      partnershipId,
      ...(late.subject === 'letter' ? {} : { about: { kind: kinds[late.subject], id: late.id } }),
    }));
  });
  return (await queueMessages(trx, stamp, 'escalation-raised', messages)).size;
}

const kinds = { action: 'action', return: 'return', challenge: 'challenge-log' } as const;

async function peopleById(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Reached[]>> {
  const found = new Map<string, readonly Reached[]>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows = await trx
      .selectFrom('person')
      .select(['id', 'email'])
      .where('id', 'in', wanted.slice(start, start + 500))
      .where('deactivated_at', 'is', null)
      .execute();
    for (const { id, email } of rows) found.set(id, [{ personId: id, email }]);
  }
  return found;
}

async function chiefOfficers(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Reached[]>> {
  const found = new Map<string, Reached[]>();
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .selectFrom('organisation_contact')
      .select(['organisation_id', 'email', 'job_title'])
      .where('organisation_id', 'in', ids.slice(start, start + 500))
      .where('removed_at', 'is', null)
      .where('email', 'is not', null)
      .orderBy('created_at')
      .execute();
    for (const row of rows)
      if (row.email && isChiefOfficer(row) && !found.has(row.organisation_id))
        found.set(row.organisation_id, [{ personId: null, email: row.email }]);
  }
  return found;
}

const mostLines = 40;

/**
 * One message a day to each: the chair of what was raised to the chair, the board and the lead partners of what was raised
 * to them, the manager of all that is theirs to do. Where nobody of the board is named, it is the manager's to take there.
 */
async function tellPartnership(
  place: TellPlace,
  raised: readonly ToTell[],
  waiting: readonly ToPress[],
): Promise<number> {
  const { trx, stamp, origin, partnershipId } = place;
  const toTold = (audience: Audience) => raised.filter(({ level }) => level.told.includes(audience));
  const named = await listBoardPeople(trx, partnershipId, stamp.today);
  const ofBoard = namedAudiences.flatMap((audience) =>
    toTold(audience).map((one) => ({ one, people: named[audience] })),
  );
  const met = [...new Set(ofBoard.filter(({ people }) => people.length === 0).map(({ one }) => one))];
  const reached = [...new Set(ofBoard.filter(({ people }) => people.length > 0).map(({ one }) => one))];
  const holders = (role: 'independent-chair' | 'business-manager') =>
    holdersAt(trx, partnershipId, [role], stamp.today);
  const first = raised[0] ? `${raised[0].escalationId}-${raised[0].level.number}` : (waiting[0]?.late.id ?? '');
  const send = async (template: 'escalations-today' | 'escalations-to-board', people: readonly Lines[]) => {
    const page = template === 'escalations-today' ? '/escalations' : '/action-plans/board';
    const messages = people.flatMap(({ to: { personId, email }, lines }) =>
      lines.length === 0
        ? []
        : [
            {
              fields: { lines: shortened(lines), address: `${origin}${page}` },
              to: { address: email, personId },
              reference: `${template}:${partnershipId}:${stamp.today}:${first}:${personId}`,
              partnershipId,
            },
          ],
    );
    return (await queueMessages(trx, stamp, template, messages)).size;
  };
  const forManager = [
    ...waiting.map((one) => said(one, 'waits for you to raise it to')),
    ...met.map((one) => said(one, 'to be taken to')),
    ...[...new Set([...reached, ...toTold('manager')])].map((one) => said(one)),
  ];
  const forChair = toTold('chair').map((one) => said(one));
  const board = Map.groupBy(
    ofBoard.flatMap(({ one, people }) => people.map((to) => ({ one, to }))),
    ({ to }) => to.personId,
  );
  return (
    (await send(
      'escalations-today',
      (await holders('independent-chair')).map((to) => ({ to, lines: forChair })),
    )) +
    (await send(
      'escalations-today',
      (await holders('business-manager')).map((to) => ({ to, lines: forManager })),
    )) +
    (await send(
      'escalations-to-board',
      [...board.values()].flatMap((told) =>
        told[0] ? [{ to: told[0].to, lines: [...new Set(told.map(({ one }) => said(one)))] }] : [],
      ),
    ))
  );
}

interface Lines {
  readonly to: Somebody;
  readonly lines: readonly string[];
}

const said = ({ late, level }: ToPress, words = 'raised to') =>
  `${late.name}, ${late.organisation}: ${words} ${level.name}`;

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length > mostLines ? [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more`] : lines;
