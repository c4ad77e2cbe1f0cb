import { unknownBrowser } from '../../app/features/accounts/begin-session.server.ts';
import { finishProviderSignIn, type Returned } from '../../app/features/accounts/provider/finish.server.ts';
import type { ProviderOutcome } from '../../app/features/accounts/provider/outcomes.ts';
import { type StartAsked, startProviderSignIn } from '../../app/features/accounts/provider/start.server.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { aBinding, anIssuer, withClientSecret } from '../builders/an-issuer.ts';
import { clientSecret, IdentityProvider } from '../mocks/identity-provider.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';

/** A sign-in that was begun: what the browser holds, and where it was sent. */
export interface Begun {
  readonly attemptToken: string;
  readonly address: string;
  readonly issuerId: string;
}

/**
 * An organisation with a sign-in of its own, and Kim, who is connected with the account `subject-of-kim` there. Sam works
 * there too and is not connected. Everything is real but the browser: it is the two calls that a browser causes.
 */
export class ProviderScene {
  readonly portal: TestPortal;
  readonly provider: IdentityProvider;
  readonly organisationId: string;
  readonly issuerId: string;
  readonly kim: Viewer;
  readonly sam: Viewer;

  private constructor(
    parts: Pick<ProviderScene, 'portal' | 'provider' | 'organisationId' | 'issuerId' | 'kim' | 'sam'>,
  ) {
    this.portal = parts.portal;
    this.provider = parts.provider;
    this.organisationId = parts.organisationId;
    this.issuerId = parts.issuerId;
    this.kim = parts.kim;
    this.sam = parts.sam;
  }

  /** On a portal that is there already, or on one of its own. */
  static async open(given?: TestPortal): Promise<ProviderScene> {
    const portal = withClientSecret(given ?? (await openTestPortal('sqlite')), clientSecret);
    const provider = await IdentityProvider.start(() => Math.floor(portal.clock.now().getTime() / 1000));
    const organisationId = await anOrganisation(portal, await aPartnership(portal, `p-${portal.newId()}`));
    const role = { role: 'senior-lead', organisationId } as const;
    const kim = await aViewer(portal, role, 'Kim Osei');
    const sam = await aViewer(portal, role, 'Sam Hale');
    const issuerId = await anIssuer(portal, { organisationId }, { issuer: provider.issuer });
    await aBinding(portal, issuerId, 'subject-of-kim', kim.personId);
    return new ProviderScene({ portal, provider, organisationId, issuerId, kim, sam });
  }

  async begin(asked: Partial<StartAsked> = {}): Promise<Begun | ProviderOutcome> {
    const issuerId = asked.issuerId ?? this.issuerId;
    const started = await startProviderSignIn(this.portal, { purpose: 'sign-in', ...asked, issuerId });
    return started.ok
      ? { attemptToken: started.attemptToken, address: started.address, issuerId }
      : { outcome: 'problem', problem: started.problem, name: started.name };
  }

  /** As `begin`, for tries that must get as far as the provider. */
  async mustBegin(asked: Partial<StartAsked> = {}): Promise<Begun> {
    const begun = await this.begin(asked);
    if ('outcome' in begun) throw new Error('The sign-in could not be begun');
    return begun;
  }

  finish(begun: Begun, url: URL, other: Partial<Returned> = {}): Promise<ProviderOutcome> {
    return finishProviderSignIn(this.portal, {
      attemptToken: begun.attemptToken,
      issuerId: begun.issuerId,
      url,
      sessionToken: undefined,
      browser: unknownBrowser,
      ...other,
    });
  }

  /** From the press to the end, as somebody with an ordinary browser does it. */
  async signIn(asked: Partial<StartAsked> = {}): Promise<ProviderOutcome> {
    const begun = await this.begin(asked);
    if ('outcome' in begun) return begun;
    return this.finish(begun, this.provider.visit(begun.address), {
      ...(asked.sessionToken === undefined ? {} : { sessionToken: asked.sessionToken }),
    });
  }

  /** Whether anything came of it: a session, a confirmation, a connection that was made or used. */
  async gained(): Promise<boolean> {
    const { db } = this.portal.database;
    const people = [this.kim.personId, this.sam.personId];
    const sessions = await db
      .selectFrom('session')
      .select('token_hash')
      .where('person_id', 'in', people)
      .where((eb) => eb.or([eb('way', 'is not', null), eb('confirmed_at', 'is not', null)]))
      .execute();
    const bindings = await db
      .selectFrom('identity_binding')
      .select('id')
      .where('person_id', 'in', people)
      .where('last_used_at', 'is not', null)
      .execute();
    return sessions.length + bindings.length > 0;
  }

  async close(): Promise<void> {
    await this.provider.close();
  }
}
