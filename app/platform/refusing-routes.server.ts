import { data, type ServerBuild } from 'react-router';
import { PostedRequest } from './posted-request.ts';
import { isRefusal, statusOfRefusal } from './refusals.ts';

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module'];

/**
 * Wraps every loader and action once, so that a refusal thrown anywhere below becomes the answer its code stands for.
 * Routes therefore never catch one, and features know no HTTP.
 */
export function withRefusals(build: ServerBuild): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (route) routes[id] = { ...route, module: refusing(route.module) };
  }
  return { ...build, routes };
}

function refusing(module: RouteModule): RouteModule {
  const { loader, action } = module;
  return {
    ...module,
    ...(loader ? { loader: (args: Parameters<typeof loader>[0]) => answered(() => loader(args)) } : {}),
    ...(action
      ? {
          action: (args: Parameters<typeof action>[0]) =>
            answered(() => action({ ...args, request: new PostedRequest(args.request) })),
        }
      : {}),
  };
}

async function answered(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (isRefusal(error)) throw data(error.message, { status: statusOfRefusal(error) });
    throw error;
  }
}
