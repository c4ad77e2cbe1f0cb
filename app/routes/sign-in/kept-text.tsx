import { data, redirect } from 'react-router';
import { safeDestination } from '../../features/accounts/schema.ts';
import { PostAgain, TypedTexts } from '../../features/returns/components/kept-text.tsx';
import { isKeptReason, keptReasons, postedFields, typedTexts } from '../../features/returns/kept-text.ts';
import { readForm } from '../../platform/read-form.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/kept-text';

/** What was typed stands in this page alone: no script reads it. */
export const handle = { noScripts: true };

/** The page names itself by what happened. */
export const meta: Route.MetaFunction = () => [];

/** Opened as an address it holds nothing. */
export const loader = ({ url }: Route.LoaderArgs) => {
  const why = url.searchParams.get('why');
  if (!isKeptReason(why)) throw redirect('/sign-in');
  return { to: safeDestination(url.searchParams.get('to')), why };
};

/** A form that could not be saved is posted on to here: the answer shows it again, and keeps nothing. */
export async function action({ request, url }: Route.ActionArgs) {
  const why = url.searchParams.get('why');
  const fields = postedFields(await readForm(request));
  return data(
    { fields },
    { status: isKeptReason(why) ? keptReasons[why].status : 401, headers: { 'Cache-Control': 'no-store' } },
  );
}

export default function KeptText({ loaderData: { to, why }, actionData }: Route.ComponentProps) {
  const fields = actionData?.fields ?? [];
  const { title, words } = keptReasons[why];
  return (
    <Main>
      <title>{pageTitle(title)}</title>
      <TwoThirds>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">{words}</p>
        {why === 'signed-out' ? <SignInThenSave to={to} fields={fields} /> : null}
        {why === 'no-room' ? <PostAgain to={to} fields={fields} words="Save what I typed" /> : null}
        {why === 'not-there' ? <GoOn to={to} /> : null}
        <h2 className="govuk-heading-m">What you typed</h2>
        <TypedTexts texts={typedTexts(fields)} />
      </TwoThirds>
    </Main>
  );
}

function SignInThenSave({ to, fields }: { to: string; fields: Parameters<typeof PostAgain>[0]['fields'] }) {
  return (
    <>
      <ol className="govuk-list govuk-list--number">
        <li>
          <a
            className="govuk-link"
            href={`/sign-in?to=${encodeURIComponent(to)}`}
            target="_blank"
            rel="noreferrer noopener"
          >
            Sign in again (opens in a new tab)
          </a>
        </li>
        <li>Come back to this tab.</li>
        <li>Press the button.</li>
      </ol>
      <PostAgain to={to} fields={fields} words="Save what I typed" />
    </>
  );
}

function GoOn({ to }: { to: string }) {
  return (
    <p className="govuk-body">
      <a className="govuk-link" href={to} target="_blank" rel="noreferrer noopener">
        Open the return as it is now (opens in a new tab)
      </a>
    </p>
  );
}
