import { agencies } from '../../../db/seed/brookmere.ts';
import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { settings } from '../../../db/seed/settings.ts';
import { viewerOf } from '../../features/accounts/queries.server.ts';
import { holdersIn } from '../../features/accounts/role-holders.server.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { getEdition } from '../../features/questionnaire/editions.server.ts';
import type { CompiledEdition } from '../../features/questionnaire/questionnaire.ts';
import type { Portal } from '../../platform/portal.ts';

/** The partnership whose year is told. */
export interface Town {
  readonly portal: Portal;
  readonly partnershipId: string;
  readonly manager: Viewer;
  readonly chair: Viewer;
  /** Whoever reads what agencies sent. */
  readonly moderator: Viewer;
  readonly seed: string;
  /** The first day of the year. */
  readonly from: string;
}

const everybody = new Map<string, DemonstrationOrganisation>([...agencies, ...settings].map((one) => [one.name, one]));

/** An organisation as the demonstration describes it: how good it is, and what it says of itself. */
export const findAgency = (name: string): DemonstrationOrganisation | undefined => everybody.get(name);

export const findEdition = (portal: Portal, id: string): Promise<CompiledEdition> => getEdition(portal.database.db, id);

/** The safeguarding lead of an organisation today. */
export async function leadOf(portal: Portal, organisationId: string): Promise<Viewer | undefined> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const leads = (await holdersIn(db, [organisationId], ['safeguarding-lead'], today)).get(organisationId) ?? [];
  const [lead] = leads.toSorted(byEmail);
  return lead && viewerOf(db, { id: lead.personId, name: lead.email, email: lead.email }, today);
}

export const byEmail = (a: { readonly email: string }, b: { readonly email: string }) => (a.email < b.email ? -1 : 1);
