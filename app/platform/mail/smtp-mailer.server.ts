import { createTransport } from 'nodemailer';
import type { SmtpConfig } from './mail-config.server.ts';
import type { Mailer, OutgoingMessage, SendOutcome } from './mailer.ts';

interface SmtpFault {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly message?: unknown;
}

/**
 * Sends over SMTP, on one connection that is kept. SMTP has no way to ask whether an earlier attempt arrived, so a
 * message whose attempt ended without an answer is sent again: at least once, with the same Message-ID.
 *
 * @param options.timeout milliseconds that any step may take
 */
export function createSmtpMailer(
  config: SmtpConfig,
  origin: string,
  options: { readonly timeout?: number } = {},
): Mailer {
  const timeout = options.timeout ?? 20_000;
  const { hostname } = new URL(origin);
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: config.host,
    port: config.port,
    secure: config.tls === 'implicit',
    requireTLS: config.tls === 'starttls',
    ignoreTLS: config.tls === 'off',
    ...(config.user && config.password ? { auth: { user: config.user, pass: config.password } } : {}),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: 'smtp',
    async send(message) {
      try {
        await transport.sendMail(letterOf(message, config, hostname));
        return { kind: 'accepted', providerId: null };
      } catch (error) {
        return outcomeOf(error as SmtpFault);
      }
    },
    find: async () => 'unknown',
    async check() {
      try {
        await transport.verify();
        return [];
      } catch (error) {
        return [`The mail server ${config.host} did not let us in: ${wordsOf(error as SmtpFault)}`];
      }
    },
    close: async () => transport.close(),
  };
}

function letterOf(message: OutgoingMessage, config: SmtpConfig, hostname: string) {
  const replyTo = message.replyTo ?? config.replyTo;
  return {
    from: config.from,
    to: { name: '', address: message.to },
    ...(replyTo === null ? {} : { replyTo }),
    subject: message.subject,
    text: message.text,
    messageId: `<${message.id}@${hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(message.unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': `<${message.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}

/** A 5xx answer to the letter itself is final. One to our password or to TLS is mended by the operator, and letters wait. */
function outcomeOf(fault: SmtpFault): SendOutcome {
  const reply = typeof fault.responseCode === 'number' ? fault.responseCode : 0;
  const isAboutLetter = fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE';
  if (!isAboutLetter || reply < 500) return { kind: 'unclear', reason: wordsOf(fault) };
  const addressFault = fault.code === 'EENVELOPE' && [550, 551, 553].includes(reply);
  return { kind: 'refused', reason: wordsOf(fault), addressFault };
}

/** Without addresses: what a mail server says may repeat them, and the reason is shown and logged. */
const wordsOf = ({ responseCode, code, message }: SmtpFault): string => {
  const words = String(message ?? code ?? 'no answer').replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, '(address)');
  return typeof responseCode === 'number' ? words : `No clear answer from the mail server (${words})`;
};
