import { portalOf } from '../../context.server.ts';
import { isDeliveryCaller, takeDeliveryReceipt } from '../../features/notifications/delivery.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Route } from './+types/delivery';

const largestReceipt = 10_000;

export function loader() {
  throw notFound();
}

/** Delivery receipts of GOV.UK Notify. Whoever does not hold the agreed token learns nothing but that. */
export async function action({ context, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  if (!isDeliveryCaller(request.headers.get('authorization'), portal)) return answer(401);
  const text = await request.text();
  if (text.length > largestReceipt) return answer(413);
  return answer((await takeDeliveryReceipt(portal, parsed(text))) ? 200 : 400);
}

const answer = (status: number) => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
