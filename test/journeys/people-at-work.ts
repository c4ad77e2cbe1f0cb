/** People in the middle of a year, as months of use would have left them; written before the portal starts. */
import type { OrganisationRole } from '../../app/features/accounts/permissions.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { createAction } from '../../app/features/actions/commands/create-action.server.ts';
import { issueLetter } from '../../app/features/challenge/commands/issue-letter.server.ts';
import { getLetterDesk } from '../../app/features/challenge/letter/letter-queries.server.ts';
import { addEvidence } from '../../app/features/evidence/commands/add-evidence.server.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { carryForward } from '../../app/features/returns/commands/carry-forward.server.ts';
import { confirmProfile } from '../../app/features/returns/commands/confirm-profile.server.ts';
import { saveAnswers } from '../../app/features/returns/commands/save-answers.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { aSessionCookie } from '../bench/savers.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../builders/a-partnership.ts';
import { aSession } from '../builders/a-session.ts';
import { aSubmission } from '../builders/a-submission.ts';
import { aTrust } from '../builders/a-trust.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../builders/an-edition.ts';
import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';

export interface PeopleAtWork {
  /** The session cookie of everybody in it, by person. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Has begun a standard of four ratings, and has evidence in the library. */
  readonly atWork: { readonly lead: Viewer; readonly colleague: Viewer; readonly returnId: string };
  /** Has answered everything; the senior lead signs. */
  readonly ready: { readonly lead: Viewer; readonly senior: Viewer; readonly returnId: string };
  /** A school with last year's return behind it, of which nothing has changed. */
  readonly school: { readonly lead: Viewer; readonly head: Viewer; readonly returnId: string; readonly kept: number };
  /** Last year's return is answered by letter, with an action for its lead. */
  readonly answered: { readonly lead: Viewer; readonly returnId: string };
  /** Two people at a return with questions of every kind. */
  readonly kinds: { readonly lead: Viewer; readonly colleague: Viewer; readonly returnId: string };
  /** A hundred questions, half of them answered last year. */
  readonly hundred: { readonly lead: Viewer; readonly returnId: string };
  /** A trust that has answered nothing for its schools yet, and the lead of one of them. */
  readonly trust: { readonly lead: Viewer; readonly schoolLead: Viewer; readonly returnId: string };
}

const narrative = 'Our last audit looked at twenty records and found this in place in all of them.';
const rated: AnswerValue = { type: 'rating', point: 'green', narrative };

const fourRatings = anEdition({
  set: 'press-agencies',
  profile: [aProfileQuestion('premises')],
  standards: [
    aStandard('governance', [
      aQuestion('overview', { answer: { type: 'text' }, required: false }),
      ...['policy', 'board', 'lead', 'voice'].map((code) => aQuestion(code)),
    ]),
    aStandard('training', [aQuestion('induction')]),
  ],
});

const ofSchools = anEdition({
  set: 'press-schools',
  sector: 'setting',
  profile: ['boarders', 'swimming-pool', 'own-transport'].map((code) => aProfileQuestion(code)),
  standards: [
    aStandard(
      'leadership',
      ['head', 'governors', 'records'].map((code) => aQuestion(code)),
    ),
  ],
  signOff: [{ code: 'headteacher', title: 'Headteacher', declaration: 'I have read this return.' }],
});

const choices = ['town', 'village'].map((code) => ({ code, text: `In the ${code}` }));
const columns = [
  { code: 'course', heading: 'Course', type: 'text' as const, required: false },
  { code: 'place', heading: 'Place', type: 'choice' as const, choices, required: false },
];

const ofEveryKind = anEdition({
  set: 'press-kinds',
  standards: [
    aStandard('kinds', [
      aQuestion('rated'),
      aQuestion('policy', { answer: { type: 'yes-no' } }),
      aQuestion('dated', { answer: { type: 'text' }, appliesTo: { answer: 'policy', in: ['yes'] } }),
      aQuestion('places', { answer: { type: 'multiple-choice', choices } }),
      aQuestion('courses', { answer: { type: 'table', rowName: 'course', columns, maxRows: 5 }, required: false }),
      aQuestion('told', { answer: { type: 'text' } }),
    ]),
    aStandard('others', [aQuestion('other')]),
  ],
});

