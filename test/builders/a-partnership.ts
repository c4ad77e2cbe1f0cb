import { findOrAddPerson, grantRole } from '../../app/features/accounts/commands/add-person.server.ts';
import type { OrganisationRole, PartnershipRole } from '../../app/features/accounts/permissions.ts';
import { viewerOf } from '../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { compileEdition } from '../../app/features/questionnaire/compiled-edition.ts';
import { editionId, installEdition } from '../../app/features/questionnaire/editions.server.ts';
import { questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { type OrganisationKind, organisationKinds, type Phase } from '../../standards/vocabulary.ts';

/** A partnership of the given slug; invented name. */
export async function aPartnership(portal: Portal, slug = 'brookmere'): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('partnership')
    .values({
      id,
      name: `${slug} Safeguarding Children Partnership`,
      short_name: slug,
      slug,
      settings: '{}',
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

/** An organisation that is a member of the partnership (none when null). */
export async function anOrganisation(
  portal: Portal,
  partnershipId: string | null,
  parts: { name?: string; kind?: OrganisationKind; phase?: Phase | null } = {},
): Promise<string> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const id = portal.newId();
  const kind = parts.kind ?? 'voluntary';
  await db
    .insertInto('organisation')
    .values({
      id,
      name: parts.name ?? `Organisation ${id.slice(-6)}`,
      kind,
      sector: organisationKinds[kind].sector,
      duty_basis: organisationKinds[kind].duty,
      phase: parts.phase ?? null,
      status: 'open',
      facts: '{}',
      created_at: now,
      updated_at: now,
      revision: 1,
    })
    .execute();
  if (partnershipId !== null) {
    await db
      .insertInto('partnership_member')
      .values({
        id: portal.newId(),
        partnership_id: partnershipId,
        organisation_id: id,
        joined_on: today,
        left_on: null,
        created_at: now,
      })
      .execute();
  }
  return id;
}

/** A person with one role, as the viewer of a request. */
export async function aViewer(
  portal: Portal,
  place:
    | { role: OrganisationRole; organisationId: string }
    | { role: PartnershipRole; partnershipId: string }
    | { readonly none: true },
  name = `Person ${portal.newId().slice(-6)}`,
): Promise<Viewer> {
  const email = `${portal.newId()}@example.org`;
  const id = await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const person = await findOrAddPerson(trx, stamp, { email, name, jobTitle: null }, null);
    if (!('none' in place)) await grantRole(trx, stamp, person.id, place, null);
    return person.id;
  });
  return viewerOf(portal.database.db, { id, name, email }, portal.stamp().today);
}

/** Installs an edition as published and gives its id. */
export async function anInstalledEdition(portal: Portal, edition: Edition): Promise<string> {
  await portal.database.transaction((trx) =>
    installEdition(trx, portal.stamp(), {
      edition: { ...edition, status: 'published' },
      sha256: `${edition.set}/${edition.edition}`.padEnd(64, '0'),
    }),
  );
  return editionId(edition);
}

/** An open cycle on an edition, without returns. */
export async function aCycle(
  portal: Portal,
  partnershipId: string,
  editionIdOf: string,
  name = 'Section 11, 2026',
): Promise<string> {
  const creator = await aViewer(portal, { role: 'business-manager', partnershipId });
  const id = portal.newId();
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('cycle')
    .values({
      id,
      partnership_id: partnershipId,
      edition_id: editionIdOf,
      previous_cycle_id: null,
      name,
      status: 'open',
      opens_on: '2026-10-01',
      due_on: '2026-12-11',
      moderation_on: '2027-01-29',
      challenge_on: '2027-02-26',
      actions_due_on: '2027-03-31',
      launched_at: now,
      closed_at: null,
      created_by: creator.personId,
      created_at: now,
      revision: 1,
    })
    .execute();
  return id;
}

/** A return of an organisation in a cycle, with its progress rows, not started. */
export async function aReturn(
  portal: Portal,
  {
    partnershipId,
    cycleId,
    organisationId,
    edition,
  }: { partnershipId: string; cycleId: string; organisationId: string; edition: Edition },
): Promise<string> {
  const { db } = portal.database;
  const { now } = portal.stamp();
  const id = portal.newId();
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('agency_return')
    .values({
      id,
      organisation_id: organisationId,
      partnership_id: partnershipId,
      cycle_id: cycleId,
      edition_id: editionId(edition),
      status: 'not-started',
      due_on: '2026-12-11',
      first_due_on: '2026-12-11',
      profile: '{}',
      opened_at: now,
      revision: 1,
    })
    .execute();
  const compiled = compileEdition(edition);
  const { standards } = questionnaireFor(compiled, {
    kind: organisation.kind as OrganisationKind,
    phase: organisation.phase as Phase | null,
    duty: organisationKinds[organisation.kind as OrganisationKind].duty,
    profile: {},
    answers: {},
  });
  for (const { standard, questions } of standards) {
    await db
      .insertInto('standard_progress')
      .values({
        organisation_id: organisationId,
        partnership_id: partnershipId,
        cycle_id: cycleId,
        return_id: id,
        standard_code: standard.code,
        questions: questions.length,
        required: questions.filter(({ question }) => question.required).length,
        answered: 0,
        required_complete: 0,
        marked_complete: 0,
      })
      .execute();
  }
  return id;
}
