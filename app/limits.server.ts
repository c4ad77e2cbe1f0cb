/** Which addresses are limited, and what they answer then: composition, like the portal itself. */
import { data, type RouterContextProvider, type ServerBuild } from 'react-router';
import { findViewerOf, limitedBy, portalOf, waitFor } from './context.server.ts';
import { postedFields } from './features/returns/kept-text.ts';
import type { LimitName } from './platform/limit-settings.server.ts';
import { type TooMany, tooManyAnswer } from './platform/too-many.ts';

export interface LimitedPlace {
  readonly limit: LimitName;
  readonly method: 'GET' | 'POST' | 'any';
  /** Paths as they stand in the route table. */
  readonly path: RegExp;
  /** Only with words in one of these fields of the query. */
  readonly words?: readonly string[];
}

/**
 * Every place that is limited, but for uploads of evidence, which are counted where they are read (`uploadsOf`), so that
 * their page can say it in place. Saving while somebody types is not limited: two hundred people at work must never wait.
 */
export const limitedPlaces: readonly LimitedPlace[] = [
  { limit: 'sign-in', method: 'POST', path: /^sign-in$/ },
  { limit: 'sign-in', method: 'any', path: /^sign-in\/with\/:issuerId$/ },
  { limit: 'sign-in-try', method: 'POST', path: /^sign-in\/(link\/:token|password|passkey(-options)?)$/ },
  { limit: 'sign-in-try', method: 'any', path: /^sign-in\/callback\/:issuerId$/ },
  { limit: 'confirm', method: 'POST', path: /^(confirm|account\/(password|passkeys))$/ },
  { limit: 'recovery', method: 'POST', path: /^(sign-in\/)?recover(y|ing)?(\/|$)/ },
  { limit: 'upload', method: 'POST', path: /(^|\/)import$/ },
  { limit: 'search', method: 'GET', path: /./, words: ['q', 'search'] },
  { limit: 'search', method: 'POST', path: /^disclosures\/:disclosureId$/ },
  { limit: 'export', method: 'GET', path: /\.(csv|xlsx|ods|zip|jsonl)$/ },
  { limit: 'export', method: 'POST', path: /^(exports|disclosures\/:disclosureId\/answer)$/ },
  { limit: 'document', method: 'GET', path: /\.(pdf|docx|odt)$/ },
  { limit: 'open', method: 'any', path: /^(sessions\/invited|messages\/stop|calendar)\/:token(\/|\.|$)/ },
  { limit: 'open', method: 'GET', path: /^verify(\/|$)/ },
  { limit: 'open', method: 'POST', path: /^sign-in\/kept-text$/ },
  { limit: 'callback', method: 'POST', path: /^notify\/delivery$/ },
];

/** The limits of one kind of request to a path of the route table. */
export const limitsOn = (path: string, method: 'GET' | 'POST'): readonly LimitedPlace[] =>
  limitedPlaces.filter((place) => place.path.test(path) && (place.method === 'any' || place.method === method));

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module'];
type Context = Readonly<RouterContextProvider>;

/** Wraps loaders and actions of limited places. Whoever is over a limit reaches neither the database nor a feature. */
export function withLimits(build: ServerBuild): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (route) routes[id] = { ...route, module: limited(route.path ?? '', route.module) };
  }
  return { ...build, routes };
}

function limited(path: string, module: RouteModule): RouteModule {
  const { loader, action } = module;
  const isPage = module.default !== undefined;
  const onGet = limitsOn(path, 'GET');
  const onPost = limitsOn(path, 'POST');
  return {
    ...module,
    ...(loader && onGet.length > 0
      ? {
          loader: async (args: Parameters<typeof loader>[0]) => {
            // After a post the page around the answer is loaded too, and was counted with it.
            if (args.request.method !== 'POST') await pass(onGet, args, isPage);
            return loader(args);
          },
        }
      : {}),
    ...(action && onPost.length > 0
      ? {
          action: async (args: Parameters<typeof action>[0]) => {
            await pass(onPost, args, isPage);
            return action(args);
          },
        }
      : {}),
  };
}

async function pass(
  places: readonly LimitedPlace[],
  { request, context }: { readonly request: Request; readonly context: Context },
  isPage: boolean,
): Promise<void> {
  const { searchParams } = new URL(request.url);
  const met = places.filter(({ words }) => words === undefined || words.some((name) => searchParams.get(name)?.trim()));
  if (met.length === 0) return;
  const by = limitedBy(context, await findViewerOf(context));
  for (const { limit } of met) {
    const seconds = await portalOf(context).limits.take(limit, by);
    if (seconds === undefined) continue;
    if (!isPage) throw tooManyAnswer(request, seconds);
    waitFor(context, seconds);
    const tooMany: TooMany = { tooMany: true, seconds, fields: await fieldsOf(request) };
    throw data(tooMany, { status: 429 });
  }
}

const largestForm = 2 * 1024 * 1024;

/** The texts of a small form. One that carries a file is not read to say no to it. */
async function fieldsOf(request: Request): Promise<TooMany['fields']> {
  if (request.method !== 'POST' || Number(request.headers.get('content-length') ?? 0) > largestForm) return [];
  const form = await request.formData().catch(() => undefined);
  return form ? postedFields(form) : [];
}
