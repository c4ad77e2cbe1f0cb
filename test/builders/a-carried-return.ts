import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { installSuccession } from '../../app/features/questionnaire/successions.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition, Succession } from '../../standards/contract.ts';
import { sha256OfValue } from '../../standards/hash.server.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn, aViewer } from './a-partnership.ts';
import { aSubmission } from './a-submission.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from './an-edition.ts';

export interface EditionsOverTime {
  readonly first: Edition;
  readonly middle: Edition;
  readonly last: Edition;
  readonly successions: readonly [Succession, Succession];
}

/**
 * Three editions of one set. From the first to the last: `same` stays, `look` is reworded and wants a look, `old-name`
 * becomes `new-name` on another scale, `half-1` and `half-2` become `whole`, `words` keeps its words alone, `again` is
 * asked again, `gone` goes, `branch` is asked of those who rate `same` green, `fresh` is new.
 */
export function editionsOverTime(set: string): EditionsOverTime {
  const levels = { answer: { type: 'rating' as const, scale: 'levels' } };
  const scales = [ragScale, levelsScale];
  const first = anEdition({
    set,
    edition: '2024.1',
    scales,
    standards: [
      aStandard(
        'a1',
        ['same', 'look', 'old-name', 'branch'].map((code) => aQuestion(code)),
      ),
      aStandard(
        'a2',
        ['half-1', 'half-2', 'words', 'again', 'gone'].map((code) => aQuestion(code)),
      ),
    ],
  });
  const middle = anEdition({
    set,
    edition: '2025.1',
    scales,
    standards: [
      aStandard('a1', [aQuestion('same'), aQuestion('look'), aQuestion('new-name', levels), aQuestion('branch')]),
      aStandard(
        'a2',
        ['half-1', 'half-2', 'words', 'again'].map((code) => aQuestion(code)),
      ),
    ],
  });
  const last = anEdition({
    set,
    edition: '2026.1',
    scales,
    standards: [
      aStandard('a1', [
        aQuestion('same'),
        aQuestion('look', { text: 'What about looking more closely?' }),
        aQuestion('new-name', levels),
        aQuestion('branch', { appliesTo: { answer: 'same', in: ['green'] } }),
      ]),
      aStandard('a2', [
        aQuestion('whole'),
        aQuestion('words'),
        aQuestion('again'),
        aQuestion('fresh', { required: false }),
      ]),
    ],
  });
  const keep = (code: string) => ({ from: [code], to: [code], fate: 'unchanged' as const, carry: 'keep' as const });
  return {
    first,
    middle,
    last,
    successions: [
      aSuccession({
        set,
        from: '2024.1',
        to: '2025.1',
        fates: [
          ...['same', 'look', 'branch', 'half-1', 'half-2', 'words', 'again'].map(keep),
          {
            from: ['old-name'],
            to: ['new-name'],
            fate: 'reworded',
            carry: 'keep-and-confirm',
            note: 'It has levels now.',
          },
          { from: ['gone'], to: [], fate: 'withdrawn', carry: 'retire' },
        ],
        scales: [{ from: 'rag', to: 'levels', points: { red: 'level-4', amber: 'level-2', green: null } }],
      }),
      aSuccession({
        set,
        from: '2025.1',
        to: '2026.1',
        fates: [
          ...['same', 'new-name', 'branch'].map(keep),
          {
            from: ['look'],
            to: ['look'],
            fate: 'reworded',
            stricter: true,
            carry: 'keep-and-confirm',
            note: 'Asks for more.',
          },
          { from: ['half-1', 'half-2'], to: ['whole'], fate: 'merged', carry: 'prefill-text' },
          { from: ['words'], to: ['words'], fate: 'reworded', carry: 'prefill-text' },
          { from: ['again'], to: ['again'], fate: 'reworded', carry: 'ask-again' },
          { from: [], to: ['fresh'], fate: 'added', carry: 'ask-again' },
        ],
      }),
    ],
  };
}

/** Installs a succession as the library does. */
export async function anInstalledSuccession(portal: Portal, succession: Succession): Promise<void> {
  await portal.database.transaction((trx) =>
    installSuccession(trx, portal.stamp(), { succession, sha256: sha256OfValue(succession) }),
  );
}

export interface CarriedReturn {
  readonly editions: EditionsOverTime;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly cycleId: string;
  /** This year's return, on the last edition, into which nothing has been carried yet. */
  readonly returnId: string;
  /** The return of two years ago, on the first edition. */
  readonly oldReturnId: string;
  readonly sam: Viewer;
  readonly ola: Viewer;
}

let number = 0;

/** A charity that sent a return on the first of three editions and has one open on the last. */
export async function aReturnToCarryInto(
  portal: Portal,
  { successions = true }: { readonly successions?: boolean } = {},
): Promise<CarriedReturn> {
  const editions = editionsOverTime(`carried-${process.pid}-${number++}`);
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Harbour Youth Trust' });
  const firstId = await anInstalledEdition(portal, editions.first);
  await anInstalledEdition(portal, editions.middle);
  const lastId = await anInstalledEdition(portal, editions.last);
  if (successions) for (const succession of editions.successions) await anInstalledSuccession(portal, succession);
  const codes = ['same', 'look', 'old-name', 'half-1', 'half-2', 'words', 'again', 'gone', 'branch'];
  const oldCycle = await aCycle(portal, partnershipId, firstId, 'Section 11, 2024');
  const { returnId: oldReturnId } = await aSubmission(portal, {
    partnershipId,
    cycleId: oldCycle,
    organisationId,
    edition: editions.first,
    points: Object.fromEntries(codes.map((code) => [code, 'amber'])),
    words: Object.fromEntries(codes.map((code) => [code, `Words of ${code}.`])),
    evidence: { same: [{ title: 'Policy', coversTo: '2024-06-01' }], look: [{ title: 'Minutes' }] },
    submittedAt: '2024-11-22T10:00:00.000Z',
  });
  const cycleId = await aCycle(portal, partnershipId, lastId);
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: editions.last });
  const sam = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Sam Patel');
  const ola = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Ola Reyes');
  return { editions, partnershipId, organisationId, cycleId, returnId, oldReturnId, sam, ola };
}
