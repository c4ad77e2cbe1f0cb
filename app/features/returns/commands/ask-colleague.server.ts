import type { Trx } from '../../../../db/client.server.ts';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import { findOrAddPerson, grantRole } from '../../accounts/commands/add-person.server.ts';
import {
  invitationHours,
  type NewLink,
  newLink,
  writeInvitationLink,
} from '../../accounts/commands/new-link.server.ts';
import { listRoleHolders, type RoleHolder } from '../../accounts/queries.server.ts';
import { newPerson } from '../../accounts/schema.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { profilePart, whyNotByDay } from '../delegation.ts';
import { type Asking, askByEmailSchema, askColleagueSchema } from '../delegation-forms.ts';
import { getReturn } from '../queries.server.ts';
import type { AgencyReturn } from '../schema.ts';
import { getReturnForEdit, holdReturn } from './edit-return.server.ts';
import { tellTakenBack } from './tell-taken-back.server.ts';

export type AskOutcome =
  | { readonly ok: true; readonly holder: string; readonly parts: number }
  | { readonly ok: false; readonly errors: FieldErrors };

type Holder = { readonly personId: string; readonly name: string; readonly email: string; readonly invited: boolean };

interface Work {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly agencyReturn: AgencyReturn;
}

/**
 * Hands parts of a return to one person, with a note and a day, and tells them. Somebody new is given the role of a
 * contributor in the organisation and a link that signs them in once. A part that is with somebody else goes over to
 * this person, and whoever had it is told; one that counted as completed does not any more.
 *
 * Refuses at its field: no part, a part that is not asked, a day in the past or after the due date, an address that
 * belongs to a colleague already, and somebody who has left. Refuses a foreign return as unknown and one that is sent.
 */
export async function askColleague(
  portal: Portal,
  viewer: Viewer,
  { returnId, asking }: { readonly returnId: string; readonly asking: Asking },
): Promise<AskOutcome> {
  const scope = organisationScope(viewer, 'return.delegate');
  const link = newLink(portal);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await getReturnForEdit(trx, scope, returnId);
    await holdReturn(trx, held);
    const agencyReturn = await getReturn(trx, scope, returnId);
    const work = { trx, stamp, viewer, agencyReturn };
    const colleagues = await listRoleHolders(trx, { organisationId: held.organisationId }, stamp.today);
    const errors = await problemsOf(work, asking, colleagues);
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const holder = await findHolder(work, asking, colleagues);
    if ('errors' in holder) return { ok: false, errors: holder.errors };
    const before: string[] = [];
    for (const part of [...new Set(asking.parts)].toSorted())
      before.push(...(await handOver(work, part, holder, asking)));
    const others = before.filter((personId) => personId !== holder.personId);
    await tellTakenBack(portal, work, others);
    await tell(portal, work, holder, asking, link);
    return { ok: true, holder: holder.name, parts: new Set(asking.parts).size };
  });
}

/** As `askColleague`, from the posted form. */
export async function postAskForm(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<AskOutcome | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues }> {
  await getReturn(portal.database.db, organisationScope(viewer, 'return.delegate'), returnId);
  const parsed = parseForm(form.get('person') === newPerson ? askByEmailSchema : askColleagueSchema, form);
  if (!parsed.ok) return parsed;
  const asked = await askColleague(portal, viewer, { returnId, asking: parsed.value });
  return asked.ok ? asked : { ...asked, values: typedValues(form) };
}

async function problemsOf(
  { trx, stamp, viewer, agencyReturn }: Work,
  { parts, person, by }: Asking,
  colleagues: readonly RoleHolder[],
): Promise<FieldErrors> {
  const errors: FieldErrors = {};
  const rows = await trx
    .selectFrom('standard_progress')
    .select('standard_code')
    .where('return_id', '=', agencyReturn.id)
    .execute();
  const asked = new Set([profilePart, ...rows.map((row) => row.standard_code)]);
  if (!parts.every((part) => asked.has(part)))
    errors.parts = ['One of these standards is not asked any more: choose again'];
  if (person.kind === 'known') {
    if (person.personId === viewer.personId) errors.person = ['Choose somebody other than yourself'];
    else if (!colleagues.some(({ personId }) => personId === person.personId))
      errors.person = ['This person has left your organisation: choose somebody else'];
  } else {
    const known = colleagues.find(({ email }) => email === person.email);
    if (known) errors.email = [`${known.name} is in your organisation already: choose them from the list`];
  }
  const why = whyNotByDay(by, { dueOn: agencyReturn.dueOn, today: stamp.today });
  if (why) errors.by = [why];
  return errors;
}

