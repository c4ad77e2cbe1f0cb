import { data } from 'react-router';
import { portalOf, requireRecentConfirmation, sessionTokenOf } from '../../context.server.ts';
import { providerProblems } from '../../features/accounts/provider/outcomes.ts';
import { startProviderSignIn } from '../../features/accounts/provider/start.server.ts';
import { startFormSchema } from '../../features/accounts/provider/start-form.ts';
import { attemptCookie } from '../../features/accounts/sessions.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { readForm } from '../../platform/read-form.ts';
import { notNow } from '../../platform/refusals.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/with';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Sign in with your organisation') }];

/**
 * Posted to alone: a loader that led whoever only reads it elsewhere would run after the action, too, and take its page away.
 * Leads to an organisation's sign-in by a page of ours: browsers follow no redirect to another site from a form, because
 * our policy allows forms to our own addresses alone.
 */
export async function action({ context, request, params, url }: Route.ActionArgs) {
  const portal = portalOf(context);
  const parsed = parseForm(startFormSchema, await readForm(request));
  if (!parsed.ok) throw notNow('Go back to the page before and choose again.');
  const { purpose, link, to } = parsed.value;
  if (purpose === 'bind' && link === undefined) await requireRecentConfirmation(context, request, url);
  const sessionToken = sessionTokenOf(context);
  const asked = { issuerId: params.issuerId, purpose, linkToken: link, sessionToken, destination: to };
  const started = await startProviderSignIn(portal, asked);
  if (!started.ok) return data({ ...started, words: providerProblems[started.problem] }, { status: 503 });
  const headers = { 'Set-Cookie': attemptCookie(started.attemptToken, portal.config.secureCookies) };
  return data({ ok: true as const, address: started.address, name: started.name }, { headers });
}

export default function With({ actionData }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>
        {actionData === undefined ? (
          <>
            <h1 className="govuk-heading-l">Sign in with your organisation</h1>
            <p className="govuk-body">
              <Anchor className="govuk-link" href="/sign-in">
                Choose how to sign in
              </Anchor>
            </p>
          </>
        ) : actionData.ok ? (
          <>
            <meta httpEquiv="refresh" content={`0; url=${actionData.address}`} />
            <h1 className="govuk-heading-l">Sign in with {actionData.name}</h1>
            <p className="govuk-body">The sign-in of {actionData.name} opens now. You come back here afterwards.</p>
            <LinkButton href={actionData.address} reloadDocument>
              Continue to {actionData.name}
            </LinkButton>
          </>
        ) : (
          <>
            <h1 className="govuk-heading-l">You cannot sign in with {actionData.name} now</h1>
            <p className="govuk-body">{actionData.words}</p>
            <p className="govuk-body">
              <Anchor className="govuk-link" href="/sign-in">
                Sign in another way
              </Anchor>
            </p>
          </>
        )}
      </TwoThirds>
    </Main>
  );
}
