import type { Reader } from '../../../db/client.server.ts';
import type { Question, Scale, Standard } from '../../../standards/contract.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { readDetailKinds } from '../evidence/queries.server.ts';
import { scanOf } from '../evidence/scans.server.ts';
import { own } from '../questionnaire/conditions.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { evidenceAgeOf } from '../questionnaire/evidence-age.ts';
import { type CompiledEdition, questionnaireOfStandard } from '../questionnaire/questionnaire.ts';
import { whyAskedInPart } from '../questionnaire/why-asked.ts';
import { carriedTo, listCarriedParts } from './carried-page.server.ts';
import { listCoreOffers } from './core-offers.server.ts';
import { factsOf, readAnswer } from './facts.ts';
import { findPreviousReturn } from './previous-answers.server.ts';
import { getReturn } from './queries.server.ts';
import { reachOfStandard } from './reach.ts';
import { isEditable, standardStatus } from './rules.ts';
import type { AgencyReturn } from './schema.ts';
import type { AttachedEvidence, StandardPage } from './standard-page.ts';

/**
 * The page of one standard of a return. Refuses a standard that asks nothing of this organisation as unknown. Where the
 * standard was handed to the reader it holds nothing of the rest: no words of other returns are offered, and an answer
 * given elsewhere that decides a question is named by its question alone.
 */
export async function getStandardPage(
  db: Reader,
  scope: OrganisationScope & { readonly handed?: boolean },
  { returnId, standardCode }: { readonly returnId: string; readonly standardCode: string },
): Promise<StandardPage> {
  const { agencyReturn, compiled, standard } = await getReturnStandard(db, scope, { returnId, standardCode });
  const rows = await db
    .selectFrom('answer')
    .innerJoin('person', 'person.id', 'answer.saved_by')
    .select(['question_code', 'standard_code', 'value', 'answer.revision', 'saved_at', 'saved_by', 'person.name'])
    .where('return_id', '=', returnId)
    .where('question_code', 'in', reachOfStandard(compiled, standardCode).questions)
    .execute();
  const saved = new Map(rows.map((row) => [row.question_code, { ...row, value: readAnswer(row.value) }]));
  const answers = Object.fromEntries([...saved].map(([code, { value }]) => [code, value]));
  const facts = factsOf(agencyReturn, agencyReturn.profile, answers);
  const { standards, undecided } = questionnaireOfStandard(compiled, facts, standard);
  const asked = standards[0]?.questions ?? [];
  if (asked.length === 0 && undecided.length === 0) throw notFound();
  const evidence = await listAttached(
    db,
    scope,
    returnId,
    asked.map(({ question }) => question.code),
  );
  const previous = await findPreviousReturn(
    db,
    scope,
    agencyReturn,
    asked.map(({ question }) => question),
  );
  const carried = await listCarriedParts(
    db,
    scope,
    returnId,
    asked.map(({ question }) => question.code),
  );
  const offers =
    isEditable(agencyReturn.status) && !scope.handed
      ? await listCoreOffers(
          db,
          scope,
          agencyReturn,
          compiled.edition.set,
          asked.map(({ question }) => ({
            question,
            value: own(answers, question.code),
            evidence: evidence.get(question.code) ?? [],
          })),
        )
      : undefined;
  const titles = new Map(compiled.edition.documents.map(({ code, title }) => [code, title]));
  return {
    agencyReturn: {
      id: agencyReturn.id,
      organisationId: agencyReturn.organisationId,
      editionId: agencyReturn.editionId,
      status: agencyReturn.status,
      organisationName: agencyReturn.organisationName,
      cycleName: agencyReturn.cycleName,
      dueOn: agencyReturn.dueOn,
    },
    standard: { code: standard.code, number: standard.number, title: standard.title, summary: standard.summary },
    scales: scalesOf(
      compiled,
      asked.map(({ question }) => question),
    ),
    questions: asked.map(({ question, because }, place) => {
      const row = saved.get(question.code);
      const { code, text, hint, guidance, answer, required } = question;
      return {
        question: {
          code,
          text,
          evidence: question.evidence,
          answer,
          required,
          ...(hint === undefined ? {} : { hint }),
          ...(guidance === undefined ? {} : { guidance }),
        },
        number: `${standard.number}.${place + 1}`,
        sources: question.sources.map(({ document, reference, checked }) => ({
          title: titles.get(document) ?? document,
          reference,
          checked,
        })),
        because: scope.handed ? whyAskedInPart(compiled, standard, question, because) : because,
        value: own(answers, code),
        revision: row?.revision ?? 0,
        saved: row && { by: row.name, personId: row.saved_by, at: row.saved_at },
        ...carriedTo(question, carried.get(code), previous?.answers.get(code)),
        evidence: evidence.get(code) ?? [],
        evidenceMonths: evidenceAgeOf(compiled, code),
        offers: offers?.get(code) ?? [],
        opensOthers: (compiled.dependants.get(code)?.length ?? 0) > 0,
      };
    }),
    undecided: undecided.length,
    progress: await getCounts(
      db,
      returnId,
      standardCode,
      rows.some((row) => row.standard_code === standardCode),
    ),
    previous: previous && { submittedAt: previous.submittedAt, cycleName: previous.cycleName },
  };
}

