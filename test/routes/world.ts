/** One tenant with one of everything, and the addresses of each thing. */

import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { createAction } from '../../app/features/actions/commands/create-action.server.ts';
import { newActionSchema } from '../../app/features/actions/schema.ts';
import { issueLetter } from '../../app/features/challenge/commands/issue-letter.server.ts';
import { requestPack } from '../../app/features/challenge/commands/request-pack.server.ts';
import { getLetterDesk } from '../../app/features/challenge/letter/letter-queries.server.ts';
import { changeBlocks } from '../../app/features/challenge/pack/plan.server.ts';
import { listAnswers, makeAnswer } from '../../app/features/disclosure/answer/make-answer.server.ts';
import { exportsOf } from '../../app/features/exchange/export/exports.server.ts';
import { linkSite } from '../../app/features/organisations/groups/link-sites.server.ts';
import { approveRun } from '../../app/features/retention/commands/decide-run.server.ts';
import { prepareRun } from '../../app/features/retention/commands/prepare-run.server.ts';
import { dispose } from '../../app/features/retention/dispose.server.ts';
import { askColleague } from '../../app/features/returns/commands/ask-colleague.server.ts';
import { attachNewEvidence } from '../../app/features/returns/commands/attach-evidence.server.ts';
import { anInstalledSuccession } from '../builders/a-carried-return.ts';
import { aDisclosure, judged, recordsOf, searched } from '../builders/a-disclosure.ts';
import { aGroup, aPriority } from '../builders/a-group.ts';
import { anEscalation } from '../builders/a-late-action.ts';
import { aLocalPart } from '../builders/a-local-part.ts';
import { aLoggedChallenge, aSharedPractice } from '../builders/a-logged-challenge.ts';
import { aCycle, anInstalledEdition, anOrganisation, aReturn, aViewer } from '../builders/a-partnership.ts';
import { aRequest } from '../builders/a-request.ts';
import { aRevisit } from '../builders/a-revisit.ts';
import { aRisk } from '../builders/a-risk.ts';
import { aSession, sessionEdition } from '../builders/a-session.ts';
import { aFigure, aSurvey } from '../builders/a-survey.ts';
import { answerCentrally, aTrustFile } from '../builders/a-trust.ts';
import { afterASession } from '../builders/after-a-session.ts';
import { aSuccession } from '../builders/an-edition.ts';
import { anIssuer } from '../builders/an-issuer.ts';
import { sentTogether } from '../builders/several-partnerships.ts';
import type { TestPortal } from '../setup/each-database.ts';

/** Stands in the draft return of the world and in the draft behind what was sent, and nowhere else. */
export const draftCanary = 'canary-kept-in-the-draft';

/** Stands in what an agency wrote inside itself, and nowhere else. */
export const insideCanary = 'canary-kept-inside-the-agency';

export interface World {
  readonly partnershipId: string;
  /** Every kind of person of this tenant. */
  readonly viewers: Readonly<Record<string, Viewer>>;
  /** Values for the parameters in the route table, of things that were sent to the partnership. */
  readonly params: Readonly<Record<string, string>>;
  readonly draftReturnId: string;
  /** Has the second standard of the draft handed to them: nothing of the first, where the canary is, is theirs to see. */
  readonly partHolder: Viewer;
  /** Stands beside an answer of the first standard of the draft. */
  readonly draftEvidenceId: string;
}

