import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import type { Edition } from '../../../standards/contract.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../../builders/a-partnership.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';
import type { TestPortal } from '../../setup/each-database.ts';

const choices = ['town', 'village'].map((code) => ({ code, text: code }));

/**
 * Two standards for everybody, one that a profile flag opens, and branches inside a standard and across two.
 * Every edition made has a set of its own, because editions are kept compiled by name across tests.
 */
export function anEditionAtWork(set: string, parts: Parameters<typeof anEdition>[0] = {}): Edition {
  return anEdition({
    set,
    profile: [aProfileQuestion('premises'), aProfileQuestion('staff', { answer: { type: 'number' } })],
    standards: [
      aStandard('governance', [
        aQuestion('lead-rating'),
        aQuestion('has-policy', { answer: { type: 'yes-no', detail: 'when-no' } }),
        aQuestion('policy-date', {
          answer: { type: 'date', past: true },
          appliesTo: { answer: 'has-policy', in: ['yes'] },
        }),
      ]),
      aStandard('training', [
        aQuestion('training-rating'),
        aQuestion('policy-training', {
          answer: { type: 'text' },
          appliesTo: {
            all: [{ answer: 'has-policy', in: ['yes'] }, { not: { answer: 'policy-date-known', in: ['no'] } }],
          },
        }),
        aQuestion('policy-date-known', { answer: { type: 'yes-no' }, required: false }),
        aQuestion('places', {
          answer: { type: 'multiple-choice', choices },
          required: false,
        }),
      ]),
      aStandard('premises', [aQuestion('premises-rating')], { appliesTo: { flag: 'premises' } }),
    ],
    ...parts,
  });
}

export interface ReturnAtWork {
  readonly edition: Edition;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly organisationId: string;
  readonly returnId: string;
  readonly sam: Viewer;
  readonly ola: Viewer;
}

let number = 0;

/** A return of a charity with two people at work on it. */
export async function aReturnAtWork(
  portal: TestPortal,
  edition: Edition = anEditionAtWork(`at-work-${process.pid}-${number++}`),
): Promise<ReturnAtWork> {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Harbour Youth Trust' });
  const editionId = await anInstalledEdition(portal, edition);
  const cycleId = await aCycle(portal, partnershipId, editionId);
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
  const sam = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Sam Patel');
  const ola = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Ola Reyes');
  return { edition, partnershipId, cycleId, organisationId, returnId, sam, ola };
}

/** The event types of a return, oldest first. */
export async function eventsOf(portal: TestPortal, returnId: string): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('event')
    .select('type')
    .where('subject_kind', '=', 'return')
    .where('subject_id', '=', returnId)
    .orderBy('seq')
    .execute();
  return rows.map(({ type }) => type);
}
