/**
 * What a partnership asks beside the edition of the library has codes that begin with `local-` (docs/decisions/0016), so
 * that a code says by itself whether its answer is shared with other partnerships' returns or stays in its own.
 */
export const isLocalCode = (code: string): boolean => code.startsWith('local-');
