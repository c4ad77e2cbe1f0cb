/** A part of a return, handed to one person; open while `ended_at` is null. */
export interface DelegationRow {
  id: string;
  organisation_id: string;
  return_id: string;
  /** The code of a standard, or `@profile` for the page about the organisation. */
  part: string;
  holder_id: string;
  asked_by: string;
  asked_at: string;
  due_on: string;
  note: string | null;
  status: 'asked' | 'ready' | 'returned' | 'accepted' | 'taken-back' | 'moved' | 'sent';
  /** When the holder last said that it is ready. */
  ready_at: string | null;
  /** When evidence of the part was attached or taken off since. */
  evidence_changed_at: string | null;
  returned_at: string | null;
  returned_note: string | null;
  ended_at: string | null;
  ended_by: string | null;
  revision: number;
}