export async function aWorld(portal: TestPortal, slug: string): Promise<World> {
  const session = await aSession(portal, slug);
  const [agency] = session.agencies;
  if (!agency) throw new Error('The session has no agency');
  const { organisationId } = agency;
  const { db } = portal.database;
  // Two editions and two cycles of the set, so that there is something to compare.
  const earlierEdition = await anInstalledEdition(portal, { ...sessionEdition, edition: '2025.1' });
  const earlierCycle = await aCycle(portal, session.partnershipId, earlierEdition, 'Section 11, 2025');
  await db.updateTable('cycle').set({ opens_on: '2025-10-01' }).where('id', '=', earlierCycle).execute();
  const slot = await db
    .selectFrom('session_slot')
    .select('id')
    .where('session_id', '=', session.sessionId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  // The second version, so that there is one to compare it with.
  await requestPack(portal, session.manager, session.sessionId);
  const gaps = { block: 'gaps', move: 'out', revision: 0 } as const;
  await changeBlocks(portal, session.manager, session.sessionId, gaps);
  const pack = await requestPack(portal, session.manager, session.sessionId);
  const action = await createAction(
    portal,
    session.manager,
    newActionSchema.parse({
      organisation: organisationId,
      challenge: '',
      submission: '',
      question: '',
      finding: `Finding of ${slug}`,
      what: 'Keep one log',
      successMeasure: 'One log by June',
      owner: agency.lead.personId,
      ownerName: '',
      dueOn: '2027-03-01',
      priority: 'high',
    }),
  );
  const entry = await aLoggedChallenge(portal, session.manager, {
    organisationId,
    reason: `Concern of ${slug}`,
  });
  const escalation = await anEscalation(portal, { ...session, organisationId, lead: agency.lead });
  const practice = await aSharedPractice(portal, agency.lead, {
    organisationId,
    partnershipIds: [session.partnershipId],
    title: `Practice of ${slug}`,
  });
  const draftOrganisation = await anOrganisation(portal, session.partnershipId, { name: `Draft body of ${slug}` });
  const draftReturnId = await aReturn(portal, {
    partnershipId: session.partnershipId,
    cycleId: session.cycleId,
    organisationId: draftOrganisation,
    edition: sessionEdition,
  });
  const draftLead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: draftOrganisation });
  await db
    .insertInto('answer')
    .values({
      organisation_id: draftOrganisation,
      return_id: draftReturnId,
      question_code: 'a1-policy',
      standard_code: 'a1',
      value: JSON.stringify({ type: 'rating', point: 'red', narrative: draftCanary }),
      point: 'red',
      revision: 1,
      saved_at: portal.stamp().now,
      saved_by: draftLead.personId,
    })
    .execute();
  await db
    .insertInto('answer_revision')
    .values({
      id: portal.newId(),
      organisation_id: draftOrganisation,
      return_id: draftReturnId,
      question_code: 'a1-policy',
      revision: 1,
      value: JSON.stringify({ type: 'rating', point: 'red', narrative: draftCanary }),
      saved_at: portal.stamp().now,
      saved_by: draftLead.personId,
      outcome: 'kept',
    })
    .execute();
  await attachNewEvidence(portal, draftLead, {
    returnId: draftReturnId,
    questionCode: 'a1-policy',
    evidence: {
      kind: 'link',
      title: draftCanary,
      url: `https://${draftCanary}.example`,
      coversFrom: null,
      coversTo: null,
    },
  });
  const partHolder = await aViewer(portal, { role: 'contributor', organisationId: draftOrganisation });
  const colleague = await aViewer(portal, { role: 'contributor', organisationId: draftOrganisation });
  const hand = (part: string, holder: Viewer, note: string) =>
    askColleague(portal, draftLead, {
      returnId: draftReturnId,
      asking: { parts: [part], person: { kind: 'known', personId: holder.personId }, by: portal.stamp().today, note },
    });
  await hand('a2', partHolder, 'For you');
  await hand('a1', colleague, draftCanary);
  const draftEvidence = await db
    .selectFrom('evidence')
    .select('id')
    .where('organisation_id', '=', draftOrganisation)
    .executeTakeFirstOrThrow();
  const contributor = await aViewer(portal, { role: 'contributor', organisationId });
  const delegationId = portal.newId();
  await db
    .insertInto('delegation')
    .values({
      id: delegationId,
      organisation_id: organisationId,
      return_id: agency.returnId,
      part: 'a1',
      holder_id: contributor.personId,
      asked_by: agency.lead.personId,
      asked_at: portal.stamp().now,
      due_on: portal.stamp().today,
      status: 'sent',
      ended_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  const evidence = await db
    .selectFrom('evidence')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const { bodySha256 } = await getLetterDesk(portal, session.manager, agency.submissionId);
  await issueLetter(portal, session.manager, agency.submissionId, { bodySha256 });
  const after = await afterASession(portal, session, agency);
  const drawn = await portal.blobs.put(session.partnershipId, new TextEncoder().encode(`%PDF of ${slug}`));
  await db
    .updateTable('challenge_pack')
    .set({ status: 'ready', pages: 1, pdf_sha256: drawn.sha256, pdf_size: drawn.size, compiled_at: portal.stamp().now })
    .where('id', '=', pack.id)
    .execute();
  await db
    .insertInto('local_part')
    .values({
      partnership_id: session.partnershipId,
      cycle_id: session.cycleId,
      document: JSON.stringify(aLocalPart()),
      revision: 1,
      updated_at: portal.stamp().now,
      updated_by: session.manager.personId,
    })
    .execute();
  await aNewerEdition(portal);
  await sentTogether(portal, agency.returnId, agency.lead.personId);
  const trust = await aTrustOf(portal, session, organisationId, slug);
  const file = await portal.blobs.put(organisationId, new TextEncoder().encode(`Minutes of ${slug}`));
  await db
    .updateTable('evidence')
    .set({ kind: 'file', url: null, file_name: 'minutes.txt', media_type: 'text/plain', ...file })
    .where('id', '=', evidence.id)
    .execute();
  // As if the agency worked on a correction: what stands in its draft is not what was sent.
  await db
    .insertInto('answer')
    .values({
      organisation_id: organisationId,
      return_id: agency.returnId,
      question_code: 'a1-policy',
      standard_code: 'a1',
      value: JSON.stringify({ type: 'rating', point: 'red', narrative: draftCanary }),
      point: 'red',
      revision: 1,
      saved_at: portal.stamp().now,
      saved_by: agency.lead.personId,
    })
    .execute();
  await anOlderVersion(portal, agency.submissionId);
  for (const [returnId, owner, author] of [
    [agency.returnId, organisationId, agency.lead],
    [draftReturnId, draftOrganisation, draftLead],
  ] as const)
    await db
      .insertInto('agency_comment')
      .values({
        id: portal.newId(),
        organisation_id: owner,
        return_id: returnId,
        standard_code: 'a1',
        question_code: 'a1-policy',
        text: insideCanary,
        author_id: author.personId,
        posted_at: portal.stamp().now,
      })
      .execute();
  const peer = await aPeerOf(portal, session, agency.returnId, organisationId);
  await theRatingsOpened(portal, session.partnershipId, organisationId, agency.submissionId);
  const zip = await portal.blobs.put(exportsOf(organisationId), new TextEncoder().encode(`Everything of ${slug}`));
  const exportId = portal.newId();
  await db
    .insertInto('organisation_export')
    .values({
      id: exportId,
      organisation_id: organisationId,
      status: 'ready',
      progress: 100,
      requested_by: agency.lead.personId,
      requested_at: portal.stamp().now,
      files: 1,
      zip_sha256: zip.sha256,
      zip_size: zip.size,
      made_at: portal.stamp().now,
      ends_at: '2099-01-01T00:00:00.000Z',
    })
    .execute();
  const surveyId = await aSurvey(portal, session.manager, {
    cycle: session.cycleId,
    title: `Survey of ${slug}`,
    shared: 'yes',
  });
  const statement = `Statement of ${slug}`;
  const figureId = await aFigure(portal, session.manager, surveyId, { organisation: organisationId, statement });
  return {
    partnershipId: session.partnershipId,
    draftReturnId,
    partHolder,
    draftEvidenceId: draftEvidence.id,
    viewers: {
      manager: session.manager,
      moderator: session.moderator,
      chair: session.chair,
      peer,
      observer: await aViewer(portal, { role: 'observer', partnershipId: session.partnershipId }),
      lead: agency.lead,
      contributor,
      partHolder,
      signatory: await aViewer(portal, { role: 'senior-lead', organisationId }),
      trustLead: trust.lead,
      registeredPerson: await aViewer(portal, { role: 'registered-person', organisationId }),
    },
    params: {
      returnId: agency.returnId,
      standardCode: 'a1',
      questionCode: 'a1-board',
      evidenceId: evidence.id,
      cycleId: session.cycleId,
      submissionId: agency.submissionId,
      sessionId: session.sessionId,
      slotId: slot.id,
      packId: pack.id,
      actionId: action.id,
      entryId: entry,
      itemId: practice,
      ...escalation,
      localCode: 'local-pools',
      delegationId,
      groupId: trust.id,
      partnershipGroupId: await aGroup(portal, session.manager, `Group of ${slug}`),
      requestId: await aRequest(portal, session.manager, { organisationId, asked: `Request of ${slug}` }),
      ...(await aDisclosureOf(portal, session.manager, slug)),
      revisitId: (await aRevisit(portal, session.manager, { partnershipId: session.partnershipId, organisationId }))
        .revisitId,
      riskId: await aRisk(portal, session.manager, { event: `Risk of ${slug}` }),
      surveyId,
      figureId,
      priorityId: await aPriority(portal, session.manager, `Priority of ${slug}`),
      trustEvidenceId: trust.evidenceId,
      organisationId,
      before: '1',
      after: '2',
      exportId,
      line: 'record',
      runId: await aRun(portal, session),
      issuerId: await anIssuer(
        portal,
        { partnershipId: session.partnershipId },
        { issuer: `https://${slug}.example`, name: `Sign-in of ${slug}` },
      ),
      ...after,
    },
  };
}

/** A request for disclosure with a record that was decided about, and the file that went out. */
async function aDisclosureOf(portal: TestPortal, manager: Viewer, slug: string) {
  const disclosureId = await aDisclosure(portal, manager, { searchWords: `Request of ${slug}` });
  await searched(portal, manager, disclosureId);
  const [record] = await recordsOf(portal, disclosureId);
  if (!record) throw new Error('The request for information is found');
  await judged(portal, manager, disclosureId, record.id);
  const made = await makeAnswer(portal, manager, disclosureId);
  const [file] = await listAnswers(portal, manager, disclosureId);
  if (!made.saved || !file) throw new Error('The file could not be made');
  return { disclosureId, recordId: record.id, answerId: file.id };
}

/** A run of the partnership that has ended with its certificate. */
async function aRun(
  portal: TestPortal,
  { partnershipId, manager }: { readonly partnershipId: string; readonly manager: Viewer },
): Promise<string> {
  await portal.database.db
    .insertInto('access_review')
    .values({
      id: portal.newId(),
      partnership_id: partnershipId,
      quarter: '2020-Q1',
      people: 1,
      note: '',
      reviewed_by: manager.personId,
      reviewed_at: '2020-03-01T09:00:00.000Z',
      revision: 1,
    })
    .execute();
  const owner = { kind: 'partnership', id: partnershipId } as const;
  const run = await prepareRun(portal, manager, owner, { lines: ['joining'], reason: 'The yearly clearing' });
  if (!run.prepared) throw new Error(run.problem);
  await approveRun(portal, manager, run.id);
  await dispose(portal, { runId: run.id });
  return run.id;
}

/** A moderator from another agency who was given the return and has declared that they have no interest. */
async function aPeerOf(
  portal: TestPortal,
  {
    partnershipId,
    cycleId,
    manager,
  }: { readonly partnershipId: string; readonly cycleId: string; readonly manager: Viewer },
  returnId: string,
  organisationId: string,
): Promise<Viewer> {
  const peer = await aViewer(portal, { role: 'peer-moderator', partnershipId });
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('moderation_assignment')
    .values({
      id: portal.newId(),
      partnership_id: partnershipId,
      cycle_id: cycleId,
      organisation_id: organisationId,
      return_id: returnId,
      person_id: peer.personId,
      assigned_by: manager.personId,
      assigned_at: now,
      declared_at: now,
      ended_at: null,
      ended_by: null,
      ended_because: null,
    })
    .execute();
  return peer;
}

/** As if its moderation had been finished: the agency may read the ratings, and reply. */
const theRatingsOpened = (
  portal: TestPortal,
  partnershipId: string,
  organisationId: string,
  submissionId: string,
): Promise<unknown> =>
  portal.database.db
    .insertInto('reply_window')
    .values({
      partnership_id: partnershipId,
      organisation_id: organisationId,
      submission_id: submissionId,
      reply_by: '2026-11-30',
      opened_at: portal.stamp().now,
    })
    .execute();

/** Makes what was sent the second version, with a first one before it. */
async function anOlderVersion(portal: TestPortal, submissionId: string): Promise<void> {
  const { db } = portal.database;
  await db.updateTable('submission').set({ version: 2 }).where('id', '=', submissionId).execute();
  const row = await db.selectFrom('submission').selectAll().where('id', '=', submissionId).executeTakeFirstOrThrow();
  const id = portal.newId();
  await db
    .insertInto('submission')
    .values({ ...row, id, version: 1, reference: `OLD-${id}`, superseded_at: row.submitted_at })
    .execute();
}

/** An edition to which the open returns could move, with the way there: one question is reworded, the others stay. */
async function aNewerEdition(portal: TestPortal): Promise<void> {
  await anInstalledEdition(portal, { ...sessionEdition, edition: '2027.1' });
  const [first, ...others] = sessionEdition.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
  await anInstalledSuccession(
    portal,
    aSuccession({
      set: sessionEdition.set,
      from: sessionEdition.edition,
      to: '2027.1',
      fates: [
        { from: [first ?? ''], to: [first ?? ''], fate: 'reworded', carry: 'keep-and-confirm' },
        ...others.map((code) => ({ from: [code], to: [code], fate: 'unchanged' as const, carry: 'keep' as const })),
      ],
    }),
  );
}

/** The trust of an organisation that has sent its return, with an answer and a file for all its sites. */
async function aTrustOf(
  portal: TestPortal,
  { partnershipId, manager }: { readonly partnershipId: string; readonly manager: Viewer },
  siteId: string,
  slug: string,
): Promise<{ readonly id: string; readonly lead: Viewer; readonly evidenceId: string }> {
  const id = await anOrganisation(portal, partnershipId, { name: `Trust of ${slug}`, kind: 'academy-trust' });
  const linked = await linkSite(portal, manager, { siteId, groupId: id, fromOn: '2020-01-01' });
  if (!linked.ok) throw new Error('The site could not be linked');
  const trustLead = await aViewer(portal, { role: 'group-lead', organisationId: id });
  const trust = { trustId: id, trustLead };
  const evidenceId = await aTrustFile(portal, trust, `Policy of ${slug}`);
  await answerCentrally(portal, { ...trust, edition: sessionEdition }, 'a1-board', { evidence: [evidenceId] });
  return { id, lead: trustLead, evidenceId };
}
