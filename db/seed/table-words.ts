/** What stands in the text cells of tables, by table. */
export const reviews = [
  'Local review on neglect',
  'National review on babies',
  'Partnership audit of strategy discussions',
  'Own incident review',
  'Joint audit on exploitation',
] as const;

export const reviewDifferences = [
  'Discharge meetings now happen before every discharge.',
  'Staff ask about the household each time.',
  'Too early to say; the repeat audit is in spring.',
  'Referrals say what life is like for the child.',
  'Fathers are asked for and written down.',
] as const;

export const disagreements = [
  ['Threshold for an assessment', 'A meeting of managers agreed on an assessment.'],
  ['A plan that ended too early', 'The plan was kept for three more months.'],
  ['A child waiting for a strategy discussion', 'Held on the next working day; a new rule on times followed.'],
  ['Sharing of a medical report', 'Shared after the managers spoke.'],
] as const;

/** Teams by kind of agency; others use the last list. */
export const teams: Readonly<Record<string, readonly string[]>> = {
  'local-authority': ['Assessment', 'Children in care', 'Family help', 'Housing options'],
  'health-provider': ['Children’s ward and clinics', 'Emergency care', 'Maternity', 'Community nursing'],
  police: ['Child protection', 'Custody', 'Missing and exploitation'],
  probation: ['Court team', 'Sentence management'],
  other: ['Front line', 'Support team'],
};

export const teamMeanings = [
  'Children see the same worker for most of a year.',
  'Visits are on time; time to think is short.',
  'Two vacancies mean that families wait a week longer.',
  'Stable, with a waiting list of nil.',
] as const;

export const inspections: Readonly<
  Record<string, readonly [inspectorate: string, judgement: string, finding: string]>
> = {
  'local-authority': ['Ofsted', 'Good', 'Thresholds are understood. Supervision should be recorded better.'],
  'health-provider': ['Care Quality Commission', 'Good', 'Staff know what to do. Training in one division was behind.'],
  'integrated-care-board': ['NHS England', 'No judgement', 'Oversight is sound; small providers should be visited.'],
  police: ['HMICFRS', 'Adequate', 'Initial contact is good. Some investigations took too long.'],
  probation: [
    'HM Inspectorate of Probation',
    'Requires improvement',
    'Checks before sentence were not made in every case.',
  ],
  'youth-justice': [
    'HM Inspectorate of Probation',
    'Good',
    'Children are treated as children. Joint plans are strong.',
  ],
  'housing-provider': [
    'Regulator of Social Housing',
    'No judgement',
    'Repairs staff did not all know how to report a worry.',
  ],
  other: ['Quality mark of the sector', 'Met', 'Governance of safeguarding is clear.'],
};

export const services = [
  ['Family support and parenting', 'All visited this year.'],
  ['Transport of children', 'Spot checks at two schools each term.'],
  ['Youth clubs and holiday schemes', 'Small grants: a simple form, and a visit to one in three.'],
  ['Advocacy and return interviews', 'Quarterly figures are good.'],
] as const;

export const providers = [
  'Foundry Lane Workshop',
  'Greenfold Farm Learning',
  'The Bridge Centre',
  'Northlight Tutors',
] as const;

export const trainingComments = [
  'Bank and evening staff are behind; two more dates are booked.',
  'On target.',
  'New starters are counted from their first day.',
  'Places ran out; the partnership has offered ten more.',
] as const;

export const helpMeanings = [
  'More of our own teams take the lead.',
  'About the same, with fewer sent back.',
  'About what we expected.',
  'We look at each of these in supervision.',
] as const;
