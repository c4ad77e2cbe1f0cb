import { sendForSignOff } from '../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openPortal } from '../../app/portal.server.ts';
import { aSessionCookie } from '../bench/savers.ts';
import { answer, rated, type World } from '../builders/a-filled-return.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../builders/an-edition.ts';
import type { PortalProcess } from '../journeys/portal-process.ts';

/** Two people must sign, so that a return is signed in two steps. */
const edition = anEdition({
  sector: 'setting',
  signOff: [
    { code: 'headteacher', title: 'Headteacher', declaration: 'I have read this.' },
    { code: 'chair-of-governors', title: 'Chair of governors', declaration: 'We have read this.' },
  ],
  standards: [aStandard('a1', [aQuestion('policy'), aQuestion('training')]), aStandard('a2', [aQuestion('records')])],
});

const questions = ['policy', 'training', 'records'];

/** Somebody who types into some answers of a return that nobody else types into. */
export interface Saver {
  readonly cookie: string;
  readonly returnId: string;
  readonly questions: readonly string[];
}

export interface Uploader {
  readonly cookie: string;
  readonly organisationId: string;
}

/** A return that waits for its two signatures, and the sessions of those who sign and send it. */
export interface WaitingReturn {
  readonly returnId: string;
  readonly signatories: readonly { readonly code: string; readonly cookie: string }[];
  readonly lead: string;
  readonly leadId: string;
}

export interface Cast {
  readonly savers: readonly Saver[];
  readonly uploaders: readonly Uploader[];
  readonly waiting: readonly WaitingReturn[];
}

/** A portal on the data of one that is or was a process of its own. Close it before that one is started or killed. */
export async function withDataOf<T>(process: PortalProcess, body: (portal: Portal) => Promise<T>): Promise<T> {
  const config = readConfig({
    DATA_DIR: process.folder,
    PUBLIC_ORIGIN: process.origin,
    LOS_DEMONSTRATION: 'off',
    ...(process.databaseUrl === undefined ? {} : { DATABASE_URL: process.databaseUrl }),
  });
  const portal = openPortal(config, { log: silentLog });
  try {
    return await body(portal);
  } finally {
    await portal.close();
  }
}

/** A cycle under way: returns that are typed into by two people each, an uploader to each, and returns to be signed. */
export async function aCast(
  portal: Portal,
  counts: { readonly answering: number; readonly waiting: number },
): Promise<Cast> {
  const partnershipId = await aPartnership(portal);
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition));
  const school = async (name: string): Promise<World> => {
    const organisationId = await anOrganisation(portal, partnershipId, {
      name,
      kind: 'maintained-school',
      phase: 'primary',
    });
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, `Lead of ${name}`);
    return { edition, partnershipId, organisationId, cycleId, returnId, lead };
  };
  const savers: Saver[] = [];
  const uploaders: Uploader[] = [];
  for (let number = 1; number <= counts.answering; number += 1) {
    const { organisationId, returnId, lead } = await school(`Answering School ${number}`);
    const colleague = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const cookie = await aSessionCookie(portal, lead);
    savers.push({ cookie, returnId, questions: questions.slice(0, 2) });
    savers.push({ cookie: await aSessionCookie(portal, colleague), returnId, questions: questions.slice(2) });
    uploaders.push({ cookie, organisationId });
  }
  const waiting: WaitingReturn[] = [];
  for (let number = 1; number <= counts.waiting; number += 1) {
    const world = await school(`Signing School ${number}`);
    await answer(portal, world, Object.fromEntries(questions.map((code) => [code, rated('green')])));
    await sendForSignOff(portal, world.lead, { returnId: world.returnId });
    const signatories = [];
    for (const role of ['headteacher', 'chair-of-governors'] as const) {
      const viewer = await aViewer(portal, { role, organisationId: world.organisationId });
      signatories.push({ code: role, cookie: await aSessionCookie(portal, viewer) });
    }
    const lead = await aSessionCookie(portal, world.lead);
    waiting.push({ returnId: world.returnId, signatories, lead, leadId: world.lead.personId });
  }
  return { savers, uploaders, waiting };
}
