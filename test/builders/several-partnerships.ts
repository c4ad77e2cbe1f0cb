import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { composeEdition } from '../../app/features/cycles/local/local-part.ts';
import type { Keep } from '../../app/features/returns/shared/join.ts';
import { getJoinSides, loadJoinPlan } from '../../app/features/returns/shared/join-plan.server.ts';
import { joinReturns } from '../../app/features/returns/shared/join-returns.server.ts';
import type { Edition } from '../../standards/contract.ts';
import { sha256OfValue } from '../../standards/hash.server.ts';
import type { TestPortal } from '../setup/each-database.ts';
import { aLocalQuestion } from './a-local-part.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn, aViewer } from './a-partnership.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from './an-edition.ts';

/** A return of the organisation to one of its partnerships, which also asks one question of its own. */
export interface Asked {
  readonly slug: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly returnId: string;
  readonly editionId: string;
  readonly manager: Viewer;
}

export interface Several {
  readonly edition: Edition;
  readonly organisationId: string;
  readonly asked: readonly [Asked, Asked, ...Asked[]];
  readonly lead: Viewer;
  readonly helper: Viewer;
  readonly senior: Viewer;
}

let number = 0;

/** Two standards, one of them with a branch, and a fact that opens a third. A set of its own for each call. */
export const anEditionForSeveral = (): Edition =>
  anEdition({
    set: `several-${process.pid}-${number++}`,
    profile: [aProfileQuestion('premises', { required: false })],
    standards: [
      aStandard('governance', [
        aQuestion('board'),
        aQuestion('policy', { answer: { type: 'yes-no' } }),
        aQuestion('policy-date', { answer: { type: 'date' }, appliesTo: { answer: 'policy', in: ['yes'] } }),
      ]),
      aStandard('training', [
        aQuestion('induction'),
        aQuestion('notes', { answer: { type: 'text' }, required: false }),
      ]),
      aStandard('local-procedures', [aQuestion('local-procedures-followed', { required: false })]),
      aStandard('premises', [aQuestion('rooms')], { appliesTo: { flag: 'premises' } }),
    ],
  });

/** The local question of a partnership, under its heading. */
export const localCode = (slug: string) => `local-${slug}-priority`;

/** A charity that several partnerships ask the same edition, each with a question of its own. */
export async function severalPartnerships(
  portal: TestPortal,
  slugs: readonly [string, string, ...string[]] = ['brookmere', 'fellside'],
  edition: Edition = anEditionForSeveral(),
): Promise<Several> {
  const base = await anInstalledEdition(portal, edition);
  const organisationId = await anOrganisation(portal, null, { name: 'Harbour Youth Trust' });
  const ask = (slug: string) => askedBy(portal, slug, { edition, base, organisationId });
  const [first, second, ...others] = slugs;
  return {
    edition,
    organisationId,
    asked: [await ask(first), await ask(second), ...(await inTurn(others, ask))],
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Lee Lead'),
    helper: await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Ola Reyes'),
    senior: await aViewer(portal, { role: 'senior-lead', organisationId }, 'Sam Senior'),
  };
}

async function inTurn<T, R>(items: readonly T[], step: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await step(item));
  return done;
}

/** A cycle of a partnership with its own edition, and the organisation's return in it, not started. */
export async function askedBy(
  portal: TestPortal,
  slug: string,
  { edition, base, organisationId }: { edition: Edition; base: string; organisationId: string },
): Promise<Asked> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const partnershipId = await aPartnership(portal, slug);
  await db
    .insertInto('partnership_member')
    .values({
      id: portal.newId(),
      partnership_id: partnershipId,
      organisation_id: organisationId,
      joined_on: today,
      left_on: null,
      created_at: now,
    })
    .execute();
  const cycleId = await aCycle(portal, partnershipId, base, `Section 11 of ${slug}`);
  const standard = aStandard(`local-${slug}`, [aLocalQuestion(localCode(slug), { text: `What about ${slug}?` })]);
  const part = { priorities: [], standards: [{ ...standard, title: `Questions of ${slug}` }] };
  const composed = composeEdition({ ...edition, status: 'published' }, part, { name: slug, day: today });
  const editionId = `${base}+${cycleId}`;
  await db
    .insertInto('standard_edition')
    .values({
      id: editionId,
      set_code: composed.set,
      edition: composed.edition,
      status: 'published',
      title: composed.title,
      short_title: composed.shortTitle,
      sector: composed.sector,
      sha256: sha256OfValue(composed),
      document: JSON.stringify(composed),
      installed_at: now,
      partnership_id: partnershipId,
      base_edition_id: base,
    })
    .execute();
  await db.updateTable('cycle').set({ edition_id: editionId }).where('id', '=', cycleId).execute();
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: composed });
  await db.updateTable('agency_return').set({ edition_id: editionId }).where('id', '=', returnId).execute();
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  return { slug, partnershipId, cycleId, returnId, editionId, manager };
}

/** Joins two returns as the lead, as the page does: with the plan that it showed. */
export async function join(
  portal: TestPortal,
  { lead }: Pick<Several, 'lead'>,
  returnId: string,
  otherId: string,
  keep: Readonly<Record<string, Keep>> = {},
) {
  const scope = { organisationIds: [lead.organisationRoles[0]?.organisationId ?? ''] } as const;
  const { seen } = await loadJoinPlan(
    portal.database.db,
    await getJoinSides(portal.database.db, scope, returnId, otherId),
  );
  return joinReturns(portal, lead, { returnId, otherId, seen, keep });
}

/** As `severalPartnerships`, answered once already. */
export async function answeredOnce(
  portal: TestPortal,
  slugs?: readonly [string, string, ...string[]],
): Promise<Several> {
  const several = await severalPartnerships(portal, slugs);
  const [first, ...others] = several.asked;
  for (const other of others) {
    const joined = await join(portal, several, first.returnId, other.returnId);
    if (!joined.ok) throw new Error(`The returns were not joined: ${joined.why}`);
  }
  return several;
}

/** Marks a return that was sent as one that was answered together with others until then. */
export async function sentTogether(portal: TestPortal, returnId: string, personId: string): Promise<void> {
  const { db } = portal.database;
  const row = await db
    .selectFrom('agency_return')
    .select(['organisation_id', 'partnership_id', 'edition_id'])
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  const { now } = portal.stamp();
  const id = portal.newId();
  const { organisation_id } = row;
  await db
    .insertInto('shared_return')
    .values({
      id,
      organisation_id,
      base_edition_id: row.edition_id,
      created_by: personId,
      created_at: now,
      revision: 1,
    })
    .execute();
  await db
    .insertInto('shared_return_member')
    .values({
      organisation_id,
      shared_return_id: id,
      return_id: returnId,
      partnership_id: row.partnership_id,
      receives: 1,
      joined_at: now,
      joined_by: personId,
      ended_at: now,
      ended: 'sent',
    })
    .execute();
}
