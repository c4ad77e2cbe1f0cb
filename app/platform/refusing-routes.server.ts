import { data, type ServerBuild } from 'react-router';
import { PostedRequest } from './posted-request.ts';
import { isRefusal, type Refusal, statusOfRefusal } from './refusals.ts';

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module'];

type LoaderArgs = Parameters<NonNullable<RouteModule['loader']>>[0];

/** What a refusal is told to, beside the person who is refused. */
export type OnRefusal = (
  refusal: Refusal,
  args: Pick<LoaderArgs, 'request' | 'context'>,
  path: string,
) => Promise<void>;

/**
 * Wraps every loader and action once, so that a refusal thrown anywhere below becomes the answer its code stands for.
 * Routes therefore never catch one, and features know no HTTP.
 */
export function withRefusals(build: ServerBuild, onRefusal: OnRefusal): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (route) routes[id] = { ...route, module: refusing(route.module, route.path ?? '', onRefusal) };
  }
  return { ...build, routes };
}

function refusing(module: RouteModule, path: string, onRefusal: OnRefusal): RouteModule {
  const { loader, action } = module;
  const answered = async (args: Pick<LoaderArgs, 'request' | 'context'>, run: () => unknown): Promise<unknown> => {
    try {
      return await run();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await onRefusal(error, args, path);
      throw data(error.message, { status: statusOfRefusal(error) });
    }
  };
  return {
    ...module,
    ...(loader ? { loader: (args: Parameters<typeof loader>[0]) => answered(args, () => loader(args)) } : {}),
    ...(action
      ? {
          action: (args: Parameters<typeof action>[0]) =>
            answered(args, () => action({ ...args, request: new PostedRequest(args.request) })),
        }
      : {}),
  };
}
