import { addDays } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { dayInWords } from '../../platform/words.ts';
import { holderName } from '../actions/scope.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { stopDigestUrl } from '../notifications/opt-out.server.ts';
import { getPartnershipMail } from '../notifications/settings.server.ts';
import { isDigestDay, type RoundDays } from './ladder.ts';

const aheadDays = 14;
const mostLines = 40;

/** Once a week, one message a person with the actions that are theirs and overdue or due within two weeks. */
export async function queueWeeklyDigests(portal: Portal, { today }: RoundDays): Promise<number> {
  if (!isDigestDay(today)) return 0;
  const { config, database } = portal;
  return database.transaction(async (trx) => {
    const rows = await trx
      .selectFrom('action')
      .innerJoin('person', 'person.id', 'action.owner_id')
      .leftJoin('mail_address', 'mail_address.address', 'person.email')
      .select([
        'action.reference',
        'action.due_on as dueOn',
        'action.partnership_id as partnershipId',
        'action.organisation_id as organisationId',
        holderName.as('holder'),
        'person.id as personId',
        'person.email',
      ])
      .where('action.status', 'in', ['open', 'in-progress'])
      .where('action.due_on', '<=', addDays(today, aheadDays))
      .where('person.deactivated_at', 'is', null)
      .where('mail_address.digests_stopped_at', 'is', null)
      .orderBy('action.due_on')
      .orderBy('action.id')
      .execute();
    const wanted = new Set<string>();
    for (const partnershipId of new Set(rows.map((row) => row.partnershipId)))
      if ((await getPartnershipMail(trx, partnershipId)).settings.actions.mondayDigest) wanted.add(partnershipId);
    const byPerson = Map.groupBy(
      rows.filter((row) => wanted.has(row.partnershipId)),
      ({ personId }) => personId,
    );
    const messages = [...byPerson].flatMap(([personId, actions]) => {
      const [first] = actions;
      if (!first) return [];
      const partnerships = new Set(actions.map(({ partnershipId }) => partnershipId));
      return [
        {
          fields: {
            lines: linesOf(actions, today),
            address: `${config.publicOrigin}/actions`,
            stop: stopDigestUrl(config, first.email),
          },
          to: { address: first.email, personId },
          reference: `weekly-digest:${today}:${personId}`,
          partnershipId: partnerships.size === 1 ? first.partnershipId : null,
          organisationId: first.organisationId,
        },
      ];
    });
    return (await queueMessages(trx, portal.stamp(), 'weekly-digest', messages)).size;
  });
}

function linesOf(
  actions: readonly { readonly reference: string; readonly holder: string; readonly dueOn: string }[],
  today: string,
): string[] {
  const lines = actions
    .slice(0, mostLines)
    .map(
      ({ reference, holder, dueOn }) =>
        `${reference} for ${holder} ${dueOn < today ? 'was' : 'is'} due on ${dayInWords(dueOn)}`,
    );
  return actions.length > mostLines ? [...lines, `and ${actions.length - mostLines} more`] : lines;
}
