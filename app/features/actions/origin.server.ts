import type { Reader } from '../../../db/client.server.ts';
import type { Scale } from '../../../standards/contract.ts';
import { notFound } from '../../platform/refusals.ts';
import { partnershipPermissions, type Role } from '../accounts/permissions.ts';
import { listRoleHolders, type RoleHolder } from '../accounts/queries.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';
import { type ActionSource, addMonths, monthsToAct } from './rules.ts';

/** What an action is to come from, or whose it is to be; everything but one of the four may be left out. */
export interface OriginAsked {
  readonly organisationId: string | null;
  /** The group whose own action it is; counts only where nothing else is named. */
  readonly groupId?: string | null;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly questionCode: string | null;
}

/** Where an action comes from, checked against the viewer's partnerships. */
export interface ActionOrigin {
  readonly partnershipId: string;
  /** Null for a group's own action. */
  readonly organisationId: string | null;
  /** The group whose own it is. */
  readonly groupId: string | null;
  /** The name of the organisation, or of the group. */
  readonly holder: string;
  readonly source: ActionSource;
  readonly cycleId: string | null;
  readonly editionId: string | null;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly standardCode: string | null;
  readonly questionCode: string | null;
  /** What was asked and answered, when it comes from a challenge. */
  readonly challenge: {
    readonly asked: string;
    readonly reply: string;
    readonly sessionId: string;
    readonly slotId: string;
  } | null;
}

/**
 * Finds what an action comes from: a challenge, a submission, an organisation or a group alone. Refuses as not found whatever
 * is outside the scope, and a source that belongs to another organisation than the one named.
 */
export async function getActionOrigin(db: Reader, scope: PartnershipScope, asked: OriginAsked): Promise<ActionOrigin> {
  const origin = await findOrigin(db, scope, asked);
  if (!origin || (asked.organisationId !== null && origin.organisationId !== asked.organisationId)) throw notFound();
  return origin;
}

async function findOrigin(
  db: Reader,
  scope: PartnershipScope,
  { organisationId, groupId = null, challengeId, submissionId, questionCode }: OriginAsked,
): Promise<ActionOrigin | undefined> {
  if (challengeId !== null) return originOfChallenge(db, scope, challengeId);
  if (submissionId !== null) return originOfSubmission(db, scope, submissionId, questionCode);
  if (organisationId === null) return groupId === null ? undefined : originOfGroup(db, scope, groupId);
  const member = await db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['partnership_member.partnership_id', 'organisation.id', 'organisation.name'])
    .where('partnership_member.partnership_id', 'in', scope.partnershipIds)
    .where('partnership_member.organisation_id', '=', organisationId)
    .where('partnership_member.left_on', 'is', null)
    .executeTakeFirst();
  if (!member) return undefined;
  return {
    partnershipId: member.partnership_id,
    organisationId: member.id,
    groupId: null,
    holder: member.name,
    ...byHand,
  };
}

const byHand = {
  source: 'other',
  cycleId: null,
  editionId: null,
  challengeId: null,
  submissionId: null,
  standardCode: null,
  questionCode: null,
  challenge: null,
} as const;

async function originOfGroup(db: Reader, scope: PartnershipScope, id: string): Promise<ActionOrigin | undefined> {
  const group = await db
    .selectFrom('partnership_group')
    .select(['id', 'name', 'partnership_id'])
    .where('id', '=', id)
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  return (
    group && {
      partnershipId: group.partnership_id,
      organisationId: null,
      groupId: group.id,
      holder: group.name,
      ...byHand,
    }
  );
}

async function originOfChallenge(db: Reader, scope: PartnershipScope, id: string): Promise<ActionOrigin | undefined> {
  const row = await db
    .selectFrom('challenge')
    .innerJoin('submission', 'submission.id', 'challenge.submission_id')
    .innerJoin('organisation', 'organisation.id', 'challenge.organisation_id')
    .selectAll('challenge')
    .select(['submission.cycle_id', 'submission.edition_id', 'organisation.name as organisation'])
    .where('challenge.id', '=', id)
    .where('challenge.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    partnershipId: row.partnership_id,
    organisationId: row.organisation_id,
    groupId: null,
    holder: row.organisation,
    source: 'challenge',
    cycleId: row.cycle_id,
    editionId: row.edition_id,
    challengeId: row.id,
    submissionId: row.submission_id,
    standardCode: row.standard_code,
    questionCode: row.question_code,
    challenge: { asked: row.challenge, reply: row.reply, sessionId: row.session_id, slotId: row.slot_id },
  };
}

