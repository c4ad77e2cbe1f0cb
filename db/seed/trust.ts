import { partnership } from './brookmere.ts';

/** The invented trust of the demonstration; its group ID is outside the range that is given out. */
export const trust = {
  slug: 'brookmere-learning-trust',
  name: 'Brookmere Learning Trust',
  groupId: 'TR99001',
  address: 'Trust Office, Wharf Street, Brookmere',
  /** The partnership in whose directory it stands. */
  partnership: partnership.slug,
  /** Those of its schools that are linked; the register puts further ones into it. */
  sites: ['canal-side', 'eastfield', 'kingfisher', 'orchard-row', 'quarry-hill', 'vale-through'],
  lead: {
    name: 'Ruth Adeleke',
    email: 'ruth.adeleke@brookmere-learning-trust.example',
    jobTitle: 'Director of safeguarding',
  },
} as const;

/** What the trust answers for all its schools, by question; `file` comes with the answer. */
export const trustAnswers: readonly {
  readonly question: string;
  readonly point?: string;
  readonly yes?: true;
  readonly words: string;
  readonly file?: { readonly title: string; readonly text: string };
}[] = [
  {
    question: 'trust-and-school-duties',
    words:
      'The scheme of delegation says which safeguarding duties the trust carries and which each school does. Trustees read it every September, and each local committee signs that it has.',
    file: {
      title: 'Scheme of delegation: safeguarding',
      text: 'Brookmere Learning Trust. Who carries which safeguarding duty: trustees, central team, local committees, heads and designated safeguarding leads.',
    },
  },
  {
    question: 'cyber-security',
    words:
      'Safeguarding records of every school are in one system with two-step sign-in, backed up each night away from the site. We practised working without it in March: every school could reach its child protection records on paper within the hour.',
  },
  {
    question: 'recruitment-process',
    words:
      'Every post is advertised, shortlisted and interviewed by the trust’s own procedure, with two references before interview. The people team read twelve files last term, two in each school, and found one late reference.',
    file: {
      title: 'Safer recruitment procedure',
      text: 'Brookmere Learning Trust. Advert, application form, references, interview, checks before the first day, and who keeps which record.',
    },
  },
  {
    question: 'section-128-checks',
    yes: true,
    words:
      'The people team checks trustees, members of local committees and senior leaders when they start and each September.',
  },
  {
    question: 'allegations-procedure',
    words:
      'One procedure for all schools says whom to tell about an adult, also about a head or a trustee, and when the local authority designated officer is called. Staff were asked about it in the autumn survey: 94 in 100 knew whom to tell.',
  },
  {
    question: 'low-level-concerns-shared',
    words:
      'Small worries about adults go into one log that the head of each school and the trust’s director of safeguarding read every month. Twice last year it showed a pattern, and both times the person was supported and watched more closely.',
  },
];

/** Questions that the trust means to answer and has not yet. */
export const trustToAnswer = ['agency-and-contractor-checks'];

/** What the schools made of it: by school and question. What is not named waits. */
export const settledAtSites: Readonly<
  Record<string, Readonly<Record<string, { readonly how: 'stands' | 'add' | 'different'; readonly words?: string }>>>
> = {
  'canal-side': {
    'recruitment-process': { how: 'stands' },
    'section-128-checks': { how: 'stands' },
    'allegations-procedure': {
      how: 'add',
      words: 'The kitchen and cleaning teams come from two firms, so we gave them the same card to carry.',
    },
    'low-level-concerns-shared': {
      how: 'different',
      words: 'We began the log only in January, after the last lead had left: one month is missing.',
    },
  },
  kingfisher: {
    'recruitment-process': { how: 'stands' },
    'allegations-procedure': { how: 'stands' },
    'section-128-checks': { how: 'stands' },
  },
  eastfield: {
    'cyber-security': { how: 'stands' },
    'low-level-concerns-shared': { how: 'stands' },
  },
  'vale-through': {
    'cyber-security': {
      how: 'different',
      words: 'The sixth form still keeps its records in the system of the old college until the summer.',
    },
    'section-128-checks': { how: 'stands' },
  },
};

/** The trust changed its mind about one answer after some had accepted it. */
export const changedAfterwards = {
  question: 'low-level-concerns-shared',
  words:
    'Small worries about adults go into one log that the head of each school and the trust’s director of safeguarding read every month. Governors of each local committee have read a summary without names since the spring.',
} as const;
