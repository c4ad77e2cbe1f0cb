import { absoluteMinutes, sessionCookieName } from '../../app/features/accounts/sessions.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import type { SaveAnswersInput } from '../../app/features/returns/commands/save-answers.server.ts';
import { saveAnswers } from '../../app/features/returns/commands/save-answers.server.ts';
import { addMinutes } from '../../app/platform/clock.ts';
import { hashToken, makeToken } from '../../app/platform/ids.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../builders/a-partnership.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { anAnswerTo } from './bench-edition.ts';

/** Somebody at work on the return of an organisation of their own. */
export interface Saver {
  readonly viewer: Viewer;
  readonly returnId: string;
}

/** A partnership of its own whose agencies have each filled in their whole return once. */
export async function aFilledCycle(portal: Portal, edition: Edition, returns: number): Promise<Saver[]> {
  const random = aRandom(returns);
  const writer = aWriter(random);
  const partnershipId = await aPartnership(portal, edition.set);
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition));
  const savers: Saver[] = [];
  for (let number = 1; number <= returns; number += 1) {
    const organisationId = await anOrganisation(portal, partnershipId, { name: `Bench agency ${number}` });
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
    const viewer = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, `Lead ${number}`);
    for (const standard of edition.standards)
      await saveAnswers(portal, viewer, {
        returnId,
        standardCode: standard.code,
        answers: standard.questions.map((question) => ({
          questionCode: question.code,
          value: anAnswerTo(edition, question, random, writer),
          revision: 0,
        })),
      });
    savers.push({ viewer, returnId });
  }
  return savers;
}

/** The rating questions of an edition, which take words as people type them. */
export const ratedQuestions = (edition: Edition) =>
  edition.standards.flatMap((standard) =>
    standard.questions
      .filter(({ answer }) => answer.type === 'rating')
      .map((question) => ({ standardCode: standard.code, question })),
  );

/**
 * Autosaves of new words, in turn over savers and over the rating questions of their returns, each over the revision
 * that the one before it left. Answers must have been saved once.
 */
export function autosavesOf(edition: Edition, savers: readonly Saver[], count: number, seed: number) {
  const random = aRandom(seed);
  const writer = aWriter(random);
  const questions = ratedQuestions(edition);
  const revisions = new Map<string, number>();
  return Array.from({ length: count }, (_, place): { viewer: Viewer; input: SaveAnswersInput } => {
    const saver = savers[place % savers.length];
    const asked = questions[Math.floor(place / savers.length) % questions.length];
    if (!saver || !asked) throw new RangeError('There are no savers or no questions');
    const { question, standardCode } = asked;
    const key = `${saver.returnId} ${question.code}`;
    const revision = revisions.get(key) ?? 1;
    revisions.set(key, revision + 1);
    return {
      viewer: saver.viewer,
      input: {
        returnId: saver.returnId,
        standardCode,
        answers: [
          {
            questionCode: question.code,
            value: anAnswerTo(edition, question, random, writer),
            revision,
            idempotencyKey: `bench-${seed}-${place}`,
          },
        ],
      },
    };
  });
}

/** A session of a person, as its cookie. */
export async function aSessionCookie(portal: Portal, viewer: Viewer): Promise<string> {
  const token = makeToken();
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token, portal.config.sessionSecret),
      person_id: viewer.personId,
      created_at: now,
      last_seen_at: now,
      expires_at: addMinutes(now, absoluteMinutes),
      ended_at: null,
    })
    .execute();
  return `${sessionCookieName(portal.config.secureCookies)}=${token}`;
}