async function originOfSubmission(
  db: Reader,
  scope: PartnershipScope,
  id: string,
  questionCode: string | null,
): Promise<ActionOrigin | undefined> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .select(['submission.id', 'submission.partnership_id', 'submission.organisation_id', 'submission.cycle_id'])
    .select(['submission.edition_id', 'organisation.name as organisation'])
    .where('submission.id', '=', id)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) return undefined;
  const placed = questionCode === null ? undefined : (await getEdition(db, row.edition_id)).questions.get(questionCode);
  if (questionCode !== null && !placed) return undefined;
  return {
    partnershipId: row.partnership_id,
    organisationId: row.organisation_id,
    groupId: null,
    holder: row.organisation,
    source: 'moderation',
    cycleId: row.cycle_id,
    editionId: row.edition_id,
    challengeId: null,
    submissionId: row.id,
    standardCode: placed?.standard.code ?? null,
    questionCode,
    challenge: null,
  };
}

/** A form that needs one press to save: everything proposed, everything open to change. */
export interface ActionProposal {
  readonly origin: ActionOrigin;
  /** "A4 Speak-up culture", when the source names a standard. */
  readonly about: string | null;
  readonly finding: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly owners: readonly RoleHolder[];
  /** The safeguarding lead of the organisation, when there is one. */
  readonly ownerId: string | null;
  readonly dueOn: string;
}

/** Proposes an action from its source: the finding, the safeguarding lead as owner, three months to act. */
export async function proposeAction(
  db: Reader,
  scope: PartnershipScope,
  asked: OriginAsked,
  today: string,
): Promise<ActionProposal> {
  const origin = await getActionOrigin(db, scope, asked);
  const owners = await listOwnerChoices(db, origin, today);
  const compiled = origin.editionId === null ? undefined : await getEdition(db, origin.editionId);
  const standard = origin.standardCode === null ? undefined : compiled?.standards.get(origin.standardCode);
  const question = origin.questionCode === null ? undefined : compiled?.questions.get(origin.questionCode)?.question;
  const scale = question?.answer.type === 'rating' ? compiled?.scales.get(question.answer.scale) : undefined;
  const about = standard ? `${standard.number} ${standard.title}` : null;
  return {
    origin,
    about,
    finding: origin.challenge ? findingOf(origin.challenge) : '',
    what: whatOf(about, question?.text, scale, origin.challenge?.asked),
    successMeasure: measureOf(scale),
    owners,
    ownerId: owners.find(({ role }) => role === 'safeguarding-lead')?.personId ?? null,
    dueOn: addMonths(today, monthsToAct),
  };
}

/** Who can own an action: people of the organisation; of the partnership, those who may post progress on a group's own. */
export async function listOwnerChoices(
  db: Reader,
  { organisationId, partnershipId }: Pick<ActionOrigin, 'organisationId' | 'partnershipId'>,
  today: string,
): Promise<RoleHolder[]> {
  if (organisationId !== null) return listRoleHolders(db, { organisationId }, today);
  const people = await listRoleHolders(db, { partnershipId }, today);
  return people.filter(({ role }) => groupOwners.includes(role));
}

const groupOwners: readonly Role[] = partnershipPermissions['action.progress-own'];

const findingOf = ({ asked, reply }: { readonly asked: string; readonly reply: string }) =>
  `The panel asked: ${asked}\n\nThe reply was: ${reply}`;

/** The word of the lowest rating that asks for no action. */
const enough = (scale: Scale): string | undefined =>
  pointsWorstFirst(scale).find(({ actionNeeded }) => !actionNeeded)?.word;

function whatOf(
  about: string | null,
  question: string | undefined,
  scale: Scale | undefined,
  asked: string | undefined,
): string {
  const word = scale ? enough(scale) : undefined;
  if (question !== undefined && word !== undefined) return `Bring this up to “${word}”: ${question}`;
  if (about !== null) return `Put right what was found about ${about}`;
  return asked === undefined ? '' : `Give the panel what it asked for: ${asked}`;
}

function measureOf(scale: Scale | undefined): string {
  const word = scale ? enough(scale) : undefined;
  return word === undefined
    ? 'The partnership is assured, on evidence, when it asks again'
    : `The partnership can agree a rating of “${word}”, on evidence`;
}
