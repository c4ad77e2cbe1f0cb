import type { Organisation } from '../schema.ts';
import type { Candidate } from './candidate.ts';

/** An organisation that a row may be about. */
export interface KnownOrganisation {
  readonly organisation: Organisation;
  /** It belongs to the partnership today. */
  readonly member: boolean;
  /** It belongs to it, or did: its reference and its name count. Otherwise only register numbers do. */
  readonly everMember: boolean;
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly jobTitle: string | null;
    readonly email: string | null;
  }[];
  /** Addresses, in small letters, of who has a role there. */
  readonly holders: ReadonlySet<string>;
}

export type Match = { readonly known: KnownOrganisation | undefined } | { readonly problems: readonly string[] };

/** Name and kind as one key; letter case and spaces do not count. */
export const nameKey = ({ name, kind }: Pick<Candidate, 'name' | 'kind'>) =>
  `${kind} ${name.toLowerCase().replaceAll(/\s+/g, ' ')}`;

/**
 * Finds the organisation that a row is about: by URN, else by ODS code, else by the partnership's own reference, else
 * by name and kind inside the partnership where no register number contradicts. Two that fit are a problem, never a guess.
 */
export function createDirectoryIndex(directory: readonly KnownOrganisation[]) {
  const byUrn = grouped(directory, ({ organisation }) => organisation.urn);
  const byOds = grouped(directory, ({ organisation }) => organisation.odsCode);
  const own = directory.filter(({ everMember }) => everMember);
  const byReference = grouped(own, ({ organisation }) => organisation.reference);
  const byName = grouped(own, ({ organisation }) => nameKey(organisation));
  const only = (index: Map<string | null, KnownOrganisation[]>, key: string | undefined) =>
    key === undefined ? [] : (index.get(key) ?? []);

  return {
    match(candidate: Candidate): Match {
      const ways = [
        { found: only(byUrn, candidate.urn), by: 'this URN' },
        { found: only(byOds, candidate.odsCode), by: 'this ODS code' },
        { found: only(byReference, candidate.reference), by: 'this reference' },
        {
          found: only(byName, nameKey(candidate)).filter((known) => !contradicts(candidate, known.organisation)),
          by: 'this name and kind: give a URN, an ODS code or a reference',
        },
      ];
      const way = ways.find(({ found }) => found.length > 0);
      if (!way) return { known: undefined };
      const [known, second] = way.found;
      if (second) return { problems: [`More than one organisation in the directory has ${way.by}`] };
      const taken = [
        { words: 'URN', other: only(byUrn, candidate.urn)[0] },
        { words: 'ODS code', other: only(byOds, candidate.odsCode)[0] },
      ].flatMap(({ words, other }) =>
        other && other !== known ? [`The ${words} belongs to another organisation, ${other.organisation.name}`] : [],
      );
      return taken.length > 0 ? { problems: taken } : { known };
    },
  };
}

const contradicts = (candidate: Candidate, { urn, odsCode, reference }: Organisation) =>
  (candidate.urn !== undefined && urn !== null && candidate.urn !== urn) ||
  (candidate.odsCode !== undefined && odsCode !== null && candidate.odsCode !== odsCode) ||
  (candidate.reference !== undefined && reference !== null && candidate.reference !== reference);

function grouped(
  directory: readonly KnownOrganisation[],
  key: (known: KnownOrganisation) => string | null,
): Map<string | null, KnownOrganisation[]> {
  const groups = Map.groupBy(directory, key);
  groups.delete(null);
  return groups;
}
