import type { Trx } from '../../../../db/client.server.ts';
import { asThePortal, reachAlso } from '../../../../db/reach.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getOrganisation, organisationOf } from '../queries.server.ts';
import { type ChangeableField, changeableFields } from '../rules.ts';
import type { Organisation, OrganisationForm } from '../schema.ts';
import { columnsOf, currentMembership, memberRow, partnershipIn } from './write-organisation.server.ts';

export type AddedOrganisation =
  | {
      readonly ok: true;
      readonly organisationId: string /** It was known already and joins. */;
      readonly joined: boolean;
    }
  | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Adds an organisation to the directory of a partnership. One that the installation knows by its URN or ODS code joins
 * with the details it has. Refuses, at the field, one that is a member already.
 */
export async function addOrganisation(
  portal: Portal,
  viewer: Viewer,
  input: { readonly partnershipId?: string | undefined; readonly form: OrganisationForm },
): Promise<AddedOrganisation> {
  const scope = partnershipScope(viewer, 'organisation.change');
  const partnershipId = partnershipIn(scope, input.partnershipId);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form } = input;
    const known = await findByRegister(trx, form);
    const by = { actorId: viewer.personId };
    if (known) {
      const member = await trx
        .selectFrom('partnership_member')
        .select('id')
        .where('partnership_id', '=', partnershipId)
        .where('organisation_id', '=', known.organisation.id)
        .where('left_on', 'is', null)
        .executeTakeFirst();
      if (member) return { ok: false, errors: { [known.field]: [alreadyHere(known)] } };
    }
    const organisationId = known?.organisation.id ?? stamp.newId();
    await reachAlso(trx, [organisationId]);
    const owner = { organisationId, partnershipId };
    const subject = { kind: 'organisation', id: organisationId };
    if (!known) {
      await trx
        .insertInto('organisation')
        .values({
          id: organisationId,
          ...columnsOf({ ...form, status: 'open', closedOn: null }),
          created_at: stamp.now,
          updated_at: stamp.now,
          revision: 1,
        })
        .execute();
      await recordEvent(trx, stamp, { type: 'organisation.created', owner, subject, ...by });
    }
    await trx
      .insertInto('partnership_member')
      .values(memberRow(stamp, partnershipId, organisationId))
      .execute();
    await recordEvent(trx, stamp, { type: 'organisation.joined', owner, subject, ...by });
    return { ok: true, organisationId, joined: known !== undefined };
  });
}

export type ChangedOrganisation =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors }
  /** Somebody else saved first: what is stored now, to show beside what was typed. */
  | { readonly ok: false; readonly current: Organisation };

/** Changes what is recorded of a member. Refuses, at the field, a URN or ODS code that another organisation has. */
export async function changeOrganisation(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly revision: number; readonly form: OrganisationForm },
): Promise<ChangedOrganisation> {
  const scope = partnershipScope(viewer, 'organisation.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form, organisationId } = input;
    const { partnershipId } = await currentMembership(trx, scope, organisationId);
    const current = await getOrganisation(trx, scope, organisationId);
    if (current.revision !== input.revision) return { ok: false, current };
    const known = await findByRegister(trx, form, organisationId);
    if (known) return { ok: false, errors: { [known.field]: [alreadyHere(known)] } };
    const facts = { ...form.facts, ...registerFacts(current) };
    const next = { ...form, facts, status: current.status, closedOn: current.closedOn };
    const fields = changedFields(current, next);
    if (fields.length === 0) return { ok: true };
    const { numUpdatedRows } = await trx
      .updateTable('organisation')
      .set({ ...columnsOf(next), updated_at: stamp.now, revision: current.revision + 1 })
      .where('id', '=', organisationId)
      .where('revision', '=', current.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return { ok: false, current: await getOrganisation(trx, scope, organisationId) };
    await recordEvent(trx, stamp, {
      type: 'organisation.changed',
      owner: { organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: organisationId },
      detail: { fields: fields.join(' ') },
    });
    return { ok: true };
  });
}

/** Facts that only an import sets; an edit by hand keeps them. */
const registerFacts = ({ facts: { establishmentType, openedOn } }: Organisation) => ({
  ...(establishmentType === undefined ? {} : { establishmentType }),
  ...(openedOn === undefined ? {} : { openedOn }),
});

/** The fields that differ, facts as one. */
export function changedFields(
  current: Organisation,
  next: Omit<Organisation, 'id' | 'revision'>,
): readonly (ChangeableField | 'facts')[] {
  const names = Object.keys(changeableFields) as ChangeableField[];
  const fields: (ChangeableField | 'facts')[] = names.filter((name) => current[name] !== next[name]);
  if (!sameFacts(current.facts, next.facts)) fields.push('facts');
  return fields;
}

const inOrder = (facts: object) => JSON.stringify(Object.entries(facts).toSorted());
const sameFacts = (one: object, other: object) => inOrder(one) === inOrder(other);

type KnownByRegister = { readonly organisation: Organisation; readonly field: 'urn' | 'odsCode' };

const alreadyHere = ({ organisation, field }: KnownByRegister) =>
  `${organisation.name} already has this ${field === 'urn' ? 'URN' : 'ODS code'}: open it in the directory, or enter another`;

/** The organisation that has the URN or the ODS code, leaving out one. */
const findByRegister = (trx: Trx, form: Pick<OrganisationForm, 'urn' | 'odsCode'>, exceptId = '') =>
  asThePortal('an organisation that the installation knows by its number', () => findKnown(trx, form, exceptId), trx);

async function findKnown(
  trx: Trx,
  { urn, odsCode }: Pick<OrganisationForm, 'urn' | 'odsCode'>,
  exceptId: string,
): Promise<KnownByRegister | undefined> {
  for (const [field, column, code] of [
    ['urn', 'urn', urn],
    ['odsCode', 'ods_code', odsCode],
  ] as const) {
    if (code === null) continue;
    const row = await trx
      .selectFrom('organisation')
      .selectAll()
      .where(column, '=', code)
      .where('id', '<>', exceptId)
      .executeTakeFirst();
    if (row) return { organisation: organisationOf(row), field };
  }
  return undefined;
}
