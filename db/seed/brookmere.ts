/**
 * The demonstration partnership. Every body and every person here is invented; the addresses end in `.example`, which
 * no real address can.
 */
export const partnership = {
  name: 'Brookmere Safeguarding Children Partnership',
  shortName: 'Brookmere SCP',
  slug: 'brookmere',
};

export interface DemonstrationOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly phase?: string;
  /** Answers of the profile page that are not "no" or zero. */
  readonly profile: Readonly<Record<string, boolean | number | string | readonly string[]>>;
}

const directWork = { 'direct-work': true, 'staff-with-children': 40, 'children-reached': 900 } as const;

export const agencies: readonly DemonstrationOrganisation[] = [
  {
    slug: 'brookmere-council',
    name: 'Brookmere Council',
    kind: 'local-authority',
    profile: {
      ...directWork,
      'staff-with-children': 640,
      'case-contact': true,
      'under-fives': true,
      'lone-working': true,
      'transports-children': true,
      'commissions-services': true,
    },
  },
  {
    slug: 'ashvale-district',
    name: 'Ashvale District Council',
    kind: 'district-council',
    profile: { ...directWork, 'staff-with-children': 35, 'commissions-services': true, 'lets-premises': true },
  },
  {
    slug: 'fenlow-icb',
    name: 'Brookmere and Fenlow Integrated Care Board',
    kind: 'integrated-care-board',
    profile: { 'commissions-services': true, 'staff-with-children': 6 },
  },
  {
    slug: 'fenlow-hospitals',
    name: 'Fenlow Hospitals NHS Foundation Trust',
    kind: 'health-provider',
    profile: { ...directWork, 'staff-with-children': 1450, 'case-contact': true, 'under-fives': true },
  },
  {
    slug: 'hartsmere-community',
    name: 'Hartsmere Community and Mental Health NHS Trust',
    kind: 'health-provider',
    profile: {
      ...directWork,
      'staff-with-children': 520,
      'case-contact': true,
      'under-fives': true,
      'lone-working': true,
    },
  },
  {
    slug: 'fenshire-police',
    name: 'Fenshire Constabulary',
    kind: 'police',
    profile: { ...directWork, 'staff-with-children': 2100, 'case-contact': true, 'transports-children': true },
  },
  {
    slug: 'fenshire-pcc',
    name: 'Fenshire Police and Crime Commissioner',
    kind: 'policing-body',
    profile: { 'commissions-services': true, 'staff-with-children': 0 },
  },
  {
    slug: 'fenshire-probation',
    name: 'Fenshire Probation Delivery Unit',
    kind: 'probation',
    profile: { ...directWork, 'staff-with-children': 85, 'lone-working': true },
  },
  {
    slug: 'brookmere-youth-justice',
    name: 'Brookmere Youth Justice Service',
    kind: 'youth-justice',
    profile: {
      ...directWork,
      'staff-with-children': 32,
      'case-contact': true,
      'lone-working': true,
      'transports-children': true,
    },
  },
  {
    slug: 'lanternfield-homes',
    name: 'Lanternfield Homes',
    kind: 'housing-provider',
    profile: { ...directWork, 'staff-with-children': 60, 'lone-working': true },
  },
  {
    slug: 'stepping-stones',
    name: 'Stepping Stones Family Support',
    kind: 'commissioned-provider',
    profile: {
      ...directWork,
      'staff-with-children': 24,
      'case-contact': true,
      'under-fives': true,
      'lone-working': true,
    },
  },
  {
    slug: 'young-carers',
    name: 'Brookmere Young Carers Network',
    kind: 'voluntary',
    profile: {
      ...directWork,
      'workforce-size': 'one-to-ten',
      'staff-with-children': 5,
      'volunteers-with-children': 18,
      'transports-children': true,
      'works-online': true,
    },
  },
  {
    slug: 'brookmere-swimming',
    name: 'Brookmere Swimming Club',
    kind: 'sport',
    profile: {
      ...directWork,
      'workforce-size': 'nobody',
      'staff-with-children': 0,
      'volunteers-with-children': 26,
      'coaches-or-faith-leaders': true,
    },
  },
  {
    slug: 'kestrel-road-church',
    name: 'Kestrel Road Community Church',
    kind: 'faith',
    profile: {
      ...directWork,
      'workforce-size': 'one-to-ten',
      'staff-with-children': 2,
      'volunteers-with-children': 14,
      'coaches-or-faith-leaders': true,
      'lets-premises': true,
    },
  },
];

type Setting = readonly [slug: string, name: string, kind: string, phase: string, roll: number];

