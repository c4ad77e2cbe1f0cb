import { z } from 'zod';
import { type MessageName, messageNames } from './message-names.ts';

export type SmtpConfig = {
  readonly kind: 'smtp';
  readonly host: string;
  readonly port: number;
  /** `starttls` refuses a server that offers none; `off` sends in the clear and is for this machine alone. */
  readonly tls: 'implicit' | 'starttls' | 'off';
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
  readonly replyTo: string | null;
};

export type NotifyConfig = {
  readonly kind: 'notify';
  readonly apiKey: string;
  readonly url: string;
  readonly templates: Readonly<Record<MessageName, string>>;
  readonly replyToId: string | null;
  /** What GOV.UK Notify must send with its delivery callbacks. */
  readonly callbackToken: string;
};

/** How mail leaves: shown on screen, over SMTP, by GOV.UK Notify, or not at all. */
export type MailConfig = { readonly kind: 'screen' } | { readonly kind: 'none' } | SmtpConfig | NotifyConfig;

type Environment = Record<string, string | undefined>;
type Mode = 'embedded' | 'production';

const address = z.email();
const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const loopback = new Set(['localhost', '127.0.0.1', '::1']);
const notifyAddress = 'https://api.notifications.service.gov.uk';

/** The address in `Name <address>` or the text itself. */
const addressIn = (text: string): string => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;

/** Reads how mail leaves; every fault is added to `problems` as a sentence that names the setting. */
export function readMailConfig(environment: Environment, mode: Mode, problems: string[]): MailConfig {
  const kind = environment.LOS_MAIL || (mode === 'embedded' ? 'screen' : '');
  switch (kind) {
    case 'screen':
      if (mode === 'production')
        problems.push('LOS_MAIL must not be screen in production: everybody could read all messages');
      return { kind: 'screen' };
    case 'none':
      return { kind: 'none' };
    case 'smtp':
      return readSmtp(environment, mode, problems);
    case 'notify':
      return readNotify(environment, mode, problems);
    case '':
      problems.push('LOS_MAIL is missing: set smtp, notify, or none if no mail shall go out');
      return { kind: 'none' };
    default:
      problems.push('LOS_MAIL must be screen, smtp, notify or none');
      return { kind: 'none' };
  }
}

function readSmtp(environment: Environment, mode: Mode, problems: string[]): SmtpConfig {
  const { SMTP_HOST: host = '', SMTP_USER: user, SMTP_PASSWORD: password, MAIL_FROM: from = '' } = environment;
  if (!host) problems.push('SMTP_HOST is missing: set the name of the mail server');
  const tls = environment.SMTP_TLS || 'starttls';
  if (tls !== 'implicit' && tls !== 'starttls' && tls !== 'off')
    problems.push('SMTP_TLS must be implicit, starttls or off');
  if (tls === 'off' && mode === 'production' && !loopback.has(host))
    problems.push('SMTP_TLS must not be off in production unless SMTP_HOST is this machine');
  const port = Number(environment.SMTP_PORT || (tls === 'implicit' ? 465 : 587));
  if (!Number.isInteger(port) || port < 1 || port > 65535) problems.push('SMTP_PORT must be a number up to 65535');
  if (Boolean(user) !== Boolean(password)) problems.push('SMTP_USER and SMTP_PASSWORD must be set together');
  if (!from) problems.push('MAIL_FROM is missing: set the address that messages come from');
  else if (!address.safeParse(addressIn(from)).success)
    problems.push('MAIL_FROM must be an address, or Name <address>');
  const replyTo = environment.MAIL_REPLY_TO || null;
  if (replyTo !== null && !address.safeParse(replyTo).success) problems.push('MAIL_REPLY_TO must be an e-mail address');
  return {
    kind: 'smtp',
    host,
    port,
    tls: tls === 'implicit' || tls === 'off' ? tls : 'starttls',
    user: user || null,
    password: password || null,
    from,
    replyTo,
  };
}

function readNotify(environment: Environment, mode: Mode, problems: string[]): NotifyConfig {
  const { NOTIFY_API_KEY: apiKey = '', NOTIFY_CALLBACK_TOKEN: callbackToken = '' } = environment;
  if (!apiKey) problems.push('NOTIFY_API_KEY is missing: make one under API integration at GOV.UK Notify');
  else if (!new RegExp(`-${uuid}-${uuid}$`).test(apiKey))
    problems.push('NOTIFY_API_KEY must be the whole key: its name and two ids');
  if (!callbackToken)
    problems.push(
      'NOTIFY_CALLBACK_TOKEN is missing: set the bearer token that GOV.UK Notify sends with delivery receipts',
    );
  else if (callbackToken.length < 32) problems.push('NOTIFY_CALLBACK_TOKEN must have at least 32 characters');
  const url = (environment.NOTIFY_URL || notifyAddress).replace(/\/$/, '');
  if (!URL.canParse(url)) problems.push(`NOTIFY_URL must be an address such as ${notifyAddress}`);
  else if (mode === 'production' && !url.startsWith('https://') && !loopback.has(new URL(url).hostname))
    problems.push('NOTIFY_URL must start with https:// in production');
  const replyToId = environment.NOTIFY_REPLY_TO_ID || null;
  if (replyToId !== null && !new RegExp(`^${uuid}$`).test(replyToId))
    problems.push('NOTIFY_REPLY_TO_ID must be the id of a reply-to address at GOV.UK Notify');
  return {
    kind: 'notify',
    apiKey,
    url,
    templates: readTemplates(environment.NOTIFY_TEMPLATES ?? '', problems),
    replyToId,
    callbackToken,
  };
}

/** `name=id` for each message, parted by commas or spaces. */
function readTemplates(text: string, problems: string[]): Record<MessageName, string> {
  const given = new Map<string, string>();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [name = '', id = ''] = entry.split('=');
    if (!messageNames.some((known) => known === name))
      problems.push(`NOTIFY_TEMPLATES names an unknown message: ${name}`);
    else if (!new RegExp(`^${uuid}$`).test(id)) problems.push(`NOTIFY_TEMPLATES has no template id for ${name}`);
    given.set(name, id);
  }
  const missing = messageNames.filter((name) => !given.has(name));
  if (missing.length > 0) problems.push(`NOTIFY_TEMPLATES is incomplete: it lacks ${missing.join(', ')}`);
  return Object.fromEntries(messageNames.map((name) => [name, given.get(name) ?? ''])) as Record<MessageName, string>;
}
