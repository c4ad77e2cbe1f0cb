import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { Secret, TOTP } from 'otpauth';
import { addMinutes } from '../../../platform/clock.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../viewer.ts';
import { seal, unseal } from './seal.server.ts';

/** A secret that was shown is good for this long, until a code shows that it was taken up. */
const offeredMinutes = 30;
const stepSeconds = 30;

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Line of Sight',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });

/** What the page shows to set an authenticator up: a picture to scan, a key to type, and the same sealed for the form. */
export interface OfferedAuthenticator {
  readonly sealed: string;
  /** In groups of four. */
  readonly key: string;
  readonly qr: { readonly path: string; readonly size: number };
}

const offerOf = (personId: string) => `offer:${personId}`;

/** A new secret for a person, or the one that their form carried back, while it is good. */
export function offerAuthenticator(portal: Portal, viewer: Viewer, carried?: string): OfferedAuthenticator {
  const { now } = portal.stamp();
  const kept = carried === undefined ? undefined : openOffer(portal, viewer, carried);
  const secret = kept ?? new Secret({ size: 20 }).base32;
  const code = generate(totpOf(secret, viewer.email).toString());
  return {
    sealed:
      kept !== undefined && carried !== undefined
        ? carried
        : seal(portal, `${addMinutes(now, offeredMinutes)} ${secret}`, offerOf(viewer.personId)),
    key: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
    qr: { path: toSvgPath(code), size: code.size },
  };
}

/** The secret in an offer that was made to this person and is still good. */
export function openOffer(portal: Portal, viewer: Viewer, sealed: string): string | undefined {
  const [until = '', secret] = (unseal(portal, sealed, offerOf(viewer.personId)) ?? '').split(' ');
  return until > portal.stamp().now ? secret : undefined;
}

/** The step of 30 seconds whose code was given: this one, the one before or the one after; undefined for no such code. */
export function stepOfCode(portal: Portal, secret: string, code: string): number | undefined {
  const timestamp = portal.clock.now().getTime();
  const away = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return away === null ? undefined : Math.floor(timestamp / 1000 / stepSeconds) + away;
}

const keptFor = (personId: string) => `authenticator:${personId}`;
export const sealSecret = (portal: Portal, personId: string, secret: string): string =>
  seal(portal, secret, keptFor(personId));
export const openSecret = (portal: Portal, personId: string, sealed: string): string | undefined =>
  unseal(portal, sealed, keptFor(personId));
