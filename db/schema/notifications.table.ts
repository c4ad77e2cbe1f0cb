export interface OutboxMessageRow {
  id: string;
  partnership_id: string | null;
  organisation_id: string | null;
  person_id: string | null;
  to_address: string;
  template: string;
  subject: string;
  body: string;
  reference: string;
  status: 'queued' | 'sent' | 'failed';
  attempts: number;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
}
