import { aPartnership } from '../../builders/a-partnership.ts';
import { aRequest } from '../../builders/a-request.ts';
import type { TestPortal } from '../../setup/each-database.ts';
import {
  aCast,
  aCharityChallenge,
  aLetterToAnswer,
  aPoliceAction,
  aSchoolReturn,
  askMoreTime,
  press,
  setAction,
} from './a-cast.ts';
import { anActionDue, anotherReturn, aReturnDue, aSessionOn, moveReturn, sendForSignature } from './a-year.ts';

/** Returns, signatures and a session of an autumn. */
export async function autumn(portal: TestPortal) {
  const partnershipId = await aPartnership(portal, 'autumn');
  const dates = { opensOn: '2026-09-14', dueOn: '2026-11-06' };
  const silent = await aReturnDue(portal, partnershipId, dates, 'Section 11, 2026');
  const chair = await aSessionOn(portal, partnershipId, silent.cycleId, '2027-12-01');
  const prompt = await anotherReturn(portal, partnershipId, silent.cycleId, dates.dueOn);
  const signed = await anotherReturn(portal, partnershipId, silent.cycleId, dates.dueOn);
  const christmas = await anActionDue(portal, partnershipId, '2026-12-25');
  return {
    ...{ silent, chair, prompt, signed, christmas },
    happenings: {
      '2026-10-15': () => sendForSignature(portal, signed, partnershipId),
      '2026-10-20': () => moveReturn(portal, prompt.returnId, 'submitted'),
      '2026-10-23': () => moveReturn(portal, signed.returnId, 'signed'),
      '2026-10-29': () => moveReturn(portal, signed.returnId, 'submitted'),
      '2026-12-01': () => moveReturn(portal, silent.returnId, 'submitted'),
      '2027-01-06': setAction(portal, christmas.id, { status: 'closed' }),
    },
  };
}

/** A return, a session and an action about Easter and the start of summer time, and an action of August. */
export async function spring(portal: TestPortal) {
  const partnershipId = await aPartnership(portal, 'spring');
  const dates = { opensOn: '2027-02-01', dueOn: '2027-04-16' };
  const one = await aReturnDue(portal, partnershipId, dates, 'Section 11, 2027');
  const chair = await aSessionOn(portal, partnershipId, one.cycleId, '2027-03-31');
  const action = await anActionDue(portal, partnershipId, '2027-03-30');
  const august = await anActionDue(portal, partnershipId, '2027-08-20');
  return {
    ...{ one, chair, action, august },
    happenings: {
      '2027-03-11': () => moveReturn(portal, one.returnId, 'in-progress'),
      '2027-04-06': setAction(portal, action.id, { status: 'closed' }),
      '2027-04-15': () => moveReturn(portal, one.returnId, 'submitted'),
    },
  };
}

/** What is late in a partnership with school holidays, and how people press. */
export async function climbing(portal: TestPortal) {
  const cast = await aCast(portal);
  const action = await aPoliceAction(portal, cast, '2026-10-20');
  const winterReturn = await aSchoolReturn(portal, cast, ['2026-10-01', '2026-12-11']);
  const summerReturn = await aSchoolReturn(portal, cast, ['2027-04-19', '2027-07-09']);
  const challenge = await aCharityChallenge(portal, cast, '2027-03-24');
  const mayChallenge = await aCharityChallenge(portal, cast, '2027-05-28');
  const letter = await aLetterToAnswer(portal, cast, '2027-04-30');
  const request = await aRequest(portal, cast.manager, {
    organisationId: cast.school.organisationId,
    dueOn: '2027-02-16',
  });
  const { db } = portal.database;
  return {
    ...{ cast, action, winterReturn, summerReturn, challenge, mayChallenge, letter },
    happenings: {
      // More time that is only asked for stops nothing.
      '2026-11-12': askMoreTime(portal, cast, action),
      '2026-11-26': press(portal, cast, 'action', action),
      '2026-12-17': setAction(portal, action, { due_on: '2027-01-29' }),
      '2027-01-22': press(portal, cast, 'return', winterReturn),
      '2027-02-10': setAction(portal, action, { status: 'done' }),
      '2027-02-23': () => moveReturn(portal, winterReturn, 'submitted'),
      '2027-03-01': () =>
        db.updateTable('information_request').set({ status: 'answered' }).where('id', '=', request).execute(),
      '2027-04-12': () =>
        db.updateTable('challenge_log_entry').set({ status: 'answered' }).where('id', '=', challenge).execute(),
    },
  };
}
