/** Whose a request is: exactly one of the two is set, and the same in everything under it. */
interface OwnedByOne {
  organisation_id: string | null;
  partnership_id: string | null;
}

/** Somebody asks an organisation or a partnership to see what it holds. */
export interface DisclosureRequestRow extends OwnedByOne {
  id: string;
  reference: string;
  kind: 'subject-access' | 'freedom-of-information';
  /** Who asks, in free words. */
  asked_by: string;
  /** What they ask to see, in free words. */
  asked_for: string;
  /** JSON: the spellings or subject words to look for. */
  search_words: string;
  /** The account of the person whom the request is about; null where they have none. */
  person_id: string | null;
  received_on: string;
  /** The day from which the time to answer counts: receipt, or what was asked back for arrived. */
  counts_from: string;
  /** Days on which an answer to a question of ours was waited for, where they do not count. */
  days_not_counted: number;
  /** 1: the longer time was taken, with a reason. */
  extended: number;
  due_on: string;
  first_due_on: string;
  status: 'open' | 'paused' | 'closed';
  paused_on: string | null;
  paused_for: 'identity' | 'clarification' | null;
  outcome: 'given' | 'given-in-part' | 'nothing-held' | 'refused' | 'withdrawn' | 'passed-on' | null;
  /** From this day the time for which the copies are kept is counted. */
  closed_on: string | null;
  /** Grows with every judgement and every search that found more: a check holds for one of its values. */
  judged_revision: number;
  /** The second person; null where nobody was asked. */
  check_by: string | null;
  check_asked_at: string | null;
  checked_at: string | null;
  checked_revision: number | null;
  created_by: string;
  created_at: string;
  revision: number;
}

export interface DisclosureEntryRow extends OwnedByOne {
  id: string;
  request_id: string;
  kind:
    | 'paused'
    | 'resumed'
    | 'extended'
    | 'check-asked'
    | 'check-taken-back'
    | 'checked'
    | 'closed'
    | 'reopened'
    | 'changed';
  note: string;
  due_from: string | null;
  due_to: string | null;
  made_by: string;
  made_at: string;
}

export interface DisclosureSearchRow extends OwnedByOne {
  id: string;
  request_id: string;
  status: 'queued' | 'searching' | 'ready' | 'failed';
  /** Per cent. */
  progress: number;
  progress_note: string | null;
  /** Records that matched, and those of them that no earlier run had found. */
  found: number | null;
  added: number | null;
  /** 1: there was more than one request may hold. */
  cut_short: number;
  asked_by: string;
  asked_at: string;
  finished_at: string | null;
}

export interface DisclosureItemRow extends OwnedByOne {
  id: string;
  request_id: string;
  /** Which kind of record it is. */
  source: string;
  /** Names the record itself; with the text's hash an item is found once. */
  source_key: string;
  title: string;
  /** The instant or day of the record; null where it has none. */
  dated: string | null;
  found_by: 'words' | 'account';
  /** A copy of what the record said when it was found. */
  text: string;
  text_sha256: string;
  taken_at: string;
  decision: 'include' | 'leave-out' | null;
  exemption: string | null;
  /** Why, in the reviewer's words; never goes out. */
  reason: string;
  /** JSON: the sentences and passages that are blacked out. */
  marks: string;
  judged_by: string | null;
  judged_at: string | null;
  revision: number;
}

export interface DisclosureFileRow extends OwnedByOne {
  id: string;
  request_id: string;
  version: number;
  included: number;
  blacked_out: number;
  left_out: number;
  zip_sha256: string;
  zip_size: number;
  made_by: string;
  made_at: string;
}
