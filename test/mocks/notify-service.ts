import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { templates } from '../../app/features/notifications/templates.ts';
import type { NotifyConfig } from '../../app/platform/mail/mail-config.server.ts';
import { type MessageName, messageNames } from '../../app/platform/mail/message-names.ts';

const serviceId = '11111111-1111-4111-8111-111111111111';
const secret = '22222222-2222-4222-8222-222222222222';
export const notifyKey = `portal-${serviceId}-${secret}`;

export const templateIds = Object.fromEntries(
  messageNames.map((name, at) => [name, `33333333-3333-4333-8333-${String(at).padStart(12, '0')}`]),
) as Record<MessageName, string>;

export const notifyConfig = (url = 'https://api.notifications.service.gov.uk'): NotifyConfig => ({
  kind: 'notify',
  apiKey: notifyKey,
  url,
  templates: templateIds,
  replyToId: null,
  callbackToken: 'a-callback-token-of-32-characters',
});

const bodySchema = z.object({
  template_id: z.string(),
  email_address: z.string(),
  reference: z.string(),
  personalisation: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  sanitise_content_for: z.array(z.string()).optional(),
  email_reply_to_id: z.string().optional(),
  one_click_unsubscribe_url: z.string().optional(),
});

export type SentEmail = z.output<typeof bodySchema> & { readonly id: string; status: string };

/** What the stand-in does with the next e-mail instead of taking it. `taken-unanswered`: it is kept, and no answer comes. */
export type Trouble =
  | { readonly status: 400 | 403 | 429 | 500; readonly error: string; readonly message: string }
  | 'no-answer'
  | 'taken-unanswered';

/**
 * Stands in for GOV.UK Notify: its addresses, token and shapes as its documentation gives them. Like the real one it does
 * not mind a reference that it knows already.
 */
export function createNotifyStandIn() {
  const sent: SentEmail[] = [];
  const troubles: Trouble[] = [];
  const posts: string[] = [];

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (!isSigned(request.headers.get('authorization') ?? ''))
      return problem(403, 'AuthError', 'Invalid token: API key not found');
    if (request.method === 'POST' && pathname === '/v2/notifications/email') return take(await request.json());
    if (pathname === '/v2/notifications') {
      const found = sent.filter(({ reference }) => reference === searchParams.get('reference'));
      return Response.json({ notifications: found.map(({ id, status }) => ({ id, status })), links: {} });
    }
    if (pathname.startsWith('/v2/notifications/')) {
      const one = sent.find(({ id }) => pathname.endsWith(id));
      return one ? Response.json({ id: one.id, status: one.status }) : problem(404, 'NoResultFound', 'No result found');
    }
    if (pathname === '/v2/templates')
      return Response.json({
        templates: messageNames.map((name) => ({
          id: templateIds[name],
          name,
          body: templates[name].body,
          subject: templates[name].subject,
        })),
      });
    return problem(404, 'NoResultFound', 'No result found');
  }

  async function take(json: unknown): Promise<Response> {
    const body = bodySchema.parse(json);
    posts.push(body.reference);
    const trouble = troubles.shift();
    if (trouble === 'no-answer') return new Promise(() => undefined);
    if (trouble !== undefined && trouble !== 'taken-unanswered')
      return problem(trouble.status, trouble.error, trouble.message);
    const email = { ...body, id: randomUUID(), status: 'sending' };
    sent.push(email);
    if (trouble === 'taken-unanswered') return new Promise(() => undefined);
    return Response.json(
      { id: email.id, reference: email.reference, content: {}, uri: '', template: {} },
      { status: 201 },
    );
  }

  return {
    answer,
    sent,
    /** References of every e-mail that was posted, taken or not. */
    posts,
    next: (...more: Trouble[]) => void troubles.push(...more),
  };
}

const problem = (status: number, error: string, message: string) =>
  Response.json({ status_code: status, errors: [{ error, message }] }, { status });

/** The bearer token is a JWT of the service's id, signed with the secret half of the key. */
function isSigned(authorization: string): boolean {
  const [head = '', claims = '', signature = ''] = authorization.replace('Bearer ', '').split('.');
  if (signature !== createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')) return false;
  return z.object({ iss: z.string() }).parse(JSON.parse(Buffer.from(claims, 'base64url').toString())).iss === serviceId;
}
