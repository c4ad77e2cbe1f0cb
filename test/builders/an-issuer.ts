import type { TestPortal } from '../setup/each-database.ts';

/** The name by which the tests' configuration knows the secret of the client. */
export const secretName = 'TEST';

/** The same portal with a secret for the sign-in of an organisation in its configuration. */
export const withClientSecret = (portal: TestPortal, secret: string): TestPortal => ({
  ...portal,
  config: { ...portal.config, clientSecrets: new Map([[secretName, secret]]) },
});

/** Where the people of an organisation or of a partnership sign in. */
export async function anIssuer(
  portal: TestPortal,
  place: { readonly organisationId: string } | { readonly partnershipId: string },
  {
    issuer,
    clientId = 'line-of-sight',
    name = 'Brookmere Council',
  }: { issuer: string; clientId?: string; name?: string },
): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('identity_issuer')
    .values({
      id,
      organisation_id: 'organisationId' in place ? place.organisationId : null,
      partnership_id: 'partnershipId' in place ? place.partnershipId : null,
      name,
      issuer,
      client_id: clientId,
      secret_name: secretName,
      added_at: portal.stamp().now,
      ended_at: null,
    })
    .execute();
  return id;
}

/** Connects an account of an issuer with a person, as if they had followed an invitation. */
export async function aBinding(portal: TestPortal, issuerId: string, subject: string, personId: string): Promise<void> {
  await portal.database.db
    .insertInto('identity_binding')
    .values({
      id: portal.newId(),
      issuer_id: issuerId,
      subject,
      person_id: personId,
      bound_at: portal.stamp().now,
      last_used_at: null,
      ended_at: null,
      ended_by: null,
    })
    .execute();
}
