import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { linkSite } from '../../app/features/organisations/groups/link-sites.server.ts';
import { editionId } from '../../app/features/questionnaire/editions.server.ts';
import type { CentralIntent } from '../../app/features/returns/central/central.ts';
import { settleCentral } from '../../app/features/returns/central/settle-central.server.ts';
import { saveCentralAnswer } from '../../app/features/trusts/commands/save-central-answer.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { rated, type World } from './a-filled-return.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn, aViewer } from './a-partnership.ts';
import { anEdition, aQuestion, aStandard } from './an-edition.ts';

export interface Trust {
  readonly edition: Edition;
  readonly trustId: string;
  readonly trustLead: Viewer;
  /** Managers of the two areas. */
  readonly managers: readonly [Viewer, Viewer];
  readonly partnershipIds: readonly [string, string];
  /** Two sites in the first area and one in the second, each with an open return. */
  readonly sites: readonly [World, World, World];
}

let number = 0;

/** Asks about a policy, about staff, and something that may stay empty; one more question of those with a policy. */
export const trustEdition = (set = `trusts-${process.pid}-${number++}`): Edition =>
  anEdition({
    set,
    standards: [
      aStandard('a1', [
        aQuestion('policy'),
        aQuestion('staff'),
        aQuestion('branch', { appliesTo: { answer: 'policy', in: ['green'] } }),
        aQuestion('optional', { required: false }),
      ]),
    ],
  });

/** An academy trust with schools in two areas, and whoever leads it. */
export async function aTrust(portal: Portal, fromOn = '2026-09-01'): Promise<Trust> {
  const edition = trustEdition();
  await anInstalledEdition(portal, edition);
  const areas = [await aPartnership(portal, 'brookmere'), await aPartnership(portal, 'otherside')] as const;
  const trustId = await anOrganisation(portal, areas[0], { name: 'Harbour Learning Trust', kind: 'academy-trust' });
  await aMember(portal, areas[1], trustId);
  const managers = [
    await aViewer(portal, { role: 'business-manager', partnershipId: areas[0] }, 'Mo Manager'),
    await aViewer(portal, { role: 'business-manager', partnershipId: areas[1] }, 'Mia Manager'),
  ] as const;
  const cycles = [
    await aCycle(portal, areas[0], editionId(edition), 'Schools 2026'),
    await aCycle(portal, areas[1], editionId(edition), 'Schools of Otherside 2026'),
  ] as const;
  const site = async (name: string, area: 0 | 1): Promise<World> => {
    const partnershipId = areas[area];
    const cycleId = cycles[area];
    const organisationId = await anOrganisation(portal, partnershipId, { name, kind: 'academy', phase: 'primary' });
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, `Lead of ${name}`);
    await linkSite(portal, managers[area], { siteId: organisationId, groupId: trustId, fromOn });
    return { edition, partnershipId, organisationId, cycleId, returnId, lead };
  };
  return {
    edition,
    trustId,
    trustLead: await aViewer(portal, { role: 'group-lead', organisationId: trustId }, 'Tess Trust'),
    managers,
    partnershipIds: areas,
    sites: [await site('Alder School', 0), await site('Beech School', 0), await site('Cedar School', 1)],
  };
}

/** Makes an organisation a member of another partnership too. */
export async function aMember(portal: Portal, partnershipId: string, organisationId: string): Promise<void> {
  const { now, today } = portal.stamp();
  await portal.database.db
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
}

/** A text file in the library of the trust. Gives its id. */
export async function aTrustFile(
  portal: Portal,
  { trustId, trustLead }: Pick<Trust, 'trustId' | 'trustLead'>,
  title: string,
): Promise<string> {
  const id = portal.newId();
  const blob = await portal.blobs.put(trustId, new TextEncoder().encode(`The text of ${title}.`));
  await portal.database.db
    .insertInto('evidence')
    .values({
      id,
      organisation_id: trustId,
      kind: 'file',
      title,
      file_name: 'policy.txt',
      media_type: 'text/plain',
      ...blob,
      added_by: trustLead.personId,
      added_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

/** Saves the trust's answer over the revision named. */
export const answerCentrally = (
  portal: Portal,
  { trustId, trustLead, edition }: Pick<Trust, 'trustId' | 'trustLead' | 'edition'>,
  questionCode: string,
  parts: { point?: string; words?: string; evidence?: readonly string[]; revision?: number } = {},
) =>
  saveCentralAnswer(portal, trustLead, {
    groupId: trustId,
    setCode: edition.set,
    edition: edition.edition,
    questionCode,
    value: rated(parts.point ?? 'green', parts.words ?? `The trust has one ${questionCode} for all.`),
    evidence: parts.evidence ?? [],
    revision: parts.revision ?? 0,
  });

/** A person at a site says what becomes of the trust's answer. */
export const settle = (
  portal: Portal,
  { returnId, lead }: Pick<World, 'returnId' | 'lead'>,
  questionCode: string,
  intent: CentralIntent,
  parts: { text?: string; revision?: number } = {},
) =>
  settleCentral(portal, lead, {
    returnId,
    standardCode: 'a1',
    questionCode,
    intent,
    revision: parts.revision ?? 1,
    text: parts.text ?? '',
  });
