import { agencies } from './brookmere.ts';
import type { DemonstrationOrganisation } from './organisation.ts';
import { settings } from './settings.ts';

export interface DemonstrationPerson {
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly role: string;
}

/** The people of the partnership itself. */
export const partnershipPeople: readonly DemonstrationPerson[] = [
  {
    name: 'Priya Nair',
    email: 'priya.nair@brookmere-scp.example',
    jobTitle: 'Business manager',
    role: 'business-manager',
  },
  {
    name: 'Tom Ashdown',
    email: 'tom.ashdown@brookmere-scp.example',
    jobTitle: 'Quality assurance officer',
    role: 'moderator',
  },
  {
    name: 'Grace Adeyemi',
    email: 'grace.adeyemi@brookmere-scp.example',
    jobTitle: 'Education safeguarding adviser',
    role: 'moderator',
  },
  {
    name: 'Helen Marchetti',
    email: 'helen.marchetti@brookmere-scp.example',
    jobTitle: 'Independent chair and scrutineer',
    role: 'independent-chair',
  },
  { name: 'Colin Webster', email: 'colin.webster@brookmere-scp.example', jobTitle: 'Lay member', role: 'observer' },
];

const firstNames = [
  'Amina',
  'Ben',
  'Carys',
  'Daniel',
  'Efua',
  'Fiona',
  'Gareth',
  'Hannah',
  'Imran',
  'Joanna',
  'Kwame',
  'Leila',
  'Marcus',
  'Nadia',
  'Owen',
  'Parveen',
  'Rachel',
  'Samir',
  'Tessa',
  'Umar',
  'Verity',
  'Will',
  'Yasmin',
  'Zoe',
  'Andrew',
  'Bronwen',
  'Callum',
  'Deborah',
  'Elliot',
  'Freya',
  'Graham',
  'Harriet',
  'Isaac',
  'Jas',
  'Katya',
  'Lewis',
  'Maeve',
] as const;
const lastNames = [
  'Appleyard',
  'Bannister',
  'Chowdhury',
  'Dunmore',
  'Eastwick',
  'Farrant',
  'Goldsworth',
  'Hussain',
  'Ingledew',
  'Jarrold',
  'Kendrew',
  'Lockwood',
  'Mensah',
  'Northcott',
  'Oyelaran',
  'Pemberley',
  'Quayle',
  'Rahman',
  'Szymanski',
  'Thackray',
  'Upjohn',
  'Venn',
  'Winstanley',
  'Yeadon',
  'Zielinski',
  'Akande',
  'Birkett',
  'Corrigan',
  'Dasgupta',
  'Ellwood',
  'Fairclough',
] as const;

function inventedPerson(number: number, domain: string, jobTitle: string, role: string): DemonstrationPerson {
  const first = firstNames[number % firstNames.length] ?? 'Alex';
  const last = lastNames[(number * 7) % lastNames.length] ?? 'Archer';
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}@${domain}.example`.toLowerCase(),
    jobTitle,
    role,
  };
}

const everybody = [...agencies, ...settings];

/** What the top table of an agency is called, and the title of the senior lead who signs for it. */
const topTables: Readonly<Record<string, readonly [board: string, senior: string]>> = {
  'brookmere-council': ['cabinet', 'Director of children’s services'],
  'ashvale-district': ['cabinet', 'Director of communities'],
  'fenlow-icb': ['board', 'Chief nurse'],
  'fenlow-hospitals': ['board', 'Chief nurse'],
  'hartsmere-community': ['board', 'Director of nursing and quality'],
  'fenshire-police': ['chief officer group', 'Assistant chief constable'],
  'fenshire-pcc': ['office', 'Chief executive'],
  'fenshire-probation': ['leadership team', 'Head of delivery unit'],
  'brookmere-youth-justice': ['management board', 'Head of service'],
  'lanternfield-homes': ['board', 'Director of customer services'],
  'stepping-stones': ['board', 'Chief executive'],
  'young-carers': ['board of trustees', 'Chair of trustees'],
  'brookmere-swimming': ['committee', 'Club chair'],
  'kestrel-road-church': ['church council', 'Chair of the church council'],
};

/** What an organisation calls its top table. */
export const boardOf = (organisation: DemonstrationOrganisation): string =>
  topTables[organisation.slug]?.[0] ?? (organisation.kind === 'college' ? 'corporation' : 'governing body');

/** The people of one organisation: its lead, its signatories, and a contributor in the larger ones. */
export function peopleOf(organisation: DemonstrationOrganisation): DemonstrationPerson[] {
  const base = everybody.indexOf(organisation) * 4;
  const person = (offset: number, jobTitle: string, role: string) =>
    inventedPerson(base + offset, organisation.slug, jobTitle, role);
  if (settings.includes(organisation)) {
    const head = organisation.kind === 'college' ? 'Principal' : 'Headteacher';
    return [
      person(0, 'Designated safeguarding lead', 'safeguarding-lead'),
      person(1, head, 'headteacher'),
      person(2, 'Chair of governors', 'chair-of-governors'),
    ];
  }
  return [
    person(0, 'Safeguarding lead', 'safeguarding-lead'),
    person(1, topTables[organisation.slug]?.[1] ?? 'Chief executive', 'senior-lead'),
    ...(agencies.indexOf(organisation) < 6 ? [person(2, 'Learning and development manager', 'contributor')] : []),
  ];
}
