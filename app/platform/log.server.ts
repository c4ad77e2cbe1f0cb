/** One JSON line an entry. Never names, addresses or free text of a return: identifiers, codes and counts only. */
export interface Log {
  info(event: string, fields?: Record<string, string | number | boolean>): void;
  error(event: string, error: unknown, fields?: Record<string, string | number | boolean>): void;
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
  const entry = (level: string, event: string, fields: Record<string, string | number | boolean>) =>
    write(JSON.stringify({ at: now().toISOString(), level, event, ...fields }));
  return {
    info: (event, fields = {}) => entry('info', event, fields),
    error: (event, error, fields = {}) =>
      entry('error', event, {
        ...fields,
        error: withoutTyped(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      }),
  };
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };

/** Names of columns, files and codes may stand in a message; what has a capital, a space or another sign was typed by somebody. */
const plain = /^[a-z0-9_.:/$()[\]{}*=<>-]*$/;
/** Where something happened in the code; holds no values. */
const isPlace = (line: string) => /^\s+at /.test(line);

/**
 * The words of an error as they may stand in the log. Libraries put what they were given into their messages: a mail
 * server the address it refused, a parser the text that it could not read, a database the value that broke a rule.
 */
export function withoutTyped(words: string): string {
  return words
    .split('\n')
    .map((line) =>
      isPlace(line)
        ? line
        : line
            .replaceAll(/[^\s<>"'`(=]+@[^\s<>"'`)]+/g, '[address]')
            .replaceAll(/"([^"]*)"/g, (all, text: string) => (plain.test(text) ? all : '"[text]"'))
            .replaceAll(/(^|[\s(:=])'([^']*)'/g, (all, before: string, text: string) =>
              plain.test(text) ? all : `${before}'[text]'`,
            )
            .replaceAll(/=\(([^)]*)\)/g, '=([text])'),
    )
    .join('\n');
}
