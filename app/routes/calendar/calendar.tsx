import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import {
  endCalendarAddress,
  findCalendarAddress,
  makeCalendarAddress,
} from '../../features/accounts/commands/calendar-address.server.ts';
import { requireRole } from '../../features/accounts/viewer.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/calendar';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your calendar') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireRole(viewer);
  return { address: await findCalendarAddress(portal.database.db, viewer) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireRole(viewer);
  if ((await request.formData()).get('intent') !== 'end') return { made: await makeCalendarAddress(portal, viewer) };
  await endCalendarAddress(portal, viewer);
  return redirect('/calendar');
}

export default function Calendar({ loaderData: { address }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Home</BackLink>}>
      <TwoThirds>
        <h1 className="govuk-heading-l">Your sessions and actions in your own calendar</h1>
        <p className="govuk-body">
          A secret address lets your calendar follow the sessions that you are asked to and the due dates of your
          actions. It gives titles, times, places and links, and nothing that anybody wrote in a return.
        </p>
        {actionData ? <Made address={actionData.made} /> : null}
        {address ? (
          <p className="govuk-body">
            You have had this address since {dayInWords(address.madeAt.slice(0, 10))}. It is not shown again.
          </p>
        ) : null}
        <Form method="post">
          <Button name="intent" value="make" variant={address ? 'secondary' : 'primary'} preventDoubleClick>
            {address ? 'Make a new address' : 'Make an address'}
          </Button>
        </Form>
        {address ? (
          <>
            <p className="govuk-body">A new address ends this one. You can also end it without a new one.</p>
            <Form method="post">
              <Button name="intent" value="end" variant="warning" preventDoubleClick>
                End the address
              </Button>
            </Form>
          </>
        ) : null}
      </TwoThirds>
    </Main>
  );
}

/** The address, shown this once. */
function Made({ address }: { address: string }) {
  return (
    <>
      <TextInput
        name="address"
        label="Your secret address"
        labelSize="m"
        hint="Copy it into your calendar, where it asks for a calendar from the internet or by URL."
        readOnly
        defaultValue={address}
        autoComplete="off"
        spellCheck={false}
      />
      <WarningText>
        Whoever has this address can see your sessions and due dates. It is shown this once. Make a new one if it went
        astray.
      </WarningText>
    </>
  );
}
