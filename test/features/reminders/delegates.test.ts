import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { endAuthority } from '../../../app/features/submissions/authorities/end-authority.server.ts';
import { giveAuthority } from '../../../app/features/submissions/authorities/give-authority.server.ts';
import { aPartnership } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnDue, live, sendForSignature } from './a-year.ts';

const give = async (
  portal: TestPortal,
  senior: Viewer,
  organisationId: string,
  email: string,
  dates: { readonly fromOn: string; readonly toOn: string },
) => {
  const given = await giveAuthority(portal, senior, {
    organisationId,
    form: {
      signatory: 'senior-lead',
      email,
      personName: email,
      personJobTitle: null,
      reason: 'Away',
      document: null,
      ...dates,
    },
  });
  expect(given).toMatchObject({ ok: true });
};

const reminded = async (portal: TestPortal) => {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .select('to_address')
    .where('template', '=', 'sign-off-waiting')
    .where('reference', 'like', '%:signatories:%')
    .execute();
  return rows.map(({ to_address }) => to_address).toSorted();
};

describeEachDatabase('a signature that is waited for', (open) => {
  it('is asked again of whoever may sign for somebody that day, and of nobody whose authority is over or ended', async () => {
    const portal = await open();
    portal.setTime('2026-10-14T12:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    const dates = { opensOn: '2026-09-14', dueOn: '2026-11-06' };
    const one = await aReturnDue(portal, partnershipId, dates, 'Section 11, 2026');
    const { organisationId, senior } = one;
    await give(portal, senior, organisationId, 'over@example.org', { fromOn: '2026-10-14', toOn: '2026-10-17' });
    await give(portal, senior, organisationId, 'ended@example.org', { fromOn: '2026-10-14', toOn: '2026-10-30' });
    await live(portal, '2026-10-15', '2026-10-20', {
      '2026-10-15': () => sendForSignature(portal, one, partnershipId),
      '2026-10-16': () =>
        give(portal, senior, organisationId, 'later@example.org', { fromOn: '2026-10-19', toOn: '2026-10-30' }),
      '2026-10-18': async () => {
        const { id: authorityId } = await portal.database.db
          .selectFrom('signing_authority')
          .innerJoin('person', 'person.id', 'signing_authority.delegate_id')
          .select('signing_authority.id')
          .where('person.email', '=', 'ended@example.org')
          .executeTakeFirstOrThrow();
        await endAuthority(portal, senior, { organisationId, authorityId });
      },
    });
    expect(await reminded(portal)).toEqual(['later@example.org', senior.email].toSorted());
  });
});
