import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { replyToLetter } from '../../features/challenge/commands/reply-to-letter.server.ts';
import { Replies } from '../../features/challenge/components/replies.tsx';
import { getReplyPage } from '../../features/challenge/letter/replies.server.ts';
import { replyKinds, replySchema } from '../../features/challenge/letter/reply.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Radios } from '../../ui/radios.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/letter-reply';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getReplyPage(portal.database.db, viewer, params.returnId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getReplyPage(portal.database.db, viewer, params.returnId, portal.stamp().today);
  const parsed = parseForm(replySchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await replyToLetter(portal, viewer, params.returnId, parsed.value);
  return redirect(`${url.pathname}?saved=sent`);
}

export default function LetterReply({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const sent = search.get('saved') === 'sent' && !failed;
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}/letter`}>Back to the letter</BackLink>}>
      <title>{pageTitle(`Reply to ${page.reference}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        {sent ? (
          <NotificationBanner kind="success">
            <BannerHeading>Your reply is with the partnership.</BannerHeading>
          </NotificationBanner>
        ) : null}
        <TwoThirds>
          <span className="govuk-caption-l">
            {page.organisation}, {page.cycle}
          </span>
          <h1 className="govuk-heading-l">Reply to your outcome letter</h1>
          {page.mayReply && !sent ? (
            <Form method="post" noValidate>
              {page.replyBy === null ? null : (
                <p className="govuk-body">
                  The partnership asks you to reply by {dayInWords(page.replyBy)}. A reply that comes later is read too.
                </p>
              )}
              <Radios
                name="kind"
                legend="How do you reply?"
                items={Object.entries(replyKinds).map(([value, label]) => ({ value, label }))}
                defaultValue={typedText(failed?.values, 'kind')}
              />
              <TextArea
                name="text"
                label="Your words"
                hint="Needed for a reply in words and for a question. No names of children or families."
                rows={6}
                defaultValue={typedText(failed?.values, 'text')}
              />
              <Button preventDoubleClick>Send your reply</Button>
            </Form>
          ) : null}
          {page.replies.length === 0 ? null : <Replies replies={page} mayAnswer={false} ofAgency />}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
