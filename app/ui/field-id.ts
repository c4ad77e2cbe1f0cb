/**
 * The HTML id of a field, from its form name: letters, digits, `-` and `_` are kept, anything else becomes `-`, and a
 * name that starts with neither letter gets `field-` in front. `rating[A1.2]` becomes `rating-A1-2-`.
 */
export function fieldId(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9_-]/g, '-');
  return /^[A-Za-z]/.test(safe) ? safe : `field-${safe}`;
}
