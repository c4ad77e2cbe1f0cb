import { signedIn } from '../context.server.ts';
import { Main } from '../ui/main.tsx';
import { pageTitle } from '../ui/page-title.ts';
import type { Route } from './+types/home';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Home') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { viewer } = await signedIn(context, url);
  return { name: viewer.name };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Hello {loaderData.name}</h1>
    </Main>
  );
}
