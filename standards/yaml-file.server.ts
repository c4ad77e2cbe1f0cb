import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { deepLine, readText, unsoundValue } from './yaml-guards.server.ts';

/** One thing that is wrong, with the file, the code of the nearest thing in it, and the line where it stands. */
export type Problem = { file: string; code: string; reason: string; line?: number };

/** A parsed file that still knows where everything stands. */
export type LocatedFile<T> = {
  content: T;
  /** The problem for a finding at `path`, with the line of the nearest place that exists. */
  problemAt(path: readonly (string | number)[], code: string, reason: string): Problem;
};

/** The contract that this release reads; a file of a later one is not guessed at. */
const contract = 1;

/**
 * Reads a YAML file and checks it against a schema of the contract. Every problem of one stage is told: the file
 * cannot be read, then what is wrong as YAML, then what the contract refuses.
 */
export async function readYamlFile<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<LocatedFile<T> | { problems: Problem[] }> {
  const read = await readText(file);
  if ('refused' in read) return { problems: [{ file, code: 'file', reason: read.refused }] };
  const { text } = read;
  const deep = deepLine(text);
  if (deep) return { problems: [{ file, code: 'yaml', ...deep }] };

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return {
      problems: faults.map(({ message, pos }) => ({
        file,
        code: 'yaml',
        reason: message,
        line: lines.linePos(pos[0]).line,
      })),
    };

  const raw = plainValue(document);
  if ('refused' in raw) return { problems: [{ file, code: 'yaml', reason: raw.refused }] };
  const { value } = raw;
  const problemAt: LocatedFile<T>['problemAt'] = (path, code, reason) => {
    const line = lineOf(document, path, lines);
    return { file, code, reason, ...(line === undefined ? {} : { line }) };
  };
  const later = laterContract(value);
  if (later !== undefined) return { problems: [problemAt(['contract'], 'contract', later)] };
  const checked = schema.safeParse(value);
  if (checked.success) return { content: checked.data, problemAt };
  return {
    problems: checked.error.issues
      .flatMap((issue) => plainIssues(issue, []))
      .map(({ path, reason }) => problemAt(path, nearestCode(value, path), `${placeOf(path)}${reason}`)),
  };
}

/** The content as plain values; refused where its aliases would swell it beyond measure, or make it endless. */
function plainValue(document: Document): { value: unknown } | { refused: string } {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return {
      refused:
        'Anchors (&) and aliases (*) repeat so much here that the content would swell beyond measure: write it out',
    };
  }
  const refused = unsoundValue(value);
  return refused === undefined ? { value } : { refused };
}

function laterContract(value: unknown): string | undefined {
  const named: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'contract') : undefined;
  if (typeof named !== 'number' || named <= contract) return undefined;
  return `The file is written for contract ${named}, and this release reads contract ${contract} only: use a later release`;
}

type Issue = z.core.$ZodIssue;
type PlainIssue = { path: (string | number)[]; reason: string };

function plainIssues(issue: Issue, prefix: readonly (string | number)[]): PlainIssue[] {
  const path = [...prefix, ...issue.path.filter((key) => typeof key !== 'symbol')];
  if (issue.code !== 'invalid_union') return [{ path, reason: reasonOf(issue) }];
  if (issue.discriminator !== undefined) return [{ path, reason: `the contract knows no such ${issue.discriminator}` }];
  // The one alternative whose keys all fit is the one that the author meant.
  const meant = issue.errors.filter((issues) => issues.length > 0 && issues.every((inner) => inner.path.length > 0));
  const [only] = meant.filter((issues) => !issues.some((inner) => isMissing(inner)));
  if (only && meant.length > 0) return only.flatMap((inner) => plainIssues(inner, path));
  return [
    {
      path,
      reason:
        'this is no condition of the contract. Use one of: kind, phase, duty, flag, profile with in, answer with in, rule, all, any, not',
    },
  ];
}

const isMissing = (issue: Issue) =>
  issue.code === 'unrecognized_keys' ||
  (issue.path.length === 1 && issue.code === 'invalid_type' && issue.message.includes('received undefined'));

function reasonOf(issue: Issue): string {
  if (issue.code === 'unrecognized_keys')
    return `the contract has no ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.includes('received undefined')) return 'this is missing';
  if (issue.code === 'invalid_type' && issue.message.includes('expected string'))
    return `${issue.message}. Put the value in quotes`;
  return issue.message;
}

/** `standards[0].title: `, or nothing for the whole document. */
function placeOf(path: readonly (string | number)[]): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return place === '' ? '' : `${place.replace(/^\./, '')}: `;
}

/** The code of the innermost thing on the way to `path` that has one. */
function nearestCode(raw: unknown, path: readonly (string | number)[]): string {
  let here = raw;
  let code = codeOf(raw) ?? 'edition';
  for (const key of path) {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
    code = codeOf(here) ?? code;
  }
  return code;
}

function codeOf(thing: unknown): string | undefined {
  if (typeof thing !== 'object' || thing === null) return undefined;
  const code: unknown = Reflect.get(thing, 'code');
  return typeof code === 'string' && code !== '' ? code : undefined;
}

function lineOf(document: Document, path: readonly (string | number)[], lines: LineCounter): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
