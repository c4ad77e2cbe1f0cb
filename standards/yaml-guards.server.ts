import { open } from 'node:fs/promises';

/** The largest file that is read, in bytes; a real edition has about 150,000. */
const largestFile = 5_000_000;
/** Levels of lists and entries, one in the other; a real edition has about ten, and conditions add a few. */
const deepest = 60;
/** Indentation and open brackets from which the parser itself is kept: it would run out of stack or memory. */
const widest = 240;

/** The text of a file, or why it is not read in words. The size is asked for before anything is read. */
export async function readText(file: string): Promise<{ text: string } | { refused: string }> {
  try {
    await using handle = await open(file);
    const stat = await handle.stat();
    if (stat.isDirectory()) return { refused: 'This is a folder, not a file' };
    if (stat.size > largestFile) return { refused: tooLarge(stat.size) };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile()) };
  } catch (error) {
    return { refused: unreadable(error) };
  }
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

function tooLarge(size: number): string {
  return `The file has ${megabytes(size)} MB, far more than an edition can have: at most ${megabytes(largestFile)} MB are read`;
}

function unreadable(error: unknown): string {
  if (error instanceof TypeError) return 'The file is not UTF-8 text';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'There is no such file';
  if (code === 'EISDIR') return 'This is a folder, not a file';
  return `The file cannot be read (${String(code ?? error)})`;
}

const tooDeep = `Lists and entries stand more than ${deepest} levels deep in each other, far more than an edition needs`;

/** The first line of a text that no parser should be given, because it nests without end. */
export function deepLine(text: string): { reason: string; line: number } | undefined {
  let brackets = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const indentation = /^[ \t?-]*/.exec(line)?.[0].length ?? 0;
    if (indentation > widest && indentation < line.length) return { reason: tooDeep, line: i + 1 };
    for (const sign of line) {
      if (sign === '[' || sign === '{') brackets += 1;
      else if ((sign === ']' || sign === '}') && brackets > 0) brackets -= 1;
      if (brackets > widest) return { reason: tooDeep, line: i + 1 };
    }
  }
  return undefined;
}

/** Why a parsed value cannot be checked: it holds itself, which an alias can bring about, or it nests too deep. */
export function unsoundValue(value: unknown, above: readonly object[] = []): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.includes(value)) return 'An alias (*) stands inside its own anchor (&), so the value would never end';
  if (above.length >= deepest) return tooDeep;
  const within = [...above, value];
  for (const part of Object.values(value)) {
    const reason = unsoundValue(part, within);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
