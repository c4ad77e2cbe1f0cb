import axios from 'axios';
import { NotifyClient } from 'notifications-node-client';
import { z } from 'zod';
import { createOutgoing, destinationOf } from '../outgoing.server.ts';
import type { NotifyConfig } from './mail-config.server.ts';
import { type DeliveryState, deliveryStates, type Mailer, type OutgoingMessage, type SendOutcome } from './mailer.ts';
import { messageNames, ownLinks } from './message-names.ts';

const accepted = z.object({ id: z.string() });
const refusal = z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) });
const notifications = z.object({ notifications: z.array(z.object({ id: z.string(), status: z.string() })) });
const templateList = z.object({
  templates: z.array(z.object({ id: z.string(), body: z.string(), subject: z.string().nullish() })),
});

const rateLimitSeconds = 60;
const dailyLimitSeconds = 3600;

/** The placeholders that a template at GOV.UK Notify must hold, by message. */
export type TemplatePlaceholders = (name: (typeof messageNames)[number]) => readonly string[];

/**
 * Sends by GOV.UK Notify's own client. The outbox id is the reference; Notify does not refuse a second message with the
 * same one, so an attempt with an unknown end is looked up by it before anything is sent again.
 *
 * @param options.timeout milliseconds for one request; shorter than the lease of a job
 * @see https://docs.notifications.service.gov.uk/node.html
 */
export function createNotifyMailer(
  config: NotifyConfig,
  placeholders: TemplatePlaceholders,
  options: { readonly timeout?: number } = {},
): Mailer {
  const client = new NotifyClient(config.url, config.apiKey);
  client.setClient(createOutgoing([destinationOf(config.url)], { timeout: options.timeout ?? 20_000 }));
  return {
    kind: 'notify',
    async send(message) {
      try {
        const { data } = await client.sendEmail(
          config.templates[message.template],
          message.to,
          optionsOf(message, config),
        );
        return { kind: 'accepted', providerId: accepted.parse(data).id };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async find(id) {
      try {
        const { data } = await client.getNotifications('email', undefined, id);
        const [found] = notifications.parse(data).notifications;
        return found ? { providerId: found.id, state: stateOf(found.status) } : 'absent';
      } catch {
        return 'unknown';
      }
    },
    async check() {
      try {
        const { data } = await client.getAllTemplates('email');
        return templateFaults(config, placeholders, templateList.parse(data).templates);
      } catch (error) {
        return [`GOV.UK Notify could not be asked about its templates: ${reasonOf(error)}`];
      }
    },
    close: async () => undefined,
  };
}

/** Every value but our own links is somebody's text: Notify must not turn it into links. */
const optionsOf = (message: OutgoingMessage, config: NotifyConfig) => {
  const replyTo = message.notifyReplyToId ?? config.replyToId;
  return {
    personalisation: message.values,
    reference: message.id,
    sanitiseContentFor: Object.keys(message.values).filter((name) => !ownLinks.has(name)),
    ...(replyTo === null ? {} : { emailReplyToId: replyTo }),
    ...(message.unsubscribeUrl === null ? {} : { oneClickUnsubscribeURL: message.unsubscribeUrl }),
  };
};

function outcomeOf(error: unknown): SendOutcome {
  const status = axios.isAxiosError(error) ? error.response?.status : undefined;
  const reason = reasonOf(error);
  if (status === 429) {
    const waitSeconds = reason.startsWith('TooManyRequestsError') ? dailyLimitSeconds : rateLimitSeconds;
    return { kind: 'busy', reason, waitSeconds };
  }
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: 'refused', reason, addressFault: /email_address/.test(reason) };
  return { kind: 'unclear', reason };
}

/** What Notify said, without addresses; or what kept it from saying anything. Never the request, which holds the key. */
function reasonOf(error: unknown): string {
  if (!axios.isAxiosError(error)) return 'its answer could not be read';
  if (!error.response) return `no answer (${error.code ?? 'no connection'})`;
  const said = refusal.safeParse(error.response.data);
  const words = said.success
    ? said.data.errors.map((one) => `${one.error}: ${one.message}`).join('; ')
    : 'no reason given';
  return `${words.replaceAll(/[^\s<>]+@[^\s<>]+/g, '(address)')} (${error.response.status})`;
}

const stateOf = (status: string): DeliveryState | null => deliveryStates.find((state) => state === status) ?? null;

function templateFaults(
  config: NotifyConfig,
  placeholders: TemplatePlaceholders,
  templates: z.output<typeof templateList>['templates'],
): string[] {
  return messageNames.flatMap((name) => {
    const template = templates.find(({ id }) => id === config.templates[name]);
    if (!template) return [`GOV.UK Notify has no e-mail template with the id given for ${name}`];
    const text = `${template.subject ?? ''}\n${template.body}`;
    const known = placeholders(name);
    const held = [...text.matchAll(/\(\(([^()?]+?)(?:\?\?[^()]*)?\)\)/g)].map((match) => match[1] ?? '');
    const unknown = held.filter((placeholder) => !known.includes(placeholder));
    return unknown.length > 0
      ? [`The template for ${name} at GOV.UK Notify has placeholders that we do not fill: ${unknown.join(', ')}`]
      : [];
  });
}