const settingRows: readonly Setting[] = [
  ['acorn-lane', 'Acorn Lane Nursery School', 'maintained-nursery-school', 'nursery', 78],
  ['little-meadow', 'Little Meadow Nursery School', 'maintained-nursery-school', 'nursery', 64],
  ['alder-bank', 'Alder Bank Primary School', 'maintained-school', 'primary', 412],
  ['beech-hollow', 'Beech Hollow Primary School', 'maintained-school', 'primary', 208],
  ['bridgefold', 'Bridgefold Infant School', 'maintained-school', 'primary', 176],
  ['bridgefold-junior', 'Bridgefold Junior School', 'maintained-school', 'primary', 238],
  ['canal-side', 'Canal Side Primary Academy', 'academy', 'primary', 420],
  ['dovecote', 'Dovecote Primary School', 'maintained-school', 'primary', 203],
  ['eastfield', 'Eastfield Primary Academy', 'academy', 'primary', 389],
  ['fern-hill', 'Fern Hill Primary School', 'maintained-school', 'primary', 195],
  ['gosling-green', 'Gosling Green Primary School', 'maintained-school', 'primary', 310],
  ['hawthorn-way', 'Hawthorn Way Primary Academy', 'academy', 'primary', 405],
  ['ivy-cross', 'St Bride’s Primary School, Ivy Cross', 'maintained-school', 'primary', 210],
  ['juniper-road', 'Juniper Road Primary School', 'maintained-school', 'primary', 278],
  ['kingfisher', 'Kingfisher Primary Academy', 'academy', 'primary', 331],
  ['larkfield', 'Larkfield Primary School', 'maintained-school', 'primary', 190],
  ['millrace', 'Millrace Primary School', 'maintained-school', 'primary', 265],
  ['nettlecombe', 'Nettlecombe Village School', 'maintained-school', 'primary', 86],
  ['orchard-row', 'Orchard Row Primary Academy', 'academy', 'primary', 417],
  ['pinewell', 'Pinewell Secondary School', 'maintained-school', 'secondary', 1120],
  ['quarry-hill', 'Quarry Hill Academy', 'academy', 'secondary', 1340],
  ['riverside-brook', 'Riverbend High School', 'maintained-school', 'secondary', 960],
  ['sallow-park', 'Sallow Park Academy', 'academy', 'secondary', 1480],
  ['tanners-field', 'Tanners Field School', 'academy', 'secondary', 1205],
  ['underwood', 'Underwood Girls’ School', 'academy', 'secondary', 890],
  ['vale-through', 'Vale All-through Academy', 'academy', 'all-through', 1510],
  ['wren-lane', 'Wren Lane Free School', 'academy', 'all-through', 720],
  ['willow-bend', 'Willow Bend School', 'maintained-school', 'special', 112],
  ['yarrow-house', 'Yarrow House School', 'academy', 'special', 96],
  ['oakhanger', 'Oakhanger School', 'non-maintained-special-school', 'special', 58],
  ['bridge-centre', 'The Bridge Centre', 'pupil-referral-unit', 'alternative-provision', 54],
  ['turnstone', 'Turnstone Academy', 'alternative-provision-academy', 'alternative-provision', 70],
  ['brookmere-college', 'Brookmere Sixth Form College', 'college', 'post-16', 1630],
  ['fenlow-skills', 'Fenlow Skills Training', 'post-16-institution', 'post-16', 145],
  ['hollin-court', 'Hollin Court School', 'independent-school', 'all-through', 460],
  ['marlpit-hall', 'Marlpit Hall', 'independent-school', 'secondary', 380],
];

export const settings: readonly DemonstrationOrganisation[] = settingRows.map(([slug, name, kind, phase, roll]) => ({
  slug,
  name,
  kind,
  phase,
  profile: { roll },
}));

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

/** The people of one organisation: its lead, its signatories, and a contributor in the larger ones. */
export function peopleOf(organisation: DemonstrationOrganisation): DemonstrationPerson[] {
  const all = [...agencies, ...settings];
  const base = all.indexOf(organisation) * 4;
  const person = (offset: number, jobTitle: string, role: string) =>
    inventedPerson(base + offset, organisation.slug, jobTitle, role);
  if (settings.includes(organisation)) {
    return [
      person(0, 'Designated safeguarding lead', 'safeguarding-lead'),
      person(1, 'Headteacher', 'headteacher'),
      person(2, 'Chair of governors', 'chair-of-governors'),
    ];
  }
  return [
    person(0, 'Safeguarding lead', 'safeguarding-lead'),
    person(1, 'Executive director', 'senior-lead'),
    ...(agencies.indexOf(organisation) < 6 ? [person(2, 'Learning and development manager', 'contributor')] : []),
  ];
}
