/** A school with a closed return of last year, as a year of use would have left it; written before the portal starts. */
import { findOrAddPerson, grantRole } from '../../app/features/accounts/commands/add-person.server.ts';
import type { OrganisationRole } from '../../app/features/accounts/permissions.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { getEdition } from '../../app/features/questionnaire/editions.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition, Question } from '../../standards/contract.ts';
import { aCycle, anOrganisation } from '../builders/a-partnership.ts';
import { aSubmission } from '../builders/a-submission.ts';
import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';

export const school = 'Hollow Lane Primary School';
export const lastCycle = 'Schools safeguarding return, 2025';
export const schoolLead = {
  email: 'nell.varley@hollow.example',
  name: 'Nell Varley',
  role: 'safeguarding-lead',
} as const;
export const headteacher = { email: 'omar.finch@hollow.example', name: 'Omar Finch', role: 'headteacher' } as const;
export const governor = { email: 'una.peel@hollow.example', name: 'Una Peel', role: 'chair-of-governors' } as const;
export const lastWords = 'We said this last year, after looking at ten records.';

/** Gives the id of last year's return. The partnership `brook` is there, and the portal does not run. */
export async function writeLastYear(portal: PortalProcess, editionId: string): Promise<string> {
  const opened = await openBeforeStart(portal);
  try {
    const { db } = opened.database;
    const { id: partnershipId } = await db
      .selectFrom('partnership')
      .select('id')
      .where('slug', '=', 'brook')
      .executeTakeFirstOrThrow();
    const organisationId = await anOrganisation(opened, partnershipId, {
      name: school,
      kind: 'maintained-school',
      phase: 'primary',
    });
    for (const person of [schoolLead, headteacher, governor]) await giveRole(opened, organisationId, person);
    const cycleId = await aCycle(opened, partnershipId, editionId, lastCycle);
    const { edition } = await getEdition(db, editionId);
    const { returnId } = await aSubmission(opened, {
      partnershipId,
      cycleId,
      organisationId,
      edition,
      answers: answersTo(edition),
      submittedAt: '2025-11-20T10:00:00.000Z',
    });
    await db.updateTable('agency_return').set({ status: 'closed' }).where('id', '=', returnId).execute();
    await db.updateTable('cycle').set({ status: 'closed' }).where('id', '=', cycleId).execute();
    return returnId;
  } finally {
    await opened.close();
  }
}

async function giveRole(
  opened: Portal,
  organisationId: string,
  { email, name, role }: { email: string; name: string; role: OrganisationRole },
): Promise<void> {
  await opened.database.transaction(async (trx) => {
    const stamp = opened.stamp();
    const person = await findOrAddPerson(trx, stamp, { email, name, jobTitle: null }, null);
    await grantRole(trx, stamp, person.id, { role, organisationId }, null);
  });
}

function answersTo(edition: Edition): Record<string, AnswerValue> {
  const questions = edition.standards.flatMap((standard) => standard.questions);
  return Object.fromEntries(
    questions.flatMap((question) => {
      const value = answerTo(edition, question);
      return value ? [[question.code, value]] : [];
    }),
  );
}

function answerTo(edition: Edition, { answer }: Question): AnswerValue | undefined {
  switch (answer.type) {
    case 'rating': {
      const best = edition.scales
        .find(({ code }) => code === answer.scale)
        ?.points.toSorted((a, b) => b.order - a.order);
      return { type: answer.type, point: best?.[1]?.code ?? null, narrative: lastWords };
    }
    case 'yes-no':
      return { type: answer.type, value: 'yes', detail: lastWords };
    case 'single-choice':
      return { type: answer.type, choice: answer.choices[0]?.code ?? null };
    case 'multiple-choice':
      return { type: answer.type, choices: answer.choices.slice(0, 1).map(({ code }) => code) };
    case 'number':
    case 'percentage':
      return { type: answer.type, value: Math.max(12, 'min' in answer ? answer.min : 0) };
    case 'date':
      return { type: answer.type, value: '2025-06-14' };
    case 'text':
      return { type: answer.type, text: lastWords };
    default:
      return undefined;
  }
}
