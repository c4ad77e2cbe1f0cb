import { signatoryCodes } from '../../../standards/vocabulary.ts';
import { londonDay } from '../../platform/clock.ts';
import { dayInWords } from '../../platform/words.ts';
import { holdersIn } from '../accounts/role-holders.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { signatoriesFor } from '../questionnaire/questionnaire.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { listRunningAuthorities } from '../submissions/authorities/queries.server.ts';
import { signOffStep } from './ladder.ts';
import type { Place } from './place.ts';

/**
 * Reminds of signatures that are waited for: those who were asked and have not signed, and whoever may sign for one of
 * them that day; later the lead every day.
 */
export async function queueSignOffReminders(place: Place): Promise<number> {
  const { trx, stamp, origin, partnershipId, settings, round } = place;
  const waiting = await trx
    .selectFrom('sign_off_request as request')
    .innerJoin('agency_return as return', 'return.id', 'request.return_id')
    .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
    .select([
      'request.id as requestId',
      'request.requested_at as requestedAt',
      'return.id',
      'organisation.id as organisationId',
      'organisation.name as organisation',
      'cycle.name as cycle',
    ])
    .where('return.partnership_id', '=', partnershipId)
    .where('return.status', '=', 'awaiting-sign-off')
    .where('cycle.status', '=', 'open')
    .where('request.ended_at', 'is', null)
    .orderBy('return.id')
    .execute();
  const steps = waiting.flatMap((one) => {
    const requestedOn = londonDay(new Date(one.requestedAt));
    const step = signOffStep(requestedOn, settings.signOffWorkingDays, round);
    return step ? [{ ...one, requestedOn, step }] : [];
  });
  const leads = await holdersIn(
    trx,
    steps.filter(({ step }) => step === 'lead').map(({ organisationId }) => organisationId),
    ['safeguarding-lead'],
    round.today,
  );
  const messages = [];
  for (const one of steps) {
    const people = one.step === 'lead' ? (leads.get(one.organisationId) ?? []) : await listWaitedFor(place, one);
    for (const person of people)
      messages.push({
        fields: {
          cycle: one.cycle,
          organisation: one.organisation,
          since: dayInWords(one.requestedOn),
          address: `${origin}/returns/${one.id}/sign-off`,
        },
        to: { address: person.email, personId: person.personId },
        reference: `sign-off-waiting:${one.requestId}:${one.step === 'lead' ? round.today : 'signatories'}:${person.personId}`,
        organisationId: one.organisationId,
        partnershipId,
        about: { kind: 'return' as const, id: one.id },
      });
  }
  return (await queueMessages(trx, stamp, 'sign-off-waiting', messages)).size;
}

interface Waiting {
  readonly id: string;
  readonly organisationId: string;
  readonly requestedAt: string;
}

/**
 * Who can give a signature that is missing, today: those who were asked and hold the role still, and delegates within the
 * dates of their authority, whenever it was given, until the one they sign for has signed.
 */
async function listWaitedFor(place: Place, waiting: Waiting) {
  const { trx, round } = place;
  const { id, organisationId } = waiting;
  const asked = await askedAndUnsigned(place, waiting);
  const holders = (await holdersIn(trx, [organisationId], signatoryCodes, round.today)).get(organisationId) ?? [];
  const scope = { organisationIds: [organisationId] } as const;
  const running = await listRunningAuthorities(trx, scope, organisationId, round.today);
  const people = new Map(
    asked
      .filter(({ personId }) => holders.some((holder) => holder.personId === personId))
      .map(({ personId, email }) => [personId, email]),
  );
  if (running.length > 0) {
    const wanted = await unsignedSignatories(trx, scope, id);
    const delegates = running.filter(({ signatory }) => wanted.signatories.has(signatory)).map((one) => one.delegateId);
    const unsigned = delegates.filter((personId) => !wanted.signedBy.has(personId));
    if (unsigned.length > 0) {
      const rows = await trx.selectFrom('person').select(['id', 'email']).where('id', 'in', unsigned).execute();
      for (const { id: personId, email } of rows) people.set(personId, email);
    }
  }
  return [...people]
    .map(([personId, email]) => ({ personId, email }))
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
}

/** The signatories of a return whose signature is missing, and who has signed as anybody. */
async function unsignedSignatories(trx: Place['trx'], scope: OrganisationScope, returnId: string) {
  const { compiled, facts } = await loadReturnContent(trx, scope, returnId);
  const signed = await trx
    .selectFrom('sign_off')
    .select(['signatory', 'person_id'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('voided_at', 'is', null)
    .execute();
  const codes = signatoriesFor(compiled, facts).map(({ code }) => code);
  return {
    signatories: new Set<string>(codes.filter((code) => !signed.some(({ signatory }) => signatory === code))),
    signedBy: new Set(signed.map((row) => row.person_id)),
  };
}

/** Those whom the request wrote to, without those who have signed since. */
async function askedAndUnsigned(
  { trx }: Place,
  { id, requestedAt }: { readonly id: string; readonly requestedAt: string },
) {
  return trx
    .selectFrom('outbox_message as asked')
    .innerJoin('person', 'person.id', 'asked.person_id')
    .select(['person.id as personId', 'person.email'])
    .distinct()
    .where('asked.about_id', '=', id)
    .where('asked.template', '=', 'ready-to-sign')
    .where('asked.created_at', '>=', requestedAt)
    .where('person.deactivated_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('sign_off')
            .select('sign_off.id')
            .whereRef('sign_off.person_id', '=', 'person.id')
            .where('sign_off.return_id', '=', id)
            .where('sign_off.voided_at', 'is', null),
        ),
      ),
    )
    .orderBy('person.id')
    .execute();
}
