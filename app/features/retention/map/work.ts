import { unit } from './unit.ts';

const ladder = ['escalation_letter.escalation_id > escalation', 'escalation_step.escalation_id > escalation'] as const;
const ladderFiles = [
  { rows: 'escalation_letter.escalation_id > escalation', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
] as const;

/** What a partnership owns of the work that follows: actions, registers, what is late. */
export const workUnits = {
  action: unit({
    line: 'actions',
    words: 'Action',
    table: 'action',
    key: 'id',
    owner: 'partnership',
    since: 'r.closed_at',
    label: 'r.reference',
    about: {
      organisation: 'r.organisation_id',
      partnership: 'r.partnership_id',
      cycle: 'r.cycle_id',
      return: 'select s.return_id from submission s where s.id = r.submission_id',
      people: ['r.owner_id', 'r.sponsor_id', 'r.created_by'],
    },
    goes: [
      'action_revisit_look.action_id',
      'action_revisit_member.action_id',
      'action_more_time.action_id',
      'action_finding.action_id',
      'action_update.action_id',
      ...ladder,
      'escalation.action_id',
    ],
    loosens: ['action.follows_id', 'risk_control.action_id'],
    waits: [
      { rows: 'action.follows_id', where: "w.status <> 'closed'", words: 'an action that follows it is open' },
      {
        rows: 'risk_control.action_id',
        where: 'w.ended_at is null',
        words: 'it is the control of a risk on the register',
      },
    ],
    files: ladderFiles,
  }),
  'action-revisit': unit({
    line: 'actions',
    words: 'Draw of closed actions',
    table: 'action_revisit',
    key: 'id',
    owner: 'partnership',
    since: 'r.drawn_at',
    label: "'Drawn ' || substr(r.drawn_at, 1, 10)",
    about: { partnership: 'r.partnership_id', people: ['r.drawn_by'] },
    goes: [],
    waits: [{ rows: 'action_revisit_member.revisit_id', words: 'its actions are still here' }],
  }),
  risk: unit({
    line: 'registers',
    words: 'Risk',
    table: 'risk',
    key: 'id',
    owner: 'partnership',
    since: 'r.closed_on',
    label: 'r.reference',
    about: { partnership: 'r.partnership_id', people: ['r.owner_id', 'r.created_by'] },
    goes: ['risk_control.risk_id', 'risk_entry.risk_id', 'priority_tag.risk_id'],
  }),
  'information-request': unit({
    line: 'registers',
    words: 'Request for information',
    table: 'information_request',
    key: 'id',
    owner: 'partnership',
    since: `case when r.status = 'closed' then
      (select max(e.happened_on) from information_request_entry e where e.request_id = r.id) end`,
    label: 'r.reference',
    about: { organisation: 'r.organisation_id', partnership: 'r.partnership_id', people: ['r.created_by'] },
    goes: ['information_request_entry.request_id'],
  }),
  'challenge-log-entry': unit({
    line: 'registers',
    words: 'Entry of the challenge log',
    table: 'challenge_log_entry',
    key: 'id',
    owner: 'partnership',
    since: 'r.closed_on',
    label: 'r.reference',
    about: {
      organisation:
        'select w.id from organisation w where w.id in (r.raised_by_organisation_id, r.raised_to_organisation_id)',
      partnership: 'r.partnership_id',
      return: 'select s.return_id from submission s where s.id = r.submission_id',
      people: ['r.created_by'],
    },
    goes: ['challenge_log_update.entry_id', 'priority_tag.log_entry_id', ...ladder, 'escalation.entry_id'],
    loosens: ['risk.log_entry_id'],
    files: ladderFiles,
  }),
  escalation: unit({
    line: 'escalations',
    words: 'Escalation',
    table: 'escalation',
    key: 'id',
    owner: 'partnership',
    since: 'r.ended_on',
    label: 'r.name',
    about: {
      organisation: 'r.organisation_id',
      partnership: 'r.partnership_id',
      return: 'r.return_id',
      people: ['select t.made_by from escalation_step t where t.escalation_id = r.id'],
    },
    goes: ['escalation_letter.escalation_id', 'escalation_step.escalation_id'],
    files: [{ rows: 'escalation_letter.escalation_id', owner: 'w.partnership_id', sha256: 'pdf_sha256' }],
  }),
};
