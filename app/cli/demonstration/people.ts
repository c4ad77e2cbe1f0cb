import { partnership } from '../../../db/seed/brookmere.ts';
import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { peopleOf } from '../../../db/seed/people.ts';
import { trust } from '../../../db/seed/trust.ts';
import type { Portal } from '../../platform/portal.ts';
import { delegate } from './signing.ts';
import { administrator } from './system.ts';
import { organisationNamed } from './world.ts';

const partner = (name: string) => `${name}@brookmere-scp.example`;

function at(slug: string, role: string): string {
  const organisation: DemonstrationOrganisation = organisationNamed(slug);
  return peopleOf(organisation).find((person) => person.role === role)?.email ?? '';
}

/** One person for each role and telling situation, with what they find when they sign in for the first time. */
const cast: readonly { readonly email: string; readonly what: string }[] = [
  { email: partner('priya.nair'), what: 'Business manager: runs the cycles, chases, plans the session' },
  { email: partner('tom.ashdown'), what: 'Moderator: returns to read, one half read' },
  { email: partner('helen.marchetti'), what: 'Independent chair: a session in two weeks, with its pack' },
  { email: 'marta.olsen@fenlow-scp.example', what: 'Business manager of a second partnership, Fenlow' },
  { email: partner('colin.webster'), what: 'Lay member: reads what the panel shares, changes nothing' },
  {
    email: at('hartsmere-community', 'safeguarding-lead'),
    what: 'Safeguarding lead, Hartsmere NHS: one return for two partnerships; a peer moderator of schools',
  },
  { email: at('hartsmere-community', 'contributor'), what: 'Contributor to the same return' },
  {
    email: at('fenshire-probation', 'safeguarding-lead'),
    what: 'Safeguarding lead, probation: a return not started, an action overdue',
  },
  {
    email: at('lanternfield-homes', 'safeguarding-lead'),
    what: 'Safeguarding lead, Lanternfield Homes: return sent, two actions overdue',
  },
  { email: at('fenlow-hospitals', 'senior-lead'), what: 'Senior lead, Fenlow Hospitals: a return to sign' },
  { email: at('beech-hollow', 'safeguarding-lead'), what: 'School safeguarding lead, Beech Hollow: almost done' },
  { email: trust.lead.email, what: 'Trust lead: six schools, answers given once for all of them' },
  {
    email: at('canal-side', 'safeguarding-lead'),
    what: 'School safeguarding lead, Canal Side: answers of its trust to settle',
  },
  { email: at('gosling-green', 'headteacher'), what: 'Headteacher, Gosling Green: a return to sign' },
  { email: delegate.email, what: 'Deputy head, Gosling Green: may sign for the head' },
  {
    email: administrator.email,
    what: 'System administrator: looks after the installation, reads nothing of anybody’s',
  },
  { email: at('pinewell', 'chair-of-governors'), what: 'Chair of governors, Pinewell: the head has signed, now you' },
];

/** Whom to sign in as; empty when the demonstration is not there. */
export async function listDemonstrationPeople(portal: Portal): Promise<{ email: string; what: string }[]> {
  const { db } = portal.database;
  const found = await db.selectFrom('partnership').select('id').where('slug', '=', partnership.slug).executeTakeFirst();
  if (!found) return [];
  const emails = cast.map(({ email }) => email);
  const people = await db.selectFrom('person').select('email').where('email', 'in', emails).execute();
  const known = new Set(people.map(({ email }) => email));
  return cast.filter(({ email }) => known.has(email)).map(({ email, what }) => ({ email, what }));
}
