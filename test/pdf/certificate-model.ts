import type { DisposalCertificateModel } from '../../pdf/models.ts';
import { frame } from './models.ts';

/** A certificate of a run with two kinds of record, one of which kept some. */
export function aCertificate(): DisposalCertificateModel {
  const ids = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `01jd${letter}${String(at).padStart(21, '0')}`);
  return {
    ...frame,
    kind: 'disposal-certificate',
    title: 'Certificate of disposal',
    reference: 'CRT-7K3M-Q2WD',
    accessibleAddress: 'https://assurance.brookmere.example/retention/runs/01jd4/certificate',
    owner: 'Brookmere Safeguarding Children Partnership',
    facts: [
      { label: 'Reference', value: 'CRT-7K3M-Q2WD' },
      { label: 'Run', value: 'DSP-4H7K-9QWX' },
      { label: 'Approved by', value: 'Priya Nair, 14 March 2027 at 2:30pm' },
    ],
    reason: 'The yearly clearing of what has passed its time.',
    kinds: [
      { words: 'Challenge session', rule: 'Challenge sessions: 7 years. The cycle was closed', gone: '3', kept: '1' },
      { words: 'Action', rule: 'Actions: 7 years. The action was closed', gone: '40', kept: '0' },
    ],
    lists: [
      { words: 'Challenge session', ids: ids('a', 3) },
      { words: 'Action', ids: ids('b', 40) },
    ],
    listSha256: 'ab'.repeat(32),
  };
}
