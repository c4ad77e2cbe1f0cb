/**
 * What is searched. Two lists, and which of them is read follows from whose the request is: a partnership's has no draft,
 * no comment inside an agency and no evidence that was not sent in it.
 */
import type { DisclosureOwner } from '../scope.server.ts';
import { actions } from './actions.server.ts';
import { betweenThem } from './between-them.server.ts';
import { challengeLog } from './challenge-log.server.ts';
import { organisationRecords } from './organisation.server.ts';
import { organisationFeedback } from './organisation-feedback.server.ts';
import { organisationFurther } from './organisation-further.server.ts';
import { partnershipOffice } from './partnership-office.server.ts';
import { partnershipReturns } from './partnership-returns.server.ts';
import { partnershipSessions } from './partnership-sessions.server.ts';
import { accounts, organisationContacts, partnershipPeople } from './people.server.ts';
import { partnershipRegisters } from './registers.server.ts';
import type { Source } from './source.ts';
import { sentReturns, signatures } from './submissions.server.ts';

const ofPartnership: readonly Source[] = [
  accounts('partnership_id'),
  ...partnershipPeople,
  sentReturns('partnership_id'),
  signatures('partnership_id'),
  ...partnershipReturns,
  ...partnershipSessions,
  ...actions('partnership_id'),
  ...betweenThem('partnership_id'),
  ...challengeLog('partnership_id'),
  ...partnershipRegisters,
  ...partnershipOffice,
];

const ofOrganisation: readonly Source[] = [
  accounts('organisation_id'),
  organisationContacts,
  sentReturns('organisation_id'),
  signatures('organisation_id'),
  ...organisationRecords,
  ...organisationFeedback,
  ...actions('organisation_id'),
  ...betweenThem('organisation_id'),
  ...challengeLog('organisation_id'),
  ...organisationFurther,
];

export const sourcesOf = (owner: DisclosureOwner): readonly Source[] =>
  'partnershipId' in owner ? ofPartnership : ofOrganisation;
