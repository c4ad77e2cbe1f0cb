import { signedIn } from '../../context.server.ts';
import { getRegistersPage } from '../../features/registers/registers-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/registers';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Registers') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { places: await getRegistersPage(portal.database.db, viewer, portal.stamp().today) };
}

export default function Registers({ loaderData: { places } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Registers</h1>
      {places.map(({ href, title, words }) => (
        <section key={href}>
          <h2 className="govuk-heading-s">
            <Anchor className="govuk-link" href={href}>
              {title}
            </Anchor>
          </h2>
          <p className="govuk-body">{words}</p>
        </section>
      ))}
    </Main>
  );
}
