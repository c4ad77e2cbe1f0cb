import { either, organisation, partnership, type RouteAccess } from './opening.ts';

const released = { ...organisation('escalation.read'), ...partnership('escalation.read') };

const requests = { ...organisation('information-request.read'), ...partnership('information-request.read') };
const registers = partnership('risk.read');

/** Risks and requests, the record of changes, checking what was issued, and escalation. */
export const further: Readonly<Record<string, RouteAccess>> = {
  '/verify': { read: { to: 'everybody' } },
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
  '/priorities/:priorityId/questions': {
    read: partnership('priority.tag'),
    change: [{ open: partnership('priority.tag'), form: { cycle: 'x' }, deniedOnly: true }],
  },
  '/tags': { change: [{ open: partnership('priority.tag'), form: { kind: 'x' }, deniedOnly: true }] },
  '/registers': { read: registers },
  '/risks': { read: partnership('risk.read') },
  '/risks/new': { read: partnership('risk.change'), change: [{ open: partnership('risk.change') }] },
  '/risks/report': { read: partnership('risk.read') },
  '/risks/report.pdf': { read: partnership('risk.read') },
  '/risks/report.xlsx': { read: partnership('risk.read') },
  '/risks/:riskId': {
    read: partnership('risk.read'),
    change: [{ open: partnership('risk.change'), form: { intent: 'x' }, deniedOnly: true }],
  },
  '/information-requests': { read: requests },
  '/information-requests/new': {
    read: partnership('information-request.change'),
    change: [{ open: partnership('information-request.change') }],
  },
  '/information-requests/:requestId': {
    read: requests,
    change: [{ open: requests, form: { intent: 'x' }, deniedOnly: true }],
  },
  '/disclosures': { read: { ...organisation('disclosure.check'), ...partnership('disclosure.check') } },
  '/disclosures/new': {
    read: either('disclosure.handle', 'disclosure.handle'),
    change: [{ open: either('disclosure.handle', 'disclosure.handle') }],
  },
  '/disclosures/:disclosureId': {
    read: partnership('disclosure.handle'),
    change: [{ open: partnership('disclosure.handle'), form: { intent: 'search' }, deniedOnly: true }],
  },
  '/disclosures/:disclosureId/records': { read: partnership('disclosure.handle') },
  '/disclosures/:disclosureId/records/:recordId': {
    read: partnership('disclosure.handle'),
    change: [{ open: partnership('disclosure.handle') }],
  },
  '/disclosures/:disclosureId/answer': {
    read: partnership('disclosure.handle'),
    change: [{ open: partnership('disclosure.handle'), deniedOnly: true }],
  },
  '/disclosures/:disclosureId/answers/:answerId.zip': { read: partnership('disclosure.handle') },
  '/settings/escalation': {
    read: partnership('escalation.set'),
    change: [{ open: partnership('escalation.set') }],
  },
  '/settings/escalation/letters/:letter/:duty': {
    read: partnership('escalation.set'),
    change: [{ open: partnership('escalation.set') }],
  },
  '/settings/escalation/:subject': {
    read: partnership('escalation.set'),
    change: [{ open: partnership('escalation.set') }],
  },
};
