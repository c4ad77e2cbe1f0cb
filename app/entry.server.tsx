import { isbot } from 'isbot';
import { renderToReadableStream } from 'react-dom/server';
import {
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
  type ServerBuild,
  ServerRouter,
} from 'react-router';
import { nonceOf, portalOf, requestIdOf } from './context.server.ts';
import { withLimits } from './limits.server.ts';
import { withRefusals } from './platform/refusing-routes.server.ts';
import { documentPolicy } from './platform/security-headers.ts';
import { withReach } from './reach-of-routes.server.ts';
import { logRefusal } from './refusal-log.server.ts';
import { jsEnabledScriptHash } from './ui/js-enabled.ts';

export { createRequestContext, withWait } from './context.server.ts';

/** The routes as they answer: limited, with refusals as the answers that they stand for, and reaching as far as each may. */
export const guarded = (build: ServerBuild): ServerBuild => withLimits(withRefusals(withReach(build), logRefusal));

/** Renders a page as a stream; the policy's nonce is the request's own. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entryContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const nonce = nonceOf(context);
  let answer = status;
  const stream = await renderToReadableStream(<ServerRouter context={entryContext} url={request.url} nonce={nonce} />, {
    nonce,
    signal: request.signal,
    onError(error: unknown) {
      answer = 500;
      portalOf(context).log.error('render-failed', error, { requestId: requestIdOf(context) });
    },
  });
  if (isbot(request.headers.get('user-agent') ?? '')) await stream.allReady;
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', documentPolicy(nonce, jsEnabledScriptHash));
  return new Response(stream, { status: answer, headers });
}

/** Refusals are answers, not faults; all else goes to the log with the number the person sees. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || error instanceof Response) return;
  portalOf(context).log.error('request-failed', error, { requestId: requestIdOf(context) });
};
