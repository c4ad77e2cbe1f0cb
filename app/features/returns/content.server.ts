import type { Reader } from '../../../db/client.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { Facts } from '../questionnaire/conditions.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type Questionnaire, questionnaireFor } from '../questionnaire/questionnaire.ts';
import { buildReturnContent, type ContentFile } from './build-content.ts';
import { listCarried } from './carried.server.ts';
import type { CarriedQuestion } from './carried.ts';
import { listCentralMarks } from './central/queries.server.ts';
import type { ContentCarried, ReturnContent } from './content.ts';
import { factsOf, readAnswers, readProfile } from './facts.ts';
import type { ReturnStatus } from './rules.ts';

/** A draft or sent return as a whole, with what made it. */
export interface LoadedReturn {
  readonly returnId: string;
  readonly status: ReturnStatus;
  readonly revision: number;
  readonly organisationId: string;
  readonly partnership: { readonly id: string; readonly name: string };
  readonly cycle: { readonly id: string; readonly name: string; readonly previousCycleId: string | null };
  /** The last day for this organisation, which may have been extended. */
  readonly dueOn: string;
  readonly profileConfirmedAt: string | null;
  readonly editionId: string;
  readonly compiled: CompiledEdition;
  readonly facts: Facts;
  readonly questionnaire: Questionnaire;
  readonly content: ReturnContent;
  /** What was carried to its questions from an earlier return, settled or not. */
  readonly carried: ReadonlyMap<string, CarriedQuestion>;
  /** SHA-256 of the content's canonical JSON: what a signature names. */
  readonly contentHash: string;
}

/** SHA-256 of the content's canonical JSON, as 64 lower-case hexadecimal digits. */
export const hashOfContent = (content: ReturnContent): string => sha256OfValue(content);

/**
 * The content of a return as it stands, and its hash. Five queries, however long the return. Refuses a return outside
 * the scope as unknown. Inside a transaction that has locked the return's row, no edit can come between.
 */
export async function loadReturnContent(db: Reader, scope: OrganisationScope, returnId: string): Promise<LoadedReturn> {
  const row = await findReturn(db, scope, returnId);
  if (!row) throw notFound();
  const compiled = await getEdition(db, row.editionId, row.editionSha256);
  const answers = readAnswers(
    await db
      .selectFrom('answer')
      .select(['question_code', 'value'])
      .where('return_id', '=', returnId)
      .where('organisation_id', 'in', scope.organisationIds)
      .execute(),
  );
  const facts = factsOf(row, readProfile(row.profile), answers);
  const questionnaire = questionnaireFor(compiled, facts);
  const carried = await listCarried(db, scope, returnId);
  const content = buildReturnContent({
    compiled,
    carried: settledOf(carried, row.partnershipId),
    central: await listCentralMarks(db, scope, returnId),
    edition: { id: row.editionId, sha256: row.editionSha256 },
    organisation: {
      id: row.organisationId,
      name: row.organisationName,
      kind: row.kind,
      phase: row.phase,
      dutyBasis: row.dutyBasis,
    },
    facts,
    questionnaire,
    evidence: await listFilesByQuestion(db, scope, returnId),
  });
  return {
    returnId: row.id,
    status: row.status,
    revision: row.revision,
    organisationId: row.organisationId,
    partnership: { id: row.partnershipId, name: row.partnershipName },
    cycle: { id: row.cycleId, name: row.cycleName, previousCycleId: row.previousCycleId },
    dueOn: row.dueOn,
    profileConfirmedAt: row.profileConfirmedAt,
    editionId: row.editionId,
    compiled,
    facts,
    questionnaire,
    content,
    carried,
    contentHash: hashOfContent(content),
  };
}

/**
 * The carried answers that a person made this year's, as content marks them. What was said to another partnership is
 * named in words alone: this one does not learn what else was answered.
 */
function settledOf(
  carried: ReadonlyMap<string, CarriedQuestion>,
  partnershipId: string,
): ReadonlyMap<string, ContentCarried> {
  return new Map(
    [...carried].flatMap(([code, { state, cycleName, source, partnershipId: from }]) =>
      source === 'sent' && (state === 'confirmed' || state === 'revised')
        ? [[code, { cycle: from === partnershipId ? cycleName : 'an earlier return', state }] as const]
        : [],
    ),
  );
}

function findReturn(db: Reader, scope: OrganisationScope, returnId: string) {
  return db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .select([
      'agency_return.id',
      'agency_return.status',
      'agency_return.revision',
      'agency_return.profile',
      'agency_return.profile_confirmed_at as profileConfirmedAt',
      'agency_return.due_on as dueOn',
      'agency_return.organisation_id as organisationId',
      'organisation.name as organisationName',
      'organisation.kind',
      'organisation.phase',
      'organisation.duty_basis as dutyBasis',
      'agency_return.edition_id as editionId',
      'standard_edition.sha256 as editionSha256',
      'cycle.id as cycleId',
      'cycle.name as cycleName',
      'cycle.previous_cycle_id as previousCycleId',
      'partnership.id as partnershipId',
      'partnership.name as partnershipName',
    ])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
}

/** Evidence in use on a return and not held back from its partnership, by question, in the order of its attaching. */
async function listFilesByQuestion(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<Map<string, ContentFile[]>> {
  const rows = await db
    .selectFrom('evidence_use')
    .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
    .select([
      'evidence_use.question_code as questionCode',
      'evidence.id',
      'evidence.kind',
      'evidence.title',
      'evidence.file_name as fileName',
      'evidence.url',
      'evidence.media_type as mediaType',
      'evidence.size',
      'evidence.sha256',
      'evidence.covers_from as coversFrom',
      'evidence.covers_to as coversTo',
      'evidence.version',
      'evidence.review_on as reviewOn',
    ])
    .where('evidence_use.return_id', '=', returnId)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .where('evidence.removed_at', 'is', null)
    .where('evidence.id', 'not in', (eb) =>
      eb.selectFrom('withheld_evidence').select('evidence_id').where('return_id', '=', returnId),
    )
    .orderBy('evidence_use.added_at')
    .orderBy('evidence.id')
    .execute();
  const byQuestion = new Map<string, ContentFile[]>();
  for (const { questionCode, version, reviewOn, ...row } of rows) {
    const file: ContentFile = {
      ...row,
      ...(version === 1 ? {} : { version }),
      ...(reviewOn === null ? {} : { reviewOn }),
    };
    const files = byQuestion.get(questionCode);
    if (files) files.push(file);
    else byQuestion.set(questionCode, [file]);
  }
  return byQuestion;
}
