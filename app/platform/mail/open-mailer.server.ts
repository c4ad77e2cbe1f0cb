import type { MailConfig } from './mail-config.server.ts';
import type { Mailer } from './mailer.ts';
import type { TemplatePlaceholders } from './notify-mailer.server.ts';

/** The adapter that the configuration names. What it needs is loaded with the first message, not at the start. */
export function openMailer(config: MailConfig, origin: string, placeholders: TemplatePlaceholders): Mailer {
  switch (config.kind) {
    case 'screen':
      return quiet('screen', []);
    case 'none':
      return quiet('none', ['LOS_MAIL is none: no mail goes out; sign-in links are handed over by the operator']);
    case 'smtp':
      return lazily('smtp', async () => (await import('./smtp-mailer.server.ts')).createSmtpMailer(config, origin));
    case 'notify':
      return lazily('notify', async () =>
        (await import('./notify-mailer.server.ts')).createNotifyMailer(config, placeholders),
      );
  }
}

/** Nothing leaves the machine. */
const quiet = (kind: 'screen' | 'none', warnings: readonly string[]): Mailer => ({
  kind,
  send: async () => ({ kind: 'accepted', providerId: null }),
  find: async () => 'absent',
  check: async () => warnings,
  close: async () => undefined,
});

function lazily(kind: Mailer['kind'], open: () => Promise<Mailer>): Mailer {
  let opened: Promise<Mailer> | undefined;
  const mailer = () => {
    opened ??= open();
    return opened;
  };
  return {
    kind,
    send: async (message) => (await mailer()).send(message),
    find: async (id) => (await mailer()).find(id),
    check: async () => (await mailer()).check(),
    close: async () => {
      if (opened) await (await opened).close();
    },
  };
}
