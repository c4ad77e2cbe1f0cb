import type { Viewer } from '../../app/features/accounts/viewer.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../app/features/questionnaire/compiled-edition.ts';
import type { ProfileValue } from '../../app/features/questionnaire/conditions.ts';
import { editionId } from '../../app/features/questionnaire/editions.server.ts';
import { questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import { buildReturnContent, type ContentFile } from '../../app/features/returns/build-content.ts';
import type { Snapshot } from '../../app/features/submissions/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { sha256OfValue } from '../../standards/hash.server.ts';
import type { DutyBasis, OrganisationKind, Phase } from '../../standards/vocabulary.ts';
import { aReturn, aViewer } from './a-partnership.ts';

export interface SubmissionParts {
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly organisationId: string;
  readonly edition: Edition;
  /** Points by the code of a rating question; questions left out are not answered. */
  readonly points?: Record<string, string>;
  /** Answers of any type by question, beside those made of points. */
  readonly answers?: Record<string, AnswerValue>;
  /** What the profile page says. */
  readonly profile?: Readonly<Record<string, ProfileValue>>;
  /** The agency's words by question. */
  readonly words?: Record<string, string>;
  /** Evidence by question; the same title is the same item. */
  readonly evidence?: Record<string, readonly { title: string; coversTo?: string }[]>;
  readonly submittedAt?: string;
}

/** A return that was signed and sent, frozen, with the rows that moderation and challenge work on. */
export async function aSubmission(
  portal: Portal,
  parts: SubmissionParts,
): Promise<{ submissionId: string; returnId: string; lead: Viewer; reference: string }> {
  const { db } = portal.database;
  const { partnershipId, cycleId, organisationId, edition } = parts;
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Jo Bell');
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
  const now = parts.submittedAt ?? portal.stamp().now;
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const partnership = await db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const cycle = await db.selectFrom('cycle').selectAll().where('id', '=', cycleId).executeTakeFirstOrThrow();
  const compiled = compileEdition(edition);
  const answers: Record<string, AnswerValue> = { ...parts.answers };
  for (const [code, point] of Object.entries(parts.points ?? {}))
    answers[code] = { type: 'rating', point, narrative: parts.words?.[code] ?? '' };
  const facts = {
    kind: organisation.kind as OrganisationKind,
    phase: organisation.phase as Phase | null,
    duty: organisation.duty_basis as DutyBasis,
    profile: parts.profile ?? {},
    answers,
  };
  const files = await someEvidence(portal, parts, lead);
  const content = buildReturnContent({
    compiled,
    edition: { id: editionId(edition), sha256: '0'.repeat(64) },
    organisation: {
      id: organisationId,
      name: organisation.name,
      kind: organisation.kind,
      phase: organisation.phase,
      dutyBasis: organisation.duty_basis,
    },
    facts,
    questionnaire: questionnaireFor(compiled, facts),
    evidence: files,
  });
  const contentHash = sha256OfValue(content);
  const reference = `REF-${portal.newId().slice(-8).toUpperCase()}`;
  const snapshot: Snapshot = {
    contract: 1,
    reference,
    version: 1,
    partnership,
    cycle: { id: cycleId, name: cycle.name, dueOn: cycle.due_on },
    content,
    contentHash,
    signatures: [
      {
        signatory: 'senior-lead',
        title: 'Senior board-level lead',
        name: 'Rhys Moran',
        jobTitle: 'Director of operations',
        signedAt: now,
        contentHash,
      },
    ],
    submittedAt: now,
    submittedBy: lead.name,
  };
  const submissionId = portal.newId();
  await db
    .insertInto('submission')
    .values({
      id: submissionId,
      organisation_id: organisationId,
      partnership_id: partnershipId,
      cycle_id: cycleId,
      return_id: returnId,
      edition_id: editionId(edition),
      version: 1,
      reference,
      snapshot: JSON.stringify(snapshot),
      sha256: sha256OfValue(snapshot),
      submitted_at: now,
      submitted_by: lead.personId,
    })
    .execute();
  await db
    .updateTable('agency_return')
    .set({ status: 'submitted', submitted_at: now })
    .where('id', '=', returnId)
    .execute();
  await db
    .insertInto('moderation')
    .values({ partnership_id: partnershipId, submission_id: submissionId, status: 'waiting', revision: 1 })
    .execute();
  const keys = {
    partnership_id: partnershipId,
    cycle_id: cycleId,
    organisation_id: organisationId,
    submission_id: submissionId,
  };
  for (const standard of content.standards) {
    await db
      .insertInto('submission_standard')
      .values({ ...keys, standard_code: standard.code, scale_code: standard.scale, self_point: standard.computed })
      .execute();
    for (const question of standard.questions) {
      if (question.scale === null) continue;
      await db
        .insertInto('submission_rating')
        .values({
          ...keys,
          standard_code: standard.code,
          question_code: question.code,
          scale_code: question.scale,
          self_point: question.point,
        })
        .execute();
    }
  }
  return { submissionId, returnId, lead, reference };
}

async function someEvidence(
  portal: Portal,
  { evidence = {}, organisationId }: SubmissionParts,
  lead: Viewer,
): Promise<Map<string, ContentFile[]>> {
  const byTitle = new Map<string, ContentFile>();
  const byQuestion = new Map<string, ContentFile[]>();
  for (const [code, items] of Object.entries(evidence)) {
    const files: ContentFile[] = [];
    for (const { title, coversTo } of items) {
      const known = byTitle.get(title);
      const file = known ?? {
        id: portal.newId(),
        kind: 'link' as const,
        title,
        fileName: null,
        url: 'https://example.org/evidence',
        mediaType: null,
        size: null,
        sha256: null,
        coversFrom: coversTo ?? null,
        coversTo: coversTo ?? null,
      };
      if (!known) {
        byTitle.set(title, file);
        await insertEvidence(portal, organisationId, lead, file);
      }
      files.push(file);
    }
    byQuestion.set(code, files);
  }
  return byQuestion;
}

async function insertEvidence(portal: Portal, organisationId: string, lead: Viewer, file: ContentFile): Promise<void> {
  await portal.database.db
    .insertInto('evidence')
    .values({
      id: file.id,
      organisation_id: organisationId,
      kind: file.kind,
      title: file.title,
      url: file.url,
      covers_from: file.coversFrom,
      covers_to: file.coversTo,
      added_by: lead.personId,
      added_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
}

/** A moderator's rating beside the agency's own, with its reason, as moderation writes it. */
export async function aJudgement(
  portal: Portal,
  parts: {
    partnershipId: string;
    submissionId: string;
    standardCode: string;
    questionCode: string;
    point: string;
    reason: string;
    moderator: Viewer;
  },
): Promise<void> {
  const { db } = portal.database;
  await db
    .insertInto('judgement')
    .values({
      id: portal.newId(),
      partnership_id: parts.partnershipId,
      submission_id: parts.submissionId,
      standard_code: parts.standardCode,
      question_code: parts.questionCode,
      point: parts.point,
      reason: parts.reason,
      moderator_id: parts.moderator.personId,
      made_at: portal.stamp().now,
      superseded_at: null,
      revision: 1,
    })
    .execute();
  await db
    .updateTable('submission_rating')
    .set({ moderated_point: parts.point })
    .where('submission_id', '=', parts.submissionId)
    .where('question_code', '=', parts.questionCode)
    .execute();
  await db
    .updateTable('submission_standard')
    .set({ moderated_point: parts.point })
    .where('submission_id', '=', parts.submissionId)
    .where('standard_code', '=', parts.standardCode)
    .execute();
}

/** A question the panel will ask. */
export async function aKeyLine(
  portal: Portal,
  parts: {
    partnershipId: string;
    cycleId: string;
    organisationId: string;
    submissionId: string;
    standardCode: string | null;
    questionCode?: string | null;
    text: string;
    author: Viewer;
    /** Not released by the chair. */
    draft?: boolean;
  },
): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('key_line')
    .values({
      id,
      partnership_id: parts.partnershipId,
      cycle_id: parts.cycleId,
      organisation_id: parts.organisationId,
      submission_id: parts.submissionId,
      standard_code: parts.standardCode,
      question_code: parts.questionCode ?? null,
      text: parts.text,
      author_id: parts.author.personId,
      position: 1,
      created_at: portal.stamp().now,
      removed_at: null,
      revision: 1,
      owner_id: parts.author.personId,
      released_at: parts.draft ? null : portal.stamp().now,
      released_by: parts.draft ? null : parts.author.personId,
    })
    .execute();
  return id;
}
