import { agencies, partnership } from '../../../db/seed/brookmere.ts';
import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { type DemonstrationPerson, partnershipPeople, peopleOf } from '../../../db/seed/people.ts';
import { settings } from '../../../db/seed/settings.ts';
import { findOrAddPerson, grantRole } from '../../features/accounts/commands/add-person.server.ts';
import { type PartnershipRole, partnershipRoles } from '../../features/accounts/permissions.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { addPartnership } from '../../features/organisations/commands/add-partnership.server.ts';
import { addContact } from '../../features/organisations/commands/membership.server.ts';
import { inviteToOrganisation } from '../../features/organisations/commands/people.server.ts';
import { addOrganisation } from '../../features/organisations/commands/save-organisation.server.ts';
import { invitationFormSchema, organisationFormSchema } from '../../features/organisations/schema.ts';
import type { Portal } from '../../platform/portal.ts';
import { planGroupsAndPriorities } from './groups-and-priorities.ts';
import { meetEverybody, organisationIdOf, partnerAt, type World } from './world.ts';

/** The partnership, its directory and its people, some weeks before the first cycle of the demonstration. */
export function planSettingUp(world: World): void {
  const { timeline } = world;
  timeline.at(-432, '09:00', async (portal) => {
    world.partnershipId = await addPartnership(portal, partnership);
    await addPartners(portal, world.partnershipId, partnershipPeople);
    await meetEverybody(portal, world);
  });
  timeline.at(-431, '10:00', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    for (const [place, organisation] of [...agencies, ...settings].entries())
      world.organisationIds.set(organisation.slug, await addToDirectory(portal, manager, organisation, place));
  });
  planGroupsAndPriorities(world);
  timeline.at(-430, '11:00', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    for (const organisation of [...agencies, ...settings])
      for (const person of peopleOf(organisation))
        await invite(portal, manager, organisationIdOf(world, organisation.slug), person);
    await meetEverybody(portal, world);
    world.say(`Brookmere: ${agencies.length} agencies, ${settings.length} settings, ${world.viewers.size} people`);
  });
}

const isPartnershipRole = (role: string): role is PartnershipRole => Object.hasOwn(partnershipRoles, role);

/** A partnership's own people, as the operator adds them on the command line. */
export const addPartners = (
  portal: Portal,
  partnershipId: string,
  people: readonly DemonstrationPerson[],
): Promise<void> =>
  portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    for (const { role, ...person } of people) {
      if (!isPartnershipRole(role)) throw new RangeError(`There is no role "${role}"`);
      const { id } = await findOrAddPerson(trx, stamp, person, null);
      await grantRole(trx, stamp, id, { role, partnershipId }, null);
    }
  });

const agesOfPhase: Readonly<Record<string, readonly [from: number, to: number]>> = {
  nursery: [2, 4],
  primary: [4, 11],
  secondary: [11, 16],
  'all-through': [4, 18],
  special: [4, 19],
  'alternative-provision': [11, 16],
  'post-16': [16, 19],
};

export async function addToDirectory(
  portal: Portal,
  manager: Viewer,
  organisation: DemonstrationOrganisation,
  place: number,
): Promise<string> {
  const { slug, name, kind, phase = '', urn = '', odsCode = '', address, profile } = organisation;
  const yesNo = (code: string) => (profile[code] === undefined ? '' : profile[code] === true ? 'yes' : 'no');
  const [lowAge, highAge] = agesOfPhase[phase] ?? ['', ''];
  const form = organisationFormSchema.parse({
    name,
    kind,
    phase,
    urn,
    odsCode,
    address,
    localAuthority: 'Brookmere',
    reference: `BR-${String(place + 1).padStart(3, '0')}`,
    website: `www.${slug}.example`,
    telephone: `01632 960 ${String(100 + place)}`,
    inTrust: yesNo('in-trust'),
    trust: profile['in-trust'] === true ? 'Brookmere Learning Trust' : '',
    sixthForm: yesNo('sixth-form'),
    boarders: yesNo('boarding'),
    lowAge: String(lowAge),
    highAge: String(profile['sixth-form'] === true ? 18 : highAge),
    pupils: typeof profile.roll === 'number' ? String(profile.roll) : '',
  });
  const added = await addOrganisation(portal, manager, { form });
  if (!added.ok) throw new Error(`${name} could not be added: ${JSON.stringify(added.errors)}`);
  return added.organisationId;
}

async function invite(
  portal: Portal,
  manager: Viewer,
  organisationId: string,
  { name, email, jobTitle, role }: DemonstrationPerson,
): Promise<void> {
  const form = invitationFormSchema.parse({ email, personName: name, personJobTitle: jobTitle, role });
  const invited = await inviteToOrganisation(portal, manager, { organisationId, form });
  if (!invited.ok) throw new Error(`${name} could not be invited: ${JSON.stringify(invited.errors)}`);
  if (role === 'safeguarding-lead')
    await addContact(portal, manager, { organisationId, contact: { name, jobTitle, email, telephone: null } });
}
