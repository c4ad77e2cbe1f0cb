/**
 * The names in the objects of a PDF. A reader comes to an object by its place in the file and begins to read there, whatever
 * stands around: in a comment, in a text, in a stream. So each is read here from its own beginning, too.
 */

/** The names of one object, decoded, without what stands in its texts and comments. */
export interface PdfObject {
  /** As other objects refer to it; empty for a trailer. */
  readonly number: string;
  readonly names: ReadonlySet<string>;
  /** What stands behind a name when it is a number or another object, for instance `7 0 R` behind `OpenAction`. */
  readonly next: ReadonlyMap<string, string>;
  /** Where it ends; a stream may follow there. */
  readonly end: number;
}

/** Honest files are read about once; one that would be read more often was made to keep readers busy. */
const timesRead = 4;

const space = '\\0\\t\\n\\f\\r ';
const token = new RegExp(
  `[${space}]+|%[^\\r\\n]*|<<|>>|[[\\]]|/[^${space}()<>[\\]{}/%]*|<[^>]*>|\\(|[^${space}()<>[\\]{}/%]+|[\\s\\S]`,
  'y',
);
const inText = /\\[\s\S]|[()]/g;

const decoded = (name: string): string =>
  name.slice(1).replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Reads objects of one file; `tooMuch` once it has had to read the file many times over. */
export class PdfReader {
  readonly #text: string;
  #left: number;

  constructor(text: string) {
    this.#text = text;
    this.#left = text.length * timesRead + 100_000;
  }

  get tooMuch(): boolean {
    return this.#left < 0;
  }

  /** The one value that begins at a place: an array or dictionary with all that is in it, or something simple. */
  object(from: number, number = ''): PdfObject {
    const names = new Set<string>();
    const next = new Map<string, string>();
    let depth = 0;
    let at = from;
    let before: string | undefined;
    let following = '';
    const note = () => {
      if (before !== undefined && following !== '') next.set(before, following.trim());
      following = '';
    };
    while (at < this.#text.length && this.#left >= 0) {
      token.lastIndex = at;
      const [found = ''] = token.exec(this.#text) ?? [];
      const end = found === '(' ? this.#endOfText(at + 1) : at + found.length;
      this.#left -= end - at;
      at = end;
      if (/^[\0\t\n\f\r %]/.test(found)) continue;
      if (found.startsWith('/')) {
        note();
        before = decoded(found);
        names.add(before);
      } else if (/^[^<>[\](]/.test(found)) following += `${found} `;
      else {
        note();
        before = undefined;
      }
      if (found === '<<' || found === '[') depth += 1;
      if (found === '>>' || found === ']') depth -= 1;
      if (depth <= 0) break;
    }
    note();
    return { number, names, next, end: at };
  }

  #endOfText(from: number): number {
    let depth = 1;
    inText.lastIndex = from;
    for (let found = inText.exec(this.#text); found; found = inText.exec(this.#text)) {
      if (found[0] === '(') depth += 1;
      if (found[0] === ')') depth -= 1;
      if (depth === 0) return inText.lastIndex;
    }
    return this.#text.length;
  }

  /** Every object that a reader can come to by its place, and the trailers. */
  *objects(): Generator<PdfObject> {
    for (const { 0: found, 1: number = '', index } of this.#text.matchAll(/(?:(\d+)\s+\d+\s+)?(?<!end)obj|trailer/g))
      yield this.object(index + found.length, number);
  }
}
