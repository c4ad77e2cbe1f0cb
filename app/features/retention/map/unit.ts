import type { Tables } from '../../../../db/schema/index.ts';
import type { LineCode } from '../schedule.ts';

export type TableName = keyof Tables;
export type OwnerKind = 'organisation' | 'partnership' | 'installation';

/**
 * How the rows of a table hang on a record: `answer.return_id` names the record itself, and
 * `sign_off_authority.sign_off_id > sign_off` a row of another table that hangs on it, by a path of its own in `goes`.
 */
export type Path = `${TableName}.${string}`;

/** A record waits while there is such a row; the words finish "waits: ...". */
export interface Waiting {
  readonly rows: Path;
  /** Which of the rows count, as SQL in which `w` is the row. All of them without it. */
  readonly where?: string;
  readonly words: string;
}

/**
 * One kind of record that goes as a whole. Every text of SQL here is a constant of ours, in which `r` is the row: no
 * value ever stands in one.
 */
export interface Unit {
  readonly line: LineCode;
  /** What one is called: "Return". */
  readonly words: string;
  readonly table: TableName;
  /** The column that names a record. */
  readonly key: string;
  readonly owner: OwnerKind;
  /** The owner's id, where it is not `r.organisation_id` or `r.partnership_id`. */
  readonly ownerIs?: string;
  readonly joins?: string;
  /** The day or instant from which its length counts; null while it does not. */
  readonly since: string;
  /** What a person knows it by, while it is here. */
  readonly label: string;
  /** What a legal hold may name: ids, or for people a list or a query of ids. */
  readonly about: {
    readonly organisation?: string;
    readonly partnership?: string;
    readonly cycle?: string;
    readonly return?: string;
    readonly people?: readonly string[];
  };
  /** What goes with it, in this order, before the record itself. */
  readonly goes: readonly Path[];
  /** What stays and only forgets that it rested on the record: columns that may be empty. */
  readonly loosens?: readonly Path[];
  readonly waits?: readonly Waiting[];
  /** Columns that name files: path of the row `w`, its owner in the store as SQL, and the column with its hash. */
  readonly files?: readonly { readonly rows: Path; readonly owner: string; readonly sha256: string }[];
  /** The row stays without what names a person. */
  readonly anonymise?: true;
}

export const unit = (one: Unit): Unit => one;
