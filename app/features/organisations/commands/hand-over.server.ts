import type { Trx } from '../../../../db/client.server.ts';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { findOrAddPerson, grantRole } from '../../accounts/commands/add-person.server.ts';
import { endRoles, leadRemains } from '../../accounts/commands/end-roles.server.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders, type RoleHolder } from '../../accounts/queries.server.ts';
import { newPerson } from '../../accounts/schema.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { getHandOverPage, runsPartnershipOf } from '../colleagues.server.ts';
import { type HandOver, handByEmailSchema, handToColleagueSchema, whyNotFromDay } from '../hand-over.ts';

export type HandOverOutcome =
  /** `signedOut`: the viewer has left with it. */
  { readonly ok: true; readonly signedOut: boolean } | { readonly ok: false; readonly errors: FieldErrors };

const role = 'safeguarding-lead';

/**
 * Hands the role of safeguarding lead over from a day on. Returns, what is handed out of them, and reminders belong to
 * the organisation and its leads of the day, so they follow without anything being moved. A lead hands over their own
 * role; whoever runs the partnership hands over any, or names a lead where there is none. Somebody who leaves loses every
 * role in the organisation that day, and is signed out at once when they have none anywhere. Until its day a hand-over can
 * be cancelled (`cancelHandOver`).
 *
 * Refuses at its field: a day in the past or far away, somebody who leads already or has left, an address that belongs to
 * a colleague already.
 */
export async function handOver(
  portal: Portal,
  viewer: Viewer,
  { organisationId, handing }: { readonly organisationId: string; readonly handing: HandOver },
): Promise<HandOverOutcome> {
  const isOwn = mayInOrganisation(viewer, 'people.change', organisationId);
  const { on } = handing;
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!isOwn && !(await runsPartnershipOf(trx, viewer, organisationId))) throw notFound();
    const organisation = await trx
      .updateTable('organisation')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', organisationId)
      .returning('name')
      .executeTakeFirstOrThrow();
    const holders = await listRoleHolders(trx, { organisationId }, stamp.today);
    const from = whoHandsOver(holders, isOwn ? viewer.personId : handing.from);
    const errors = problemsOf(stamp, handing, holders, from);
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const successor = await findSuccessor(trx, stamp, viewer, handing, holders);
    if ('errors' in successor) return { ok: false, errors: successor.errors };
    const shortened = from ? await listGrants(trx, { organisationId, from, handing }) : [];
    const lead = await grantRole(trx, stamp, successor.personId, { role, organisationId }, viewer.personId, on);
    await recordEvent(trx, stamp, {
      type: 'role.handed-over',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'person', id: successor.personId },
      detail: { role, from: from?.personId ?? null, on },
    });
    if (from)
      await endRoles(trx, stamp, {
        organisationId,
        personId: from.personId,
        role: handing.leaves === 'yes' ? 'all' : role,
        on,
        actorId: viewer.personId,
      });
    const without = from?.personId ?? '';
    if (!(await leadRemains(trx, { organisationId, without, on })))
      throw notNow('This person takes over on a later day already: load the page again to see who leads when');
    // Whoever stays goes on as a contributor, with what is handed to them.
    const staying =
      from && handing.leaves === 'no'
        ? await grantRole(trx, stamp, from.personId, { role: 'contributor', organisationId }, viewer.personId, on)
        : undefined;
    await trx
      .insertInto('hand_over')
      .values({
        id: stamp.newId(),
        organisation_id: organisationId,
        role,
        from_person_id: from?.personId ?? null,
        to_person_id: successor.personId,
        on_day: on,
        leaves: handing.leaves === 'yes' ? 1 : 0,
        given: JSON.stringify([lead, staying].filter((grant) => grant !== undefined)),
        shortened: JSON.stringify(shortened),
        made_by: viewer.personId,
        made_at: stamp.now,
      })
      .execute();
    await queueMessage(trx, stamp, {
      template: 'handed-over',
      fields: {
        organisation: organisation.name,
        role: roleNames[role].toLowerCase(),
        day: dayInWords(on),
        address: portal.config.publicOrigin,
      },
      to: { address: successor.email, personId: successor.personId },
      reference: `handed-over:${organisationId}:${successor.personId}:${stamp.now}`,
      organisationId,
    });
    const leavesToday = handing.leaves === 'yes' && on === stamp.today;
    return { ok: true, signedOut: leavesToday && from?.personId === viewer.personId };
  });
}

/** The grants that end on the day of the hand-over, with the ends they have now. */
async function listGrants(
  trx: Trx,
  at: { readonly organisationId: string; readonly from: RoleHolder; readonly handing: HandOver },
): Promise<{ readonly grant: string; readonly to: string | null }[]> {
  const { organisationId, from, handing } = at;
  const ending = trx
    .selectFrom('role_grant')
    .select(['id as grant', 'to_on as to'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', from.personId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', handing.on)]));
  return (handing.leaves === 'yes' ? ending : ending.where('role', '=', role)).orderBy('id').execute();
}

/** As `handOver`, from the posted form. */
export async function postHandOverForm(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  form: FormData,
): Promise<HandOverOutcome | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues }> {
  await getHandOverPage(portal.database.db, viewer, organisationId, portal.stamp().today);
  const parsed = parseForm(form.get('person') === newPerson ? handByEmailSchema : handToColleagueSchema, form);
  if (!parsed.ok) return parsed;
  const done = await handOver(portal, viewer, { organisationId, handing: parsed.value });
  return done.ok ? done : { ...done, values: typedValues(form) };
}

/** The lead whose role goes over: the one named, or the only one. Undefined where nobody leads, or nobody says whose. */
function whoHandsOver(holders: readonly RoleHolder[], named: string): RoleHolder | undefined {
  const leads = holders.filter((holder) => holder.role === role);
  return leads.find(({ personId }) => personId === named) ?? (leads.length === 1 ? leads[0] : undefined);
}

function problemsOf(
  { today }: Stamp,
  { to, on }: HandOver,
  holders: readonly RoleHolder[],
  from: RoleHolder | undefined,
): FieldErrors {
  const errors: FieldErrors = {};
  if (!from && holders.some((one) => one.role === role)) errors.from = ['Choose whose role is handed over'];
  if (to.kind === 'known') {
    const theirs = holders.filter(({ personId }) => personId === to.personId);
    if (theirs.length === 0) errors.person = ['This person has left the organisation: choose somebody else'];
    else if (theirs.some((one) => one.role === role))
      errors.person = ['This person leads already: choose somebody else'];
  } else {
    const known = holders.find(({ email }) => email === to.email);
    if (known) errors.email = [`${known.name} is in the organisation already: choose them from the list`];
  }
  const why = whyNotFromDay(on, today);
  if (why) errors.on = [why];
  return errors;
}

async function findSuccessor(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { to }: HandOver,
  holders: readonly RoleHolder[],
): Promise<{ readonly personId: string; readonly email: string } | { readonly errors: FieldErrors }> {
  if (to.kind === 'known') {
    const found = holders.find(({ personId }) => personId === to.personId);
    return found ?? { errors: { person: ['Choose who takes over'] } };
  }
  const closed = await trx
    .selectFrom('person')
    .select('id')
    .where('email', '=', to.email)
    .where('deactivated_at', 'is not', null)
    .executeTakeFirst();
  if (closed) return { errors: { email: ['This address cannot be used: enter another one'] } };
  const { id } = await findOrAddPerson(trx, stamp, { email: to.email, name: to.name, jobTitle: null }, viewer.personId);
  return { personId: id, email: to.email };
}
