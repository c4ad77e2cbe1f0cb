import { expect, it } from 'vitest';
import { navigationFor } from '../../../app/features/accounts/navigation.ts';
import {
  type OrganisationRole,
  organisationRoles,
  type PartnershipRole,
  partnershipRoles,
} from '../../../app/features/accounts/permissions.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';

const nobody: Viewer = {
  personId: 'p',
  name: 'Jo Bell',
  email: 'jo@example.org',
  organisationRoles: [],
  partnershipRoles: [],
  systemRoles: [],
};

const viewers: [string, Viewer][] = [
  ...(Object.keys(organisationRoles) as OrganisationRole[]).map((role): [string, Viewer] => [
    role,
    { ...nobody, organisationRoles: [{ organisationId: 'o', role }] },
  ]),
  ...(Object.keys(partnershipRoles) as PartnershipRole[]).map((role): [string, Viewer] => [
    role,
    { ...nobody, partnershipRoles: [{ partnershipId: 'p', role }] },
  ]),
];

it.each(viewers)('the navigation of a %s has five places at most, each once', (_role, viewer) => {
  const places = navigationFor(viewer);
  expect(places.length).toBeGreaterThan(0);
  expect(places.length).toBeLessThanOrEqual(5);
  expect(new Set(places.map(({ text }) => text)).size).toBe(places.length);
});
