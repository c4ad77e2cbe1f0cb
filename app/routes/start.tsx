import { redirect } from 'react-router';
import { findViewerOf } from '../context.server.ts';
import { LinkButton } from '../ui/button.tsx';
import { TwoThirds } from '../ui/columns.tsx';
import { Main } from '../ui/main.tsx';
import { pageTitle } from '../ui/page-title.ts';
import type { Route } from './+types/start';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Show how you keep children safe') }];

export async function loader({ context }: Route.LoaderArgs) {
  if (await findViewerOf(context)) throw redirect('/home');
  return null;
}

export default function Start() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-xl">Show how you keep children safe</h1>
        <p className="govuk-body-l">
          Line of Sight is where agencies, schools and colleges answer their safeguarding children partnership.
        </p>
        <p className="govuk-body">Use it to:</p>
        <ul className="govuk-list govuk-list--bullet">
          <li>fill in your section 11 or section 175 and 157 return, over several sittings and with colleagues</li>
          <li>add evidence once and use it for many questions</li>
          <li>sign off and send your return, and keep your copy for ever</li>
          <li>read what the partnership made of it, and follow the actions</li>
        </ul>
        <LinkButton href="/sign-in" start>
          Sign in
        </LinkButton>
        <h2 className="govuk-heading-m">Before you start</h2>
        <p className="govuk-body">
          You need the e-mail address that your partnership or your organisation has added. There is no password: you
          get a link that works once.
        </p>
      </TwoThirds>
    </Main>
  );
}
