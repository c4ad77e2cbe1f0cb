export interface OutboxMessageRow {
  id: string;
  partnership_id: string | null;
  organisation_id: string | null;
  person_id: string | null;
  to_address: string;
  template: string;
  /** JSON: what fills the placeholders of the template. */
  message_values: string;
  subject: string;
  body: string;
  reference: string;
  /** What the message is about, where it is to be taken back once that has moved on. */
  about_kind:
    | 'return'
    | 'delegation'
    | 'action'
    | 'session'
    | 'challenge-log'
    | 'information-request'
    | 'ratings'
    | 'minutes'
    | 'letter'
    | null;
  about_id: string | null;
  status: 'queued' | 'sent' | 'merged' | 'withdrawn' | 'held' | 'failed';
  urgent: number;
  attempts: number;
  last_error: string | null;
  created_at: string;
  attempted_at: string | null;
  sent_at: string | null;
  merged_into: string | null;
  provider_id: string | null;
  delivery: 'delivered' | 'permanent-failure' | 'temporary-failure' | 'technical-failure' | null;
  delivery_at: string | null;
  /** How often a failed delivery was tried again. */
  resent: number;
}

export interface MailGateRow {
  name: string;
  wait_until: string;
}

export interface MailAddressRow {
  address: string;
  broken_since: string | null;
  broken_reason: string | null;
  digests_stopped_at: string | null;
}

export interface PartnershipMailRow {
  partnership_id: string;
  reply_to: string | null;
  notify_reply_to_id: string | null;
  /** JSON: the ladder of reminders and the school holidays. */
  settings: string;
  revision: number;
  updated_at: string;
  updated_by: string | null;
}

export interface ReminderRoundRow {
  day: string;
  finished_at: string;
  queued: number;
}
