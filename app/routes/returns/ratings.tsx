import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { replyToRatings } from '../../features/moderation/commands/reply-to-ratings.server.ts';
import { RatingToReply } from '../../features/moderation/components/rating-to-reply.tsx';
import { getReplyPage } from '../../features/moderation/reply-page.server.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/ratings';

const title = 'The partnership’s ratings of your return';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: a colleague may have replied meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getReplyPage(portal.database.db, viewer, params.returnId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const replied = await replyToRatings(portal, viewer, params.returnId, await request.formData());
  return replied.ok ? redirect(`${url.pathname}?saved=yes`) : data(replied, 422);
}

export default function PartnershipRatings({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const [said] = useSearchParams();
  const { questions, finished, mayReply, partnershipName } = page;
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}/receipt`}>Back to the receipt</BackLink>}>
      <title>{pageTitle(title, failed !== undefined)}</title>
      {said.has('saved') && !failed ? (
        <NotificationBanner kind="success" key="saved">
          <BannerHeading>Your reply is kept beside the ratings.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">
          {page.cycleName}, reference {page.reference}
        </span>
        <h1 className="govuk-heading-l">{title}</h1>
        {finished ? (
          <>
            <p className="govuk-body">
              {partnershipName} has rated {countOf(page.rated, 'question')} of your return.{' '}
              {questions.length === 0
                ? 'None differs from your own rating.'
                : `${countOf(questions.length, 'rating differs', 'ratings differ')} from your own.`}{' '}
              Your own ratings stay as you gave them.
            </p>
            {questions.length > 0 ? (
              <InsetText>
                {mayReply
                  ? `You may reply to each until ${dayInWords(page.replyBy)}. Your reply is kept beside the rating, and moderators, the chair and the panel read it.`
                  : `Last day for replies: ${dayInWords(page.replyBy)}.`}
              </InsetText>
            ) : null}
          </>
        ) : (
          <InsetText>
            The partnership is looking at its ratings again. They are shown here once it has finished.
          </InsetText>
        )}
        <Form method="post" noValidate>
          <HiddenFields fields={{ submission: page.submissionId }} />
          {questions.map((question) => (
            <RatingToReply key={question.code} question={question} mayReply={mayReply} typed={failed?.values} />
          ))}
          {mayReply && questions.length > 0 ? <Button preventDoubleClick>Save your replies</Button> : null}
        </Form>
      </FormErrors>
    </Main>
  );
}