async function findHolder(
  { trx, stamp, viewer, agencyReturn }: Work,
  { person }: Asking,
  colleagues: readonly RoleHolder[],
): Promise<Holder | { readonly errors: FieldErrors }> {
  const role = { role: 'contributor', organisationId: agencyReturn.organisationId } as const;
  if (person.kind === 'known') {
    const colleague = colleagues.find(({ personId }) => personId === person.personId);
    if (!colleague) return { errors: { person: ['Choose who to ask'] } };
    await grantRole(trx, stamp, colleague.personId, role, viewer.personId);
    return { ...colleague, invited: false };
  }
  const { email, name } = person;
  const closed = await trx
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .where('deactivated_at', 'is not', null)
    .executeTakeFirst();
  if (closed) return { errors: { email: ['This address cannot be used: enter another one, or ask the partnership'] } };
  const { id } = await findOrAddPerson(trx, stamp, { email, name, jobTitle: null }, viewer.personId);
  await grantRole(trx, stamp, id, role, viewer.personId);
  const known = await trx.selectFrom('person').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  return { personId: id, name: known.name, email, invited: true };
}

/** Hands one part over, and gives whom it was with. */
async function handOver(
  { trx, stamp, viewer, agencyReturn }: Work,
  part: string,
  holder: Holder,
  asking: Asking,
): Promise<readonly string[]> {
  const { id: returnId, organisationId } = agencyReturn;
  const about = {
    owner: { organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: returnId },
  } as const;
  const before = await trx
    .updateTable('delegation')
    .set((eb) => ({
      status: 'moved',
      ended_at: stamp.now,
      ended_by: viewer.personId,
      revision: eb('revision', '+', 1),
    }))
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .where('part', '=', part)
    .where('ended_at', 'is', null)
    .returning(['id', 'holder_id'])
    .executeTakeFirst();
  if (before)
    await recordEvent(trx, stamp, {
      ...about,
      type: 'part.moved',
      detail: { delegation: before.id, part, holder: before.holder_id, to: holder.personId },
    });
  const id = stamp.newId();
  await trx
    .insertInto('delegation')
    .values({
      id,
      organisation_id: organisationId,
      return_id: returnId,
      part,
      holder_id: holder.personId,
      asked_by: viewer.personId,
      asked_at: stamp.now,
      due_on: asking.by,
      note: asking.note === '' ? null : asking.note,
      status: 'asked',
      revision: 1,
    })
    .execute();
  await recordEvent(trx, stamp, {
    ...about,
    type: 'part.asked',
    detail: { delegation: id, part, holder: holder.personId, by: asking.by },
  });
  await markNotCompleted(trx, stamp, viewer, { id: returnId, organisationId }, part);
  return before ? [before.holder_id] : [];
}

/** A standard that is worked on again is not completed, whatever was said before. */
export async function markNotCompleted(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  part: string,
): Promise<void> {
  const unmarked = await trx
    .updateTable('standard_progress')
    .set({ marked_complete: 0 })
    .where('return_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('standard_code', '=', part)
    .where('marked_complete', '=', 1)
    .executeTakeFirst();
  if (unmarked.numUpdatedRows === 0n) return;
  await recordEvent(trx, stamp, {
    type: 'standard.marked',
    owner: { organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id },
    detail: { standard: part, complete: false },
  });
}

async function tell(
  portal: Portal,
  { trx, stamp, viewer, agencyReturn }: Work,
  holder: Holder,
  { by }: Asking,
  link: NewLink,
): Promise<void> {
  const { id, cycleName: cycle, organisationName: organisation, organisationId, partnershipId } = agencyReturn;
  const said = { cycle, organisation, due: dayInWords(by) };
  const message = {
    to: { address: holder.email, personId: holder.personId },
    reference: `section-request:${id}:${holder.personId}:${stamp.now}`,
    organisationId,
    partnershipId,
  };
  if (!holder.invited) {
    const address = `${portal.config.publicOrigin}/returns/${id}`;
    const about = { kind: 'return', id } as const;
    await queueMessage(trx, stamp, { ...message, about, template: 'section-request', fields: { ...said, address } });
    return;
  }
  const destination = `/returns/${id}`;
  await writeInvitationLink(trx, stamp, link, { personId: holder.personId, destination, actorId: viewer.personId });
  const fields = { ...said, link: link.url, hours: invitationHours };
  await queueMessage(trx, stamp, { ...message, template: 'section-invitation', fields });
}
