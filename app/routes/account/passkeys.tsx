import { data, Form, redirect } from 'react-router';
import { attemptTokenOf, requireRecentConfirmation, sessionTokenOf, signedIn } from '../../context.server.ts';
import { PasskeyButton } from '../../features/accounts/components/passkey-button.tsx';
import { listOwnPasskeys } from '../../features/accounts/passkeys/own-passkeys.server.ts';
import { postPasskeyForm } from '../../features/accounts/passkeys/post-passkey-form.server.ts';
import { readForm } from '../../platform/read-form.ts';
import { typedText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, TextButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryCard } from '../../ui/summary-list.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/passkeys';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

const doneWords: Readonly<Record<string, string>> = {
  added: 'The passkey has been added',
  renamed: 'The passkey has its new name',
  removed: 'The passkey has been removed. Remove it on your device too',
};

/** Asked for before the page: what the browser makes for a passkey cannot wait for a confirmation. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await requireRecentConfirmation(context, request, url);
  return {
    passkeys: await listOwnPasskeys(portal.database.db, viewer.personId),
    done: doneWords[url.searchParams.get('done') ?? ''] ?? null,
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await readForm(request);
  await requireRecentConfirmation(context, request, url);
  const sessionToken = sessionTokenOf(context) ?? '';
  const posted = await postPasskeyForm(portal, viewer, { sessionToken, attemptToken: attemptTokenOf(context) }, form);
  return posted.ok ? redirect(`/account/passkeys?done=${posted.done}`) : data(posted, { status: 422 });
}

export default function Passkeys({ loaderData: { passkeys, done }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/account">Your account</BackLink>}>
      <title>{pageTitle('Passkeys', Boolean(actionData))}</title>
      {done !== null && !actionData ? (
        <NotificationBanner kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Passkeys</h1>
          <p className="govuk-body">
            A passkey is kept by your device or your password keeper. You unlock it as you unlock the device, and nobody
            can trick it into another site.
          </p>
          {passkeys.map((passkey) => (
            <SummaryCard
              key={passkey.id}
              title={passkey.name}
              rows={[
                { label: 'Added', value: instantInWords(passkey.addedAt) },
                {
                  label: 'Last used',
                  value: passkey.lastUsedAt === null ? 'Not yet' : instantInWords(passkey.lastUsedAt),
                },
                {
                  label: 'If the device is lost',
                  value: passkey.backedUp ? 'There is a copy with whoever keeps it' : 'It is lost too: add another one',
                },
                {
                  label: 'Change',
                  value: (
                    <>
                      <Form method="post" noValidate>
                        <HiddenFields fields={{ intent: 'rename', passkey: passkey.id }} />
                        <TextInput
                          name={`name-${passkey.id}`}
                          label={<>New name{<span className="govuk-visually-hidden"> of {passkey.name}</span>}</>}
                          defaultValue={typedText(actionData?.values, `name-${passkey.id}`) || passkey.name}
                          autoComplete="off"
                        />
                        <Button variant="secondary">
                          Rename<span className="govuk-visually-hidden"> {passkey.name}</span>
                        </Button>
                      </Form>
                      <Form method="post">
                        <HiddenFields fields={{ intent: 'remove', passkey: passkey.id }} />
                        <TextButton>
                          Remove<span className="govuk-visually-hidden"> {passkey.name}</span>
                        </TextButton>
                      </Form>
                    </>
                  ),
                },
              ]}
            />
          ))}
          <h2 className="govuk-heading-m">Add a passkey</h2>
          <Form method="post" action="/account/passkeys" reloadDocument noValidate>
            <HiddenFields fields={{ intent: 'add' }} />
            <TextInput
              name="name"
              label="Name"
              hint="So that you know it again, for instance “work laptop”"
              autoComplete="off"
              defaultValue={typedText(actionData?.values, 'name')}
            />
            <PasskeyButton
              purpose="register"
              field="made"
              otherwise="Set a password with an authenticator in place of it."
            >
              Add a passkey
            </PasskeyButton>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
