/**
 * Text that the server has not acknowledged yet waits in the session storage of this tab, and nothing else of a return
 * ever does. It is let go of when it is acknowledged, at sign-out, and when somebody else signs in here.
 */
import type { Fields } from './answer-queue.ts';

const prefix = 'los-unsent:';

export interface UnsentText {
  readonly fields: Fields;
}

/** The waiting texts of one person in one return. */
export function unsentTexts(personId: string, returnId: string) {
  const mine = `${prefix}${personId}:`;
  const key = (questionCode: string) => `${mine}${returnId}:${questionCode}`;
  return {
    keep(questionCode: string, fields: Fields | undefined): void {
      try {
        if (fields === undefined) sessionStorage.removeItem(key(questionCode));
        else sessionStorage.setItem(key(questionCode), JSON.stringify({ fields } satisfies UnsentText));
      } catch {
        // A browser that keeps nothing, or has no room: the text is still on the page.
      }
    },
    find(questionCode: string): Fields | undefined {
      try {
        const text = sessionStorage.getItem(key(questionCode));
        const stored: unknown = text === null ? undefined : JSON.parse(text);
        return typeof stored === 'object' && stored !== null && 'fields' in stored
          ? fieldsOf(stored.fields)
          : undefined;
      } catch {
        return undefined;
      }
    },
    /** All of them, by question. */
    all(): Record<string, Fields> {
      const codes = names().flatMap((name) => (name.startsWith(key('')) ? [name.slice(key('').length)] : []));
      return Object.fromEntries(
        codes.flatMap((code) => {
          const fields = this.find(code);
          return fields ? [[code, fields]] : [];
        }),
      );
    },
    forgetThese(): void {
      forget((name) => name.startsWith(key('')));
    },
    /** Lets go of what others left in this tab. */
    forgetOthers(): void {
      forget((name) => !name.startsWith(mine));
    },
  };
}

/** Lets go of every waiting text: at sign-out. */
export const forgetAll = (): void => forget(() => true);

/** Something waits in this tab. */
export const holdsAny = (): boolean => names().some((name) => name.startsWith(prefix));

function names(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

function forget(which: (name: string) => boolean): void {
  try {
    for (const name of names()) if (name.startsWith(prefix) && which(name)) sessionStorage.removeItem(name);
  } catch {
    // Nothing can be kept here, so nothing is.
  }
}

function fieldsOf(stored: unknown): Fields | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const fields: Fields = {};
  for (const [name, value] of Object.entries(stored)) {
    if (typeof value === 'string') fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.filter((entry) => typeof entry === 'string');
  }
  return fields;
}
