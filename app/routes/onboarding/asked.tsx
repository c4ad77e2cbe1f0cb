import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/asked';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('We have what you wrote') }];

export default function Asked() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">We have what you wrote</h1>
        <p className="govuk-body">
          If your school is in this portal, the business manager of its partnership looks at your request. You get a
          message when you are let in. Nothing else is said here, so that nobody can find out who has an account.
        </p>
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/sign-in">
            Sign in
          </Anchor>
        </p>
      </TwoThirds>
    </Main>
  );
}
