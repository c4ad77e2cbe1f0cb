import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Portal } from '../../../platform/portal.ts';

type WithConfig = Pick<Portal, 'config'>;

const keyOf = ({ config }: WithConfig): Buffer =>
  Buffer.from(hkdfSync('sha256', config.sessionSecret, '', 'line-of-sight authenticator', 32));

/**
 * Seals the secret of an authenticator, so that a copy of the database gives none away: AES-256-GCM with a key that comes
 * from `SESSION_SECRET`, good for one person and one use alone.
 */
export function seal(portal: WithConfig, text: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(portal), nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(text), cipher.final()]);
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Opens what was sealed for the same purpose. Undefined for anything else, also when the secret has changed since. */
export function unseal(portal: WithConfig, sealed: string, purpose: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(portal), bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}
