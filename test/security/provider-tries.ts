/** What a hostile identity provider, or somebody between it and us, may try. None of it may sign anybody in. */
import type { ProviderOutcome } from '../../app/features/accounts/provider/outcomes.ts';
import { aSessionToken } from '../builders/a-session-token.ts';
import { aBinding, anIssuer } from '../builders/an-issuer.ts';
import type { Tricks } from '../mocks/identity-provider.ts';
import type { ProviderScene } from './provider-scene.ts';

export interface Try {
  readonly says: string;
  readonly tricks?: Tricks | ((scene: ProviderScene) => Tricks);
  /** What is done in place of an ordinary sign-in. */
  readonly act?: (scene: ProviderScene) => Promise<ProviderOutcome>;
}

const without =
  (name: string) =>
  (claims: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
const withClaims = (more: Record<string, unknown>): Tricks => ({ claims: (honest) => ({ ...honest, ...more }) });
const at = (scene: ProviderScene, seconds: number) => scene.provider.now() + seconds;
const changed = (url: URL, change: (parameters: URLSearchParams) => void): URL => {
  const other = new URL(url);
  change(other.searchParams);
  return other;
};

/** The few that every run of the tests does; the security suite does all. */
export const coreTries: readonly Try[] = [
  { says: 'a token without a signature (alg none)', tricks: { signing: 'unsigned' } },
  { says: 'a key that is not in the key set', tricks: { signing: 'a-key-that-is-not-published' } },
  { says: 'a token for another client', tricks: withClaims({ aud: 'somebody-else' }) },
  { says: 'a token of another issuer', tricks: withClaims({ iss: 'https://other.example' }) },
  {
    says: 'a token of an earlier sign-in, sent again',
    act: async (scene) => {
      let earlier = '';
      scene.provider.tricks = {
        answer: (honest) => {
          earlier = JSON.stringify(honest);
          return { status: 500, body: '{}' };
        },
      };
      await scene.signIn();
      scene.provider.tricks = { answer: () => ({ body: earlier }) };
      return scene.signIn();
    },
  },
  {
    says: 'a token that has expired',
    tricks: (scene) => withClaims({ exp: at(scene, -120), iat: at(scene, -600) }),
  },
  { says: 'no state', tricks: { callback: (url) => changed(url, (sent) => sent.delete('state')) } },
  {
    says: 'the state of another browser',
    act: async (scene) => {
      const [ours, theirs] = [await scene.mustBegin(), await scene.mustBegin()];
      const url = scene.provider.visit(ours.address);
      const foreign = scene.provider.visit(theirs.address).searchParams.get('state') ?? '';
      return scene.finish(
        ours,
        changed(url, (sent) => sent.set('state', foreign)),
      );
    },
  },
  {
    says: 'the answer to somebody else’s attempt, brought by another browser',
    act: async (scene) => {
      const [ours, theirs] = [await scene.mustBegin(), await scene.mustBegin()];
      return scene.finish(theirs, scene.provider.visit(ours.address));
    },
  },
  {
    says: 'a mix-up: the answer of one issuer at the address of another',
    act: async (scene) => {
      const other = await anotherIssuer(scene);
      const begun = await scene.mustBegin();
      return scene.finish(begun, scene.provider.visit(begun.address), { issuerId: other });
    },
  },
  {
    says: 'a stolen code, put into an attempt of the thief',
    act: async (scene) => {
      const [victim, thief] = [await scene.mustBegin(), await scene.mustBegin()];
      const code = scene.provider.visit(victim.address).searchParams.get('code') ?? '';
      return scene.finish(
        thief,
        changed(scene.provider.visit(thief.address), (sent) => sent.set('code', code)),
      );
    },
  },
  {
    says: 'another account with the e-mail address of somebody we know',
    tricks: (scene) => ({
      subject: 'subject-of-a-stranger',
      ...withClaims({ email: scene.kim.email, email_verified: true, preferred_username: scene.kim.email }),
    }),
  },
];

/** A second organisation whose people sign in at the same provider, as another client. */
const anotherIssuer = async (scene: ProviderScene): Promise<string> => {
  const { partnershipId } = await scene.portal.database.db
    .selectFrom('partnership_member')
    .select('partnership_id as partnershipId')
    .where('organisation_id', '=', scene.organisationId)
    .executeTakeFirstOrThrow();
  return anIssuer(scene.portal, { partnershipId }, { issuer: scene.provider.issuer, name: 'The other' });
};

const tokenTries: readonly Try[] = [
  { says: 'alg NONE in capitals', tricks: { signing: 'unsigned-in-capitals' } },
  { says: 'a signature cut off', tricks: { signing: 'signature-cut-off' } },
  { says: 'a token changed after it was signed', tricks: { signing: 'changed-after-signing' } },
  { says: 'another key by the name of the published one', tricks: { signing: 'another-key-by-the-same-name' } },
  { says: 'a token signed with the client’s secret', tricks: { signing: 'the-secret-of-the-client' } },
  { says: 'the public key used as a shared secret', tricks: { signing: 'the-public-key-as-secret' } },
  { says: 'an algorithm that the issuer does not name', tricks: { signing: 'another-algorithm' } },
  { says: 'a critical header that nobody knows', tricks: { signing: 'an-unknown-critical-header' } },
  { says: 'no keys', tricks: { keys: () => [] } },
  {
    says: 'a key set with keys for encryption alone',
    tricks: { keys: (keys) => keys.map((key) => ({ ...key, use: 'enc' })) },
  },
  { says: 'no audience', tricks: { claims: without('aud') } },
  { says: 'an empty audience', tricks: withClaims({ aud: [] }) },
  {
    says: 'several audiences, made for another',
    tricks: withClaims({ aud: ['line-of-sight', 'other'], azp: 'other' }),
  },
  { says: 'several audiences without a word for whom', tricks: withClaims({ aud: ['line-of-sight', 'other'] }) },
  { says: 'no issuer in the token', tricks: { claims: without('iss') } },
  {
    says: 'the issuer with a slash more',
    tricks: (scene) => withClaims({ iss: `${scene.provider.issuer}/` }),
  },
  { says: 'no end in the token', tricks: { claims: without('exp') } },
  { says: 'an end that is no number', tricks: withClaims({ exp: 'never' }) },
  { says: 'no beginning in the token', tricks: { claims: without('iat') } },
  { says: 'a token for later', tricks: (scene) => withClaims({ nbf: at(scene, 600) }) },
  { says: 'no nonce', tricks: { claims: without('nonce') } },
  { says: 'an empty nonce', tricks: withClaims({ nonce: '' }) },
  { says: 'another nonce', tricks: withClaims({ nonce: 'f'.repeat(64) }) },
  { says: 'no subject', tricks: { claims: without('sub') } },
  { says: 'an empty subject', tricks: withClaims({ sub: '' }) },
  { says: 'a subject of blanks', tricks: withClaims({ sub: ' ' }) },
  { says: 'a subject that is a list', tricks: withClaims({ sub: ['subject-of-kim'] }) },
  { says: 'the subject in other letters', tricks: withClaims({ sub: 'Subject-Of-Kim' }) },
  { says: 'the subject with a blank behind it', tricks: withClaims({ sub: 'subject-of-kim ' }) },
  { says: 'a subject that changed, with the same name', tricks: withClaims({ sub: 'new-subject', name: 'Kim Osei' }) },
];

const answerTries: readonly Try[] = [
  {
    says: 'no identity token',
    tricks: { answer: (honest) => ({ body: JSON.stringify(without('id_token')(honest)) }) },
  },
  {
    says: 'an identity token that is none',
    tricks: { answer: (honest) => ({ body: JSON.stringify({ ...honest, id_token: 'a.b.c' }) }) },
  },
  { says: 'an answer that is no JSON', tricks: { answer: () => ({ body: '<html>' }) } },
  {
    says: 'a fault in place of tokens',
    tricks: { answer: (honest) => ({ status: 500, body: JSON.stringify(honest) }) },
  },
  {
    says: 'a redirect in place of tokens',
    tricks: (scene) => ({ answer: () => ({ status: 307, body: '', location: `${scene.provider.issuer}/token` }) }),
  },
  {
    says: 'a megabyte in place of tokens',
    tricks: { answer: (honest) => ({ body: JSON.stringify({ ...honest, more: 'x'.repeat(1_000_000) }) }) },
  },
  {
    says: 'metadata of another issuer',
    tricks: { metadata: (honest) => ({ ...honest, issuer: 'https://other.example' }) },
  },
  {
    says: 'metadata whose issuer has a slash more',
    tricks: { metadata: (honest) => ({ ...honest, issuer: `${honest.issuer}/` }) },
  },
  {
    says: 'a PKCE downgrade: metadata that knows plain alone',
    tricks: { metadata: (honest) => ({ ...honest, code_challenge_methods_supported: ['plain'] }) },
  },
  {
    says: 'an address for tokens that anybody on the way can read',
    tricks: { metadata: (honest) => ({ ...honest, token_endpoint: 'http://192.0.2.1/token' }) },
  },
  {
    says: 'an address for keys that anybody on the way can change',
    tricks: { metadata: (honest) => ({ ...honest, jwks_uri: 'http://192.0.2.1/keys' }) },
  },
  {
    says: 'a script as the address to sign in at',
    tricks: { metadata: (honest) => ({ ...honest, authorization_endpoint: 'javascript:alert(1)' }) },
  },
  { says: 'metadata without keys', tricks: { metadata: without('jwks_uri') } },
  { says: 'metadata without an end', tricks: { endlessDiscovery: true } },
  {
    says: 'the iss parameter of another issuer',
    tricks: { callback: (url) => changed(url, (sent) => sent.set('iss', 'https://other.example')) },
  },
  {
    says: 'no iss parameter where it is promised',
    tricks: { metadata: (honest) => ({ ...honest, authorization_response_iss_parameter_supported: true }) },
  },
  { says: 'two states', tricks: { callback: (url) => changed(url, (sent) => sent.append('state', 'x')) } },
  { says: 'two codes', tricks: { callback: (url) => changed(url, (sent) => sent.append('code', 'x')) } },
  { says: 'no code', tricks: { callback: (url) => changed(url, (sent) => sent.delete('code')) } },
  {
    says: 'a token in the address in place of a code',
    tricks: {
      callback: (url) =>
        changed(url, (sent) => {
          sent.delete('code');
          sent.set('id_token', 'eyJhbGciOiJub25lIn0.e30.');
        }),
    },
  },
  {
    says: 'an error beside a code',
    tricks: { callback: (url) => changed(url, (sent) => sent.set('error', 'access_denied')) },
  },
];

const browserTries: readonly Try[] = [
  {
    says: 'the same answer a second time',
    act: async (scene) => {
      const begun = await scene.mustBegin();
      const url = scene.provider.visit(begun.address);
      scene.provider.tricks = { answer: () => ({ status: 500, body: '{}' }) };
      await scene.finish(begun, url);
      scene.provider.tricks = {};
      return scene.finish(begun, scene.provider.visit(begun.address));
    },
  },
  {
    says: 'an answer without an attempt',
    act: async (scene) => {
      const begun = await scene.mustBegin();
      return scene.finish(begun, scene.provider.visit(begun.address), { attemptToken: undefined });
    },
  },
  {
    says: 'an answer with an attempt that was made up',
    act: async (scene) => {
      const begun = await scene.mustBegin();
      return scene.finish(begun, scene.provider.visit(begun.address), { attemptToken: 'x'.repeat(43) });
    },
  },
  {
    says: 'an answer after eleven minutes',
    act: async (scene) => {
      const begun = await scene.mustBegin();
      const url = scene.provider.visit(begun.address);
      const before = scene.portal.stamp().now;
      scene.portal.setTime(new Date(Date.parse(before) + 11 * 60_000).toISOString());
      const outcome = await scene.finish(begun, url);
      scene.portal.setTime(before);
      return outcome;
    },
  },
  {
    says: 'a sign-in of an issuer that has ended',
    act: async (scene) => {
      const begun = await scene.mustBegin();
      const { db } = scene.portal.database;
      await db
        .updateTable('identity_issuer')
        .set({ ended_at: scene.portal.stamp().now })
        .where('id', '=', scene.issuerId)
        .execute();
      return scene.finish(begun, scene.provider.visit(begun.address));
    },
  },
  {
    says: 'an account that was disconnected',
    act: async (scene) => {
      const { db } = scene.portal.database;
      await db
        .updateTable('identity_binding')
        .set({ ended_at: scene.portal.stamp().now })
        .where('issuer_id', '=', scene.issuerId)
        .execute();
      return scene.signIn();
    },
  },
  {
    says: 'somebody who has left the organisation',
    act: async (scene) => {
      const { db } = scene.portal.database;
      const { today } = scene.portal.stamp();
      await db.updateTable('role_grant').set({ to_on: today }).where('person_id', '=', scene.kim.personId).execute();
      return scene.signIn();
    },
  },
  {
    says: 'somebody whose account here is closed',
    act: async (scene) => {
      const { db } = scene.portal.database;
      await db
        .updateTable('person')
        .set({ deactivated_at: scene.portal.stamp().now })
        .where('id', '=', scene.kim.personId)
        .execute();
      return scene.signIn();
    },
  },
  {
    says: 'the account of one person, known at one issuer, at another issuer',
    act: async (scene) => scene.signIn({ issuerId: await anotherIssuer(scene) }),
  },
  {
    says: 'connecting an account that is somebody else’s',
    act: async (scene) => {
      const sessionToken = await aSessionToken(scene.portal, scene.sam);
      return scene.signIn({ purpose: 'bind', sessionToken });
    },
  },
  {
    says: 'connecting a second account in passing',
    tricks: { subject: 'second-account' },
    act: async (scene) => {
      const sessionToken = await aSessionToken(scene.portal, scene.kim);
      return scene.signIn({ purpose: 'bind', sessionToken });
    },
  },
  {
    says: 'connecting with the session of another browser',
    tricks: { subject: 'account-of-sam' },
    act: async (scene) => {
      const sessionToken = await aSessionToken(scene.portal, scene.sam);
      const begun = await scene.mustBegin({ purpose: 'bind', sessionToken });
      return scene.finish(begun, scene.provider.visit(begun.address));
    },
  },
  ...(
    [
      ['a confirmation that does not say when', { claims: without('auth_time') }],
      [
        'a confirmation of an hour ago',
        { claims: (honest) => ({ ...honest, auth_time: Number(honest.auth_time) - 3600 }) },
      ],
      ['a confirmation with another account', { subject: 'account-of-a-colleague' }],
    ] as const satisfies readonly (readonly [string, Tricks])[]
  ).map(([says, tricks]) => ({
    says,
    tricks,
    act: async (scene: ProviderScene) => {
      await aBinding(scene.portal, scene.issuerId, 'account-of-a-colleague', scene.sam.personId);
      const sessionToken = await aSessionToken(scene.portal, scene.kim);
      return scene.signIn({ purpose: 'confirm', sessionToken });
    },
  })),
];

export const allTries: readonly Try[] = [...coreTries, ...tokenTries, ...answerTries, ...browserTries];

/** Does one try. True when it got somebody in, or anything else that it should not. */
export async function isAccepted(scene: ProviderScene, { tricks, act }: Try): Promise<boolean> {
  scene.provider.tricks = typeof tricks === 'function' ? tricks(scene) : (tricks ?? {});
  const outcome = await (act ? act(scene) : scene.signIn());
  return outcome.outcome !== 'problem' || (await scene.gained());
}