const letters = 'abcdefghijklmnopqrst'.split('');
const ofHundred = anEdition({
  set: 'press-hundred',
  profile: [aProfileQuestion('premises')],
  standards: letters.map((letter) =>
    aStandard(
      letter,
      [1, 2, 3, 4, 5].map((number) => aQuestion(`${letter}-${number}`)),
    ),
  ),
});

export async function writePeopleAtWork(process: PortalProcess): Promise<PeopleAtWork> {
  const opened = await openBeforeStart(process);
  try {
    const partnershipId = await aPartnership(opened, 'brook');
    for (const edition of [fourRatings, ofSchools, ofEveryKind, ofHundred]) await anInstalledEdition(opened, edition);
    const place = { opened, partnershipId };
    const parts = {
      atWork: await anAgencyAtWork(place),
      ready: await anAgencyThatIsReady(place),
      school: await aSchoolWithALastYear(place),
      answered: await anAgencyThatWasAnswered(opened),
      kinds: await twoPeopleAtEveryKind(place),
      hundred: await aHundredQuestions(place),
      trust: await aTrustWithSchools(opened),
    };
    const people = [
      parts.ready.senior,
      parts.school.head,
      parts.kinds.colleague,
      parts.trust.schoolLead,
      ...Object.values(parts).map(({ lead }) => lead),
    ];
    const cookies = new Map<string, string>();
    for (const person of people) cookies.set(person.personId, await aSessionCookie(opened, person));
    return { ...parts, cookies };
  } finally {
    await opened.close();
  }
}

interface Place {
  readonly opened: Portal;
  readonly partnershipId: string;
}

interface Parts {
  readonly name: string;
  readonly edition: Edition;
  readonly kind?: 'voluntary' | 'maintained-school';
  readonly cycle?: string;
}

async function aReturnOf({ opened, partnershipId }: Place, { name, edition, kind = 'voluntary', cycle = name }: Parts) {
  const phase = kind === 'maintained-school' ? 'primary' : null;
  const organisationId = await anOrganisation(opened, partnershipId, { name, kind, phase });
  const cycleId = await aCycle(opened, partnershipId, `${edition.set}/${edition.edition}`, cycle);
  const returnId = await aReturn(opened, { partnershipId, cycleId, organisationId, edition });
  const person = (role: OrganisationRole, called: string) => aViewer(opened, { role, organisationId }, called);
  return { organisationId, returnId, person, lead: await person('safeguarding-lead', `Lead of ${name}`) };
}

async function anAgencyAtWork(place: Place): Promise<PeopleAtWork['atWork']> {
  const { opened } = place;
  const parts = { name: 'Kestrel Youth Trust', edition: fourRatings };
  const { organisationId, returnId, lead, person } = await aReturnOf(place, parts);
  await confirmProfile(opened, lead, { returnId, seen: {}, profile: { premises: false } });
  await save(opened, lead, returnId, 'governance', { overview: { type: 'text', text: 'We are a small team.' } });
  const address = { title: 'Audit of records', url: 'https://kestrel.example/audit' };
  const evidence = { kind: 'link', ...address, coversFrom: null, coversTo: null } as const;
  await addEvidence(opened, lead, { organisationId, evidence });
  return { lead, colleague: await person('contributor', 'Nia Holt'), returnId };
}

async function anAgencyThatIsReady(place: Place): Promise<PeopleAtWork['ready']> {
  const { opened } = place;
  const { returnId, lead, person } = await aReturnOf(place, { name: 'Lantern Family Support', edition: fourRatings });
  const senior = await person('senior-lead', 'Omar Finch');
  await confirmProfile(opened, lead, { returnId, seen: {}, profile: { premises: false } });
  const governance = Object.fromEntries(['policy', 'board', 'lead', 'voice'].map((code) => [code, rated]));
  await save(opened, lead, returnId, 'governance', governance);
  await save(opened, lead, returnId, 'training', { induction: rated });
  return { lead, senior, returnId };
}

