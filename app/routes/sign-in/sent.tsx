import { portalOf } from '../../context.server.ts';
import { UnsentNote } from '../../features/returns/components/unsent-note.tsx';
import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/sent';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Check your e-mail') }];

export async function loader({ context }: Route.LoaderArgs) {
  return { embedded: portalOf(context).mailer.kind === 'screen' };
}

export default function Sent({ loaderData }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Check your e-mail</h1>
        <p className="govuk-body">
          If we know your address, a link is on its way. Open it in this browser within 20 minutes.
        </p>
        <UnsentNote />
        {loaderData.embedded ? (
          <InsetText>
            This portal runs by itself and sends no mail. Your link is in the{' '}
            <Anchor className="govuk-link" href="/outbox">
              messages on screen
            </Anchor>
            .
          </InsetText>
        ) : null}
        <p className="govuk-body">
          No message? Look in your junk folder, or{' '}
          <Anchor className="govuk-link" href="/sign-in">
            ask for another link
          </Anchor>
          . If none arrives, ask your partnership’s business manager which address you were added with.
        </p>
      </TwoThirds>
    </Main>
  );
}
