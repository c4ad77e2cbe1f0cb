import { BlockList, isIP } from 'node:net';

/** How often something may be done: so many times in so many seconds, by one person or from one address. */
export interface Limit {
  readonly times: number;
  readonly seconds: number;
}

const quarter = 15 * 60;

/**
 * What is limited, and how unless the installation says otherwise. By person where somebody is signed in, else by address; one
 * address may be a whole council's, so those limits are far above what a person needs.
 */
export const usualLimits = {
  /** Asking for a link to sign in. What one person may ask for is counted apart, five links in 20 minutes. */
  'sign-in': { times: 200, seconds: quarter },
  /** Opening a link to sign in by pressing its button. */
  'sign-in-try': { times: 200, seconds: quarter },
  /** Asking for a code to confirm with, and entering one. */
  confirm: { times: 40, seconds: quarter },
  /** Getting back into an account. */
  recovery: { times: 60, seconds: quarter },
  /** Sending a file, or a form that may carry one. */
  upload: { times: 300, seconds: quarter },
  /** Looking for words in a list. */
  search: { times: 60, seconds: 60 },
  /** Taking a table, a workbook or a copy of everything. */
  export: { times: 60, seconds: quarter },
  /** Having a document drawn as PDF, Word or OpenDocument. */
  document: { times: 120, seconds: quarter },
  /** Addresses that work without signing in: calendars, invitations, stopping a message. */
  open: { times: 300, seconds: 60 },
  /** What the mail service posts: hundreds of receipts within minutes of a launch. */
  callback: { times: 3000, seconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof usualLimits;
export type LimitSettings = Readonly<Record<LimitName, Limit>> | 'off';

export const limitNames = Object.keys(usualLimits) as readonly LimitName[];
const isLimitName = (name: string): name is LimitName => Object.hasOwn(usualLimits, name);

/**
 * Reads `RATE_LIMITS`: `off`, or `name=times/seconds` for each limit that differs from the usual one, parted by commas or
 * spaces. Every fault is added to `problems`.
 */
export function readLimits(text: string | undefined, problems: string[]): LimitSettings {
  if (text === 'off') return 'off';
  const limits: Record<LimitName, Limit> = { ...usualLimits };
  for (const entry of (text ?? '').split(/[\s,]+/).filter(Boolean)) {
    const [, name = '', times = '', seconds = ''] = /^([a-z-]+)=(\d{1,6})\/(\d{1,6})$/.exec(entry) ?? [];
    if (!isLimitName(name))
      problems.push(`RATE_LIMITS must be off, or name=times/seconds for ${limitNames.join(', ')}`);
    else if (Number(times) < 1 || Number(seconds) < 1) problems.push(`RATE_LIMITS must allow ${name} at least once`);
    else limits[name] = { times: Number(times), seconds: Number(seconds) };
  }
  return limits;
}

/**
 * Reads `TRUSTED_PROXIES`: addresses and networks (`10.0.0.0/8`) of our own proxies, whose `X-Forwarded-For` is believed.
 * Nobody's is when it is empty.
 */
export function readTrustedProxies(text: string | undefined, problems: string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of (text ?? '').split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    const prefix = bits === undefined ? undefined : Number(bits);
    const most = family === 4 ? 32 : 128;
    if (family === 0 || (prefix !== undefined && !(Number.isInteger(prefix) && prefix >= 1 && prefix <= most)))
      problems.push(`TRUSTED_PROXIES must hold addresses or networks such as 10.0.0.0/8: ${entry} is none`);
    else if (prefix === undefined) trusted.addAddress(address, family === 4 ? 'ipv4' : 'ipv6');
    else trusted.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return trusted;
}
