/** A question of the common core: by code, because codes live across the editions of a set. */
export interface CoreQuestionRow {
  set_code: string;
  question_code: string;
  item_code: string;
  item_title: string;
  /** Of the whole core, the same in every row. */
  sha256: string;
  installed_at: string;
}
