import { organisationPermissions } from '../../app/features/accounts/permissions.ts';
import { draftCanary, insideCanary } from '../routes/world.ts';
import type { Asker } from './people.ts';
import type { Tenants } from './tenants.ts';

export interface Canary {
  readonly words: string;
  /** Whose words they are, for the report. */
  readonly of: string;
  readonly mayRead: (asker: Asker) => boolean;
}

/** What stands in one area: in its registers and requests, and in the bytes of its files, its pack and its copies. */
const inPlain = (slug: string): string[] =>
  ['Finding', 'Concern', 'Risk', 'Request', 'Priority', 'Minutes', '%PDF', 'Everything', 'Policy'].map(
    (what) => `${what} of ${slug}`,
  );

/** Words and identifiers that stand in the rows of one tenant alone, with who may ever be sent them. */
export function canariesOf(tenants: Tenants): Canary[] {
  const { ours, theirs, organisationId, neighbourId, trustId, thirdId, theirOrganisationId } = tenants;
  const inOrganisation =
    (...ids: string[]) =>
    ({ holds }: Asker) =>
      holds.some((held) => 'organisationId' in held && ids.includes(held.organisationId));
  const inPartnership =
    (...ids: string[]) =>
    ({ holds }: Asker) =>
      holds.some((held) => 'partnershipId' in held && ids.includes(held.partnershipId));
  const holdsIn =
    (id: string, permission: 'return.read' | 'comment.write') =>
    ({ holds }: Asker) =>
      holds.some(
        (held) =>
          'organisationId' in held &&
          held.organisationId === id &&
          (organisationPermissions[permission] as readonly string[]).includes(held.role),
      );
  const readsDraftsOf = (id: string) => holdsIn(id, 'return.read');
  const either =
    (...tests: ((asker: Asker) => boolean)[]) =>
    (asker: Asker) =>
      tests.some((test) => test(asker));
  /** A list of the installation names partnerships, and the reasons for emergency access. */
  const administers = (asker: Asker) => asker.administers === true;
  const inOurs = either(inPartnership(ours.partnershipId), inOrganisation(organisationId, neighbourId, trustId));
  const inTheirs = either(inPartnership(theirs.partnershipId), inOrganisation(theirOrganisationId));
  const idsOf = (params: Readonly<Record<string, string>>, names: readonly string[]) =>
    names.flatMap((name) => (params[name] === undefined ? [] : [params[name]]));
  const partnershipThings = [
    'cycleId',
    'submissionId',
    'sessionId',
    'slotId',
    'packId',
    'actionId',
    'entryId',
    'returnId',
    'evidenceId',
    'batchId',
    'exportId',
    'runId',
    'delegationId',
  ];
  return [
    {
      words: draftCanary,
      of: 'a draft',
      mayRead: either(readsDraftsOf(organisationId), readsDraftsOf(theirOrganisationId)),
    },
    {
      words: insideCanary,
      of: 'people inside an agency',
      // Not for emergency access, which reads the draft itself.
      mayRead: either(holdsIn(organisationId, 'comment.write'), holdsIn(theirOrganisationId, 'comment.write')),
    },
    {
      words: tenants.words,
      of: 'our organisation',
      mayRead: either(inPartnership(ours.partnershipId), readsDraftsOf(organisationId), inOrganisation(trustId)),
    },
    { words: tenants.neighbourWords, of: 'the neighbour', mayRead: readsDraftsOf(neighbourId) },
    ...idsOf(ours.params, partnershipThings).map((words) => ({ words, of: 'our area', mayRead: inOurs })),
    ...inPlain('ourside').map((words) => ({
      words,
      of: 'our area',
      mayRead: inOurs,
    })),
    ...['Asker of ourside', 'Reason of ourside'].map((words) => ({
      words,
      of: 'managers of our area',
      mayRead: either(inPartnership(ours.partnershipId), administers),
    })),
    ...idsOf(theirs.params, partnershipThings).map((words) => ({ words, of: 'the other area', mayRead: inTheirs })),
    ...inPlain('otherside').map((words) => ({
      words,
      of: 'the other area',
      mayRead: inTheirs,
    })),
    // Names of places are no secret to whoever looks after the installation.
    ...[
      ['ourside Safeguarding', inOurs] as const,
      ['Draft body of ourside', inOurs] as const,
      ['otherside Safeguarding', inTheirs] as const,
      ['Draft body of otherside', inTheirs] as const,
    ].map(([words, mayRead]) => ({ words, of: 'an area', mayRead: either(mayRead, administers) })),
    ...['Finding of thirdside', 'Risk of thirdside', 'Group of thirdside', 'Priority of thirdside'].map((words) => ({
      words,
      of: 'the third area',
      mayRead: inPartnership(thirdId),
    })),
  ];
}