async function aSchoolWithALastYear(place: Place): Promise<PeopleAtWork['school']> {
  const { opened, partnershipId } = place;
  const name = 'Hollow Lane Primary School';
  const parts = { name, edition: ofSchools, kind: 'maintained-school' as const };
  const { organisationId, returnId, lead, person } = await aReturnOf(place, parts);
  const codes = ofSchools.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
  await aSubmission(opened, {
    partnershipId,
    cycleId: await aCycle(opened, partnershipId, 'press-schools/2026.1', 'Schools, last year'),
    organisationId,
    edition: ofSchools,
    profile: { boarders: false, 'swimming-pool': false, 'own-transport': true },
    answers: Object.fromEntries(codes.map((code) => [code, rated])),
    submittedAt: '2025-11-20T10:00:00.000Z',
  });
  await carryForward(opened, { returnId });
  return { lead, head: await person('headteacher', 'Una Peel'), returnId, kept: codes.length };
}

async function anAgencyThatWasAnswered(opened: Portal): Promise<PeopleAtWork['answered']> {
  const { agencies, manager } = await aSession(opened, 'harbour');
  const [agency] = agencies;
  if (!agency) throw new Error('The session has agencies');
  const { bodySha256 } = await getLetterDesk(opened, manager, agency.submissionId);
  await issueLetter(opened, manager, agency.submissionId, { bodySha256 });
  await createAction(opened, manager, {
    organisation: agency.organisationId,
    challenge: null,
    submission: agency.submissionId,
    question: 'a1-policy',
    finding: 'The policy has no date',
    what: 'Date the policy',
    successMeasure: 'Everybody knows which one is in force',
    owner: agency.lead.personId,
    ownerName: null,
    dueOn: '2030-01-31',
    priority: 'medium',
  });
  return { lead: agency.lead, returnId: agency.returnId };
}

async function twoPeopleAtEveryKind(place: Place): Promise<PeopleAtWork['kinds']> {
  const { returnId, lead, person } = await aReturnOf(place, { name: 'Every Kind Trust', edition: ofEveryKind });
  await confirmProfile(place.opened, lead, { returnId, seen: {}, profile: {} });
  return { lead, colleague: await person('safeguarding-lead', 'Abe Larch'), returnId };
}

async function aHundredQuestions(place: Place): Promise<PeopleAtWork['hundred']> {
  const { opened, partnershipId } = place;
  const { organisationId, returnId, lead } = await aReturnOf(place, { name: 'Old Mill Centre', edition: ofHundred });
  const answered = letters.flatMap((letter, place) =>
    [1, 2, ...(place % 2 === 0 ? [3] : [])].map((number) => [`${letter}-${number}`, rated]),
  );
  await aSubmission(opened, {
    partnershipId,
    cycleId: await aCycle(opened, partnershipId, 'press-hundred/2026.1', 'Agencies, last year'),
    organisationId,
    edition: ofHundred,
    profile: { premises: false },
    answers: Object.fromEntries(answered),
    submittedAt: '2025-11-20T10:00:00.000Z',
  });
  await carryForward(opened, { returnId });
  return { lead, returnId };
}

async function aTrustWithSchools(opened: Portal): Promise<PeopleAtWork['trust']> {
  const { trustLead, sites } = await aTrust(opened, '2020-01-01');
  const [{ lead: schoolLead, returnId }] = sites;
  return { lead: trustLead, schoolLead, returnId };
}

const save = (
  opened: Portal,
  viewer: Viewer,
  returnId: string,
  standardCode: string,
  answers: Readonly<Record<string, AnswerValue>>,
) =>
  saveAnswers(opened, viewer, {
    returnId,
    standardCode,
    answers: Object.entries(answers).map(([questionCode, value]) => ({ questionCode, value, revision: 0 })),
    ...('overview' in answers ? {} : { mark: 'complete' as const }),
  });
