import { organisationScope, type Viewer } from '../../app/features/accounts/viewer.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { saveAnswers } from '../../app/features/returns/commands/save-answers.server.ts';
import { loadReturnContent } from '../../app/features/returns/content.server.ts';
import { sendForSignOff } from '../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../app/features/submissions/commands/submit-return.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import type { OrganisationKind, Phase } from '../../standards/vocabulary.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn, aViewer } from './a-partnership.ts';

export interface World {
  readonly edition: Edition;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly cycleId: string;
  readonly returnId: string;
  readonly lead: Viewer;
}

/** A partnership with one organisation, its lead, and a return on the edition that nobody has started. */
export async function aWorld(
  portal: Portal,
  edition: Edition,
  parts: { slug?: string; kind?: OrganisationKind; phase?: Phase; name?: string } = {},
): Promise<World> {
  const partnershipId = await aPartnership(portal, parts.slug);
  const organisationId = await anOrganisation(portal, partnershipId, parts);
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition));
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Lee Lead');
  return { edition, partnershipId, organisationId, cycleId, returnId, lead };
}

export const rated = (point: string, narrative = 'We looked at ten files in June.'): AnswerValue => ({
  type: 'rating',
  point,
  narrative,
  ...(point === 'not-applicable' ? { notApplicableReason: 'We have no volunteers.' } : {}),
});

/** Saves answers by question code as the lead, each over whatever stands there. */
export async function answer(portal: Portal, world: World, answers: Record<string, AnswerValue>): Promise<void> {
  for (const standard of world.edition.standards) {
    const mine = standard.questions.filter(({ code }) => Object.hasOwn(answers, code));
    if (mine.length === 0) continue;
    const rows = await portal.database.db
      .selectFrom('answer')
      .select(['question_code', 'revision'])
      .where('return_id', '=', world.returnId)
      .execute();
    await saveAnswers(portal, world.lead, {
      returnId: world.returnId,
      standardCode: standard.code,
      answers: mine.flatMap(({ code }) => {
        const value = answers[code];
        const revision = rows.find((row) => row.question_code === code)?.revision ?? 0;
        return value ? [{ questionCode: code, value, revision }] : [];
      }),
    });
  }
}

/** The hash that a reader of the return sees now. */
export async function hashShown(portal: Portal, world: World): Promise<string> {
  const scope = organisationScope(world.lead, 'return.read');
  return (await loadReturnContent(portal.database.db, scope, world.returnId)).contentHash;
}

/** Answers everything, asks for a signature, signs as the senior lead and sends. Gives the submission's id. */
export async function submitted(
  portal: Portal,
  world: World,
  answers: Record<string, AnswerValue>,
): Promise<{ submissionId: string; reference: string; signatory: Viewer }> {
  await answer(portal, world, answers);
  await sendForSignOff(portal, world.lead, { returnId: world.returnId });
  const signatory = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId }, 'Sam Senior');
  const contentHash = await hashShown(portal, world);
  await signReturn(portal, signatory, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
  const sent = await submitReturn(portal, world.lead, { returnId: world.returnId });
  if (sent.outcome !== 'submitted') throw new Error('The return was not sent');
  return { submissionId: sent.submissionId, reference: sent.reference, signatory };
}

/** Attaches a link to a question, as the lead. */
export async function attachLink(
  portal: Portal,
  world: World,
  questionCode: string,
  title: string,
  parts: { covers_from?: string; covers_to?: string } = {},
): Promise<string> {
  const id = portal.newId();
  const { now } = portal.stamp();
  const { organisationId, returnId } = world;
  await portal.database.db
    .insertInto('evidence')
    .values({
      id,
      organisation_id: organisationId,
      kind: 'link',
      title,
      url: 'https://example.org/minutes',
      added_by: world.lead.personId,
      added_at: now,
      revision: 1,
      ...parts,
    })
    .execute();
  await portal.database.db
    .insertInto('evidence_use')
    .values({
      organisation_id: organisationId,
      return_id: returnId,
      question_code: questionCode,
      evidence_id: id,
      added_by: world.lead.personId,
      added_at: now,
    })
    .execute();
  return id;
}
