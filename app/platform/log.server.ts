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
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  };
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };
