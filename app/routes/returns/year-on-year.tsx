import { signedIn } from '../../context.server.ts';
import { OwnYearsTables } from '../../features/reports/components/own-years.tsx';
import { getOwnYears } from '../../features/reports/own-years.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/year-on-year';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('This return and the one before') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getOwnYears(portal, viewer, params.returnId);
}

export default function OwnYearsPage({ loaderData: years }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/returns/${years.returnId}/copy`}>Copy of the return</BackLink>}>
      <span className="govuk-caption-l">{years.organisation}</span>
      <h1 className="govuk-heading-l">This return and the one before</h1>
      {years.before === null ? (
        <EmptyState>
          {years.now} is the first return that {years.organisation} has sent on these standards, so there is nothing to
          compare it with.
        </EmptyState>
      ) : (
        <>
          <p className="govuk-body">
            The organisation’s own ratings in {years.now} beside those in {years.before}. A rating is compared only
            where its wording and its scale are the same.
          </p>
          <OwnYearsTables years={years} />
        </>
      )}
    </Main>
  );
}
