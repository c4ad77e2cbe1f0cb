export interface StandardSuccessionRow {
  id: string;
  set_code: string;
  from_edition: string;
  to_edition: string;
  sha256: string;
  document: string;
  installed_at: string;
}

/** What became of last time's answers when they were looked for, once for each return. */
export interface CarryForwardRow {
  organisation_id: string;
  return_id: string;
  submission_id: string | null;
  outcome: 'carried' | 'nothing-sent' | 'no-succession';
  /** JSON: codes of the old questions that had an answer and that nobody is asked any more. */
  retired: string;
  carried_at: string;
}

export interface CarriedAnswerRow {
  organisation_id: string;
  return_id: string;
  question_code: string;
  standard_code: string;
  /** The return that was sent and from which the answer comes; null where it comes from this return before a move. */
  submission_id: string | null;
  /** The move to a newer edition from which it comes. */
  move_id: string | null;
  /** JSON: the codes of the old questions, in order. */
  from_codes: string;
  rule: 'keep' | 'keep-and-confirm' | 'prefill-text' | 'ask-again';
  fate: 'unchanged' | 'renumbered' | 'reworded' | 'split' | 'merged' | 'moved';
  note: string | null;
  /** JSON: each old question with its wording and what was answered, as it was sent. */
  origins: string;
  /** JSON: the answer in the terms of the new edition; null where nothing may be carried into its fields. */
  value: string | null;
  /** 1 where `value` holds words alone and a person must give the rest. */
  text_only: number;
  /** JSON: ids of the evidence that comes with it. */
  evidence: string;
  state: 'waiting' | 'confirmed' | 'revised' | 'afresh';
  settled_at: string | null;
  settled_by: string | null;
}