/** A return, its edition and one standard of it, which may ask nothing of this organisation. */
export async function getReturnStandard(
  db: Reader,
  scope: OrganisationScope,
  { returnId, standardCode }: { readonly returnId: string; readonly standardCode: string },
): Promise<{ agencyReturn: AgencyReturn; compiled: CompiledEdition; standard: Standard }> {
  const agencyReturn = await getReturn(db, scope, returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const standard = compiled.standards.get(standardCode);
  if (!standard) throw notFound();
  return { agencyReturn, compiled, standard };
}

function scalesOf(compiled: CompiledEdition, questions: readonly Question[]): Record<string, Scale> {
  const codes = new Set(questions.flatMap(({ answer }) => (answer.type === 'rating' ? [answer.scale] : [])));
  return Object.fromEntries([...compiled.scales].filter(([code]) => codes.has(code)));
}

async function getCounts(db: Reader, returnId: string, standardCode: string, touched: boolean) {
  const row = await db
    .selectFrom('standard_progress')
    .select(['questions', 'required', 'answered', 'required_complete', 'marked_complete'])
    .where('return_id', '=', returnId)
    .where('standard_code', '=', standardCode)
    .executeTakeFirst();
  const counts = {
    questions: row?.questions ?? 0,
    required: row?.required ?? 0,
    answered: row?.answered ?? 0,
    requiredComplete: row?.required_complete ?? 0,
    markedComplete: row?.marked_complete === 1,
  };
  return { ...counts, status: standardStatus(counts, touched) };
}

/** Evidence beside the answers to some questions of a return, in the order in which it was attached. */
export async function listAttached(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  questionCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly AttachedEvidence[]>> {
  if (questionCodes.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidence_use')
    .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
    .select([
      'evidence_use.question_code as questionCode',
      'evidence.id',
      'evidence.kind',
      'evidence.title',
      'evidence.url',
      'evidence.media_type as mediaType',
      'evidence.size',
      'evidence.covers_from as coversFrom',
      'evidence.covers_to as coversTo',
      'evidence.review_on as reviewOn',
      'evidence.file_name as fileName',
      'evidence.details_found as detailsFound',
      'evidence.version',
    ])
    .select(scanOf)
    .select((eb) =>
      eb
        .selectFrom('submission_evidence')
        .innerJoin('submission', 'submission.id', 'submission_evidence.submission_id')
        .select((sent) => sent.fn.max('submission_evidence.version').as('version'))
        .whereRef('submission_evidence.organisation_id', '=', 'evidence_use.organisation_id')
        .whereRef('submission_evidence.evidence_id', '=', 'evidence_use.evidence_id')
        .whereRef('submission.return_id', '=', 'evidence_use.return_id')
        .as('sentVersion'),
    )
    .where('evidence_use.return_id', '=', returnId)
    .where('evidence_use.question_code', 'in', questionCodes)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .orderBy('evidence_use.added_at')
    .orderBy('evidence.id')
    .execute();
  const byQuestion = Map.groupBy(rows, ({ questionCode }) => questionCode);
  return new Map(
    [...byQuestion].map(([code, of]) => [
      code,
      of.map(({ questionCode: _, detailsFound, ...item }) => ({
        ...item,
        detailsFound: readDetailKinds(detailsFound),
      })),
    ]),
  );
}

/**
 * The unfinished standard after this one in reading order, starting again from the top; null when all are completed.
 * `among` are the parts to choose from, where it is not the whole return.
 */
export async function findNextUnfinished(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  standardCode: string,
  among?: readonly string[],
): Promise<string | null> {
  const { compiled } = await getReturnStandard(db, scope, { returnId, standardCode });
  const rows = await db
    .selectFrom('standard_progress')
    .select('standard_code')
    .where('return_id', '=', returnId)
    .where('marked_complete', '=', 0)
    .execute();
  const unfinished = new Set(rows.map((row) => row.standard_code));
  const order = compiled.edition.standards.map(({ code }) => code);
  const place = order.indexOf(standardCode);
  return (
    [...order.slice(place + 1), ...order.slice(0, place)].find(
      (code) => unfinished.has(code) && (among?.includes(code) ?? true),
    ) ?? null
  );
}
