import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/cookies';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Cookies') }];

export default function Cookies() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Cookies</h1>
        <p className="govuk-body">
          Line of Sight sets one cookie, which keeps you signed in. It is deleted when you sign out, after an hour in
          which you do nothing, or after 12 hours. It is essential, so we do not ask for consent.
        </p>
        <p className="govuk-body">
          While you type an answer, the words that are not saved yet wait in your browser’s session storage, in that tab
          alone. They are cleared as soon as the portal has saved them, and when you sign out. If you have to sign in
          again and your link opens another tab of the same browser, that tab gets them from the first one; nothing is
          stored on the way.
        </p>
        <p className="govuk-body">We use no other cookies and no analytics.</p>
      </TwoThirds>
    </Main>
  );
}
