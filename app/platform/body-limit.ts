/** How much a request may carry, and whether a form is within it: the edge and the browser ask the same. */

const megabyte = 1024 * 1024;

/** Pages with a file of evidence in their form, and the address to which their script sends each file. */
const takesEvidence =
  /^\/(evidence\/(new|uploads|[^/]+\/versions\/new)|returns\/[^/]+\/(questions\/[^/]+\/evidence|standards\/[^/]+\/attach)|actions\/(?!new(\.data)?$)[^/]+|trusts\/[^/]+\/answers(\/[^/]+){4})(\.data)?$/;

/**
 * How much a request may carry, by where it goes: forms are small, one evidence file is 25 MB, one schools extract
 * 80 MB, a workbook 5 MB. Where scripts run, a page's form goes to the page's address with `.data` behind it. The pages that take a
 * file of evidence read a larger one to its end without keeping it, and refuse it in place with all else that was typed.
 */
export function bodyLimit(pathname: string): number {
  if (/^\/organisations\/import(\.data)?$/.test(pathname)) return 80 * megabyte;
  if (takesEvidence.test(pathname)) return 500 * megabyte;
  if (pathname.startsWith('/evidence') || pathname.startsWith('/returns/') || pathname.startsWith('/actions/')) {
    return 27 * megabyte;
  }
  if (/^\/cycles\/[^/]+\/questions\/import(\.data)?$/.test(pathname)) return 6 * megabyte;
  return 2 * megabyte;
}

/** What a browser writes around each field of a form that can carry files, at most, beside its name. */
const aroundField = 200;

/** In a form that can carry files every line ends with two characters. */
const asSent = (text: string) => text.replaceAll(/\r\n|\r|\n/g, '\r\n');

/** How large a form is on its way, in bytes: exact without files, rather too much than too little with them. */
export function sizeOnItsWay(fields: Iterable<readonly [string, string | File]>, encoding: string): number {
  const entries = [...fields];
  if (encoding !== 'multipart/form-data')
    return new URLSearchParams(
      entries.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    ).toString().length;
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  return entries.reduce(
    (size, [name, value]) =>
      size +
      aroundField +
      bytes(name) +
      (typeof value === 'string' ? bytes(asSent(value)) : value.size + bytes(value.name)),
    0,
  );
}
