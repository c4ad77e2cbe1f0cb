import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { raiseChallenge } from '../../app/features/challenge-log/commands/raise-challenge.server.ts';
import { type NewEntry, newEntrySchema } from '../../app/features/challenge-log/schema.ts';
import { agreeToShare } from '../../app/features/good-practice/commands/agree-to-share.server.ts';
import { agreeSchema } from '../../app/features/good-practice/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';

interface EntryParts {
  /** Who is challenged; a sub-group named here where it is no agency. */
  readonly organisationId?: string;
  readonly subGroup?: string;
  readonly reason?: string;
  readonly raisedOn?: string;
  readonly dueOn?: string;
  readonly risk?: readonly [likelihood: number, impact: number];
  readonly report?: string;
}

/** A new challenge as the form posts it: by the board, to an agency or to a sub-group. */
export function anEntryForm(portal: Portal, parts: EntryParts): NewEntry {
  const { today } = portal.stamp();
  const [likelihood, impact] = parts.risk ?? [4, 3];
  return newEntrySchema.parse({
    raisedBy: 'board',
    raisedTo: parts.organisationId === undefined ? 'sub-group' : `organisation:${parts.organisationId}`,
    raisedToName: parts.subGroup ?? 'Neglect sub-group',
    reason: parts.reason ?? 'Referrals are not answered within a day.',
    raisedOn: parts.raisedOn ?? today,
    report: parts.report === undefined ? 'no' : 'yes',
    reportAbout: parts.report ?? '',
    dueOn: parts.dueOn ?? '2099-01-31',
    likelihood: String(likelihood),
    impact: String(impact),
  });
}

/** A challenge on the log; gives its id. */
export async function aLoggedChallenge(portal: Portal, manager: Viewer, parts: EntryParts): Promise<string> {
  const raised = await raiseChallenge(portal, manager, anEntryForm(portal, parts));
  if (!raised.saved) throw new Error(raised.problem);
  return raised.id;
}

interface PracticeParts {
  readonly organisationId: string;
  readonly partnershipIds: readonly string[];
  readonly title?: string;
  readonly what?: string;
  readonly until?: string;
}

/** What an organisation agrees to share, as its form posts it. */
export const anAgreement = (portal: Portal, parts: PracticeParts) =>
  agreeSchema.parse({
    title: parts.title ?? 'Supervision in pairs',
    what: parts.what ?? 'Two social workers reflect on a case together each month.',
    difference: 'Plans are clearer, as our audit of 40 files showed.',
    contact: 'The designated safeguarding lead',
    partnerships: parts.partnershipIds,
    until: parts.until ?? `${Number(portal.stamp().today.slice(0, 4)) + 1}${portal.stamp().today.slice(4)}`,
    agreed: 'yes',
  });

/** Something that an organisation shares; gives its id. */
export async function aSharedPractice(portal: Portal, lead: Viewer, parts: PracticeParts): Promise<string> {
  const shared = await agreeToShare(portal, lead, { organisationId: parts.organisationId }, anAgreement(portal, parts));
  if (!shared.saved) throw new Error(shared.problem);
  return shared.id;
}
