import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Reader, Trx } from '../../../../db/client.server.ts';
import { type FieldErrors, formProblem, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { endSessionsBut } from '../commands/end-session.server.ts';
import { sessionHashOf } from '../confirmation-session.server.ts';
import type { Viewer } from '../viewer.ts';
import { recordWay } from '../way-changed.server.ts';
import { hasOtherWay } from '../ways.server.ts';
import { openOffer, sealSecret, stepOfCode } from './authenticator.server.ts';
import { whyGuessable } from './common.server.ts';
import { hashPassword } from './hash.server.ts';
import { newPasswordSchema, recoveryCodeFrom, totpSchema } from './schema.ts';
import { hashRecoveryCode } from './use-password.server.ts';

export const recoveryCodes = 10;

/** Whether a person has a password, since when, and how many of their recovery codes are left. */
export async function findOwnPassword(
  db: Reader,
  personId: string,
): Promise<{ readonly setAt: string; readonly codesLeft: number } | undefined> {
  const kept = await db
    .selectFrom('person_password')
    .select('set_at as setAt')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!kept) return undefined;
  const left = await db
    .selectFrom('recovery_code')
    .select('id')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .limit(recoveryCodes)
    .execute();
  return { setAt: kept.setAt, codesLeft: left.length };
}

const setPasswordSchema = z.object({ password: newPasswordSchema, code: totpSchema, sealed: z.string().max(2000) });

/** What the page shows when a password could not be set; what was typed as a password is never sent back. */
export interface PasswordProblem {
  readonly ok: false;
  readonly errors: FieldErrors;
}

/**
 * Sets the person's password together with the authenticator that the page offered, and gives their recovery codes: they
 * are shown this once. The code of the authenticator shows that it was taken up, and is used by that. All other sessions
 * of the person end.
 */
export async function setPassword(
  portal: Portal,
  viewer: Viewer,
  sessionToken: string,
  form: FormData,
): Promise<{ readonly ok: true; readonly codes: readonly string[] } | PasswordProblem> {
  const parsed = parseForm(setPasswordSchema, form);
  if (!parsed.ok) return { ok: false, errors: parsed.errors };
  const { password, code, sealed } = parsed.value;
  const guessable = whyGuessable(password, viewer);
  const secret = openOffer(portal, viewer, sealed);
  if (guessable !== undefined) return problem('password', guessable, form);
  if (secret === undefined) return problem('code', 'Scan the picture again: the one before is too old', form);
  const step = stepOfCode(portal, secret, code);
  if (step === undefined)
    return problem(
      'code',
      'This code is not right. Check that the clock of your device is right, and enter the next one',
      form,
    );
  const passwordHash = await hashPassword(password);
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCodeFrom(randomBytes(10)));
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const values = {
      password_hash: passwordHash,
      totp_secret: sealSecret(portal, viewer.personId, secret),
      totp_last_step: step,
      set_at: stamp.now,
    };
    await trx
      .insertInto('person_password')
      .values({ person_id: viewer.personId, ...values })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
      .execute();
    await writeRecoveryCodes(portal, trx, stamp, viewer.personId, codes);
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.added',
      personId: viewer.personId,
      actorId: viewer.personId,
      kind: 'password',
      change: 'a password and an authenticator were set',
    });
    await endSessionsBut(trx, stamp, viewer.personId, sessionHashOf(portal, sessionToken));
  });
  return { ok: true, codes };
}

const problem = (field: string, message: string, form: FormData): PasswordProblem => ({
  ok: false,
  errors: formProblem(field, message, form).errors,
});

/** Takes the place of the recovery codes that the person had. Refuses somebody without a password. */
export async function renewRecoveryCodes(portal: Portal, viewer: Viewer): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCodeFrom(randomBytes(10)));
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await findOwnPassword(trx, viewer.personId))) throw notNow('Set a password first.');
    await writeRecoveryCodes(portal, trx, stamp, viewer.personId, codes);
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.added',
      personId: viewer.personId,
      actorId: viewer.personId,
      kind: 'recovery-codes',
      change: 'new recovery codes were made',
    });
  });
  return codes;
}

/** Removes the person's password, authenticator and recovery codes. Refuses the last way of somebody without links. */
export async function removePassword(portal: Portal, viewer: Viewer): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await hasOtherWay(trx, viewer.personId, stamp.today, { password: true })))
      throw notNow('This is your only way to sign in. Add another one first.');
    const removed = await trx
      .deleteFrom('person_password')
      .where('person_id', '=', viewer.personId)
      .returning('person_id')
      .executeTakeFirst();
    if (!removed) return;
    await trx.deleteFrom('recovery_code').where('person_id', '=', viewer.personId).execute();
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.removed',
      personId: viewer.personId,
      actorId: viewer.personId,
      kind: 'password',
      change: 'the password and the authenticator were removed',
    });
  });
}

async function writeRecoveryCodes(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  personId: string,
  codes: readonly string[],
): Promise<void> {
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await trx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        id: stamp.newId(),
        person_id: personId,
        code_hash: hashRecoveryCode(portal, personId, code),
        made_at: stamp.now,
        used_at: null,
      })),
    )
    .execute();
}
