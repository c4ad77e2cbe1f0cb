import { organisation, partnership, type RouteAccess } from './opening.ts';

const released = { ...organisation('escalation.read'), ...partnership('escalation.read') };

/** The record of changes, checking what was issued, and escalation. */
export const further: Readonly<Record<string, RouteAccess>> = {
  '/verify': {},
  '/verify/:code': { read: { to: 'everybody' } },
  '/audit.csv': { read: partnership('audit.read') },
  '/audit.jsonl': { read: partnership('audit.read') },
  '/audit/ours': { read: organisation('audit.read') },
  '/audit/ours.csv': { read: organisation('audit.read') },
  '/audit/ours.jsonl': { read: organisation('audit.read') },
  '/challenge-log/raise': {
    read: organisation('challenge-log.raise'),
    change: [{ open: organisation('challenge-log.raise') }],
  },
  '/escalations': { read: partnership('escalation.read') },
  '/escalations/raise/:subject/:subjectId': {
    read: partnership('escalation.change'),
    change: [{ open: partnership('escalation.change'), form: {}, deniedOnly: true }],
  },
  '/escalations/letters/:letterId': { read: released },
  '/escalations/letters/:letterId.pdf': { read: released },
  '/escalations/letters/:letterId.docx': { read: released },
  '/escalations/letters/:letterId.odt': { read: released },
  '/escalations/letters/:letterId/write': {
    read: partnership('escalation.change'),
    change: [{ open: partnership('escalation.change'), form: { intent: 'save' }, deniedOnly: true }],
  },
  '/escalations/:escalationId': {
    read: partnership('escalation.read'),
    change: [{ open: partnership('escalation.change'), form: { intent: 'settle' }, deniedOnly: true }],
  },
  '/settings/escalation': { read: partnership('escalation.set') },
  '/settings/escalation/letters/:letter/:duty': {
    read: partnership('escalation.set'),
    change: [{ open: partnership('escalation.set') }],
  },
  '/settings/escalation/:subject': {
    read: partnership('escalation.set'),
    change: [{ open: partnership('escalation.set') }],
  },
};
