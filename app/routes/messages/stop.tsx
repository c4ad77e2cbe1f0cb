import { Form } from 'react-router';
import { portalOf } from '../../context.server.ts';
import { addressOfStopToken, setDigests } from '../../features/notifications/opt-out.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/stop';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Weekly messages') }];

/** Opening the page changes nothing: mail filters open links too. */
export function loader({ context, params }: Route.LoaderArgs) {
  addressIn(context, params.token);
  return null;
}

/** The press of the button, or one click in a mail program (RFC 8058), which posts here without a page. */
export async function action({ context, request, params }: Route.ActionArgs) {
  const address = addressIn(context, params.token);
  const wanted = (await request.formData()).get('wanted') === 'again';
  await setDigests(portalOf(context), address, wanted);
  return { stopped: !wanted };
}

function addressIn(context: Route.LoaderArgs['context'], token: string): string {
  const address = addressOfStopToken(token, portalOf(context).config.sessionSecret);
  if (address === undefined) throw notFound();
  return address;
}

export default function Stop({ actionData }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>{actionData ? <Done stopped={actionData.stopped} /> : <Ask />}</TwoThirds>
    </Main>
  );
}

function Ask() {
  return (
    <>
      <h1 className="govuk-heading-l">Stop the weekly message about your actions</h1>
      <p className="govuk-body">
        You will still hear when an action is given to you, comes due or changes, and everything about your returns.
      </p>
      <Form method="post">
        <Button preventDoubleClick>Stop the weekly message</Button>
      </Form>
    </>
  );
}

function Done({ stopped }: { stopped: boolean }) {
  return (
    <>
      <h1 className="govuk-heading-l">
        {stopped ? 'The weekly message is stopped' : 'The weekly message will come again'}
      </h1>
      {stopped ? (
        <Form method="post">
          <p className="govuk-body">If that was a slip, you can have it again.</p>
          <Button variant="secondary" name="wanted" value="again" preventDoubleClick>
            Send it again every week
          </Button>
        </Form>
      ) : null}
    </>
  );
}
