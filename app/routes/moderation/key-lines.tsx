import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { SuggestionList } from '../../features/challenge/components/suggestion-list.tsx';
import { getKeyLinesPage } from '../../features/challenge/key-lines/key-lines-page.server.ts';
import { postKeyLinesPage } from '../../features/challenge/key-lines/post-key-lines.server.ts';
import { KeyLineForm, KeyLineList } from '../../features/moderation/components/key-line-list.tsx';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/key-lines';

export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back with problems: somebody else may have changed the page meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getKeyLinesPage(portal, viewer, params.submissionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postKeyLinesPage(portal, viewer, params.submissionId, await request.formData());
  if (posted.ok) return redirect(`/moderation/${params.submissionId}/key-lines`);
  return data(posted, posted.theirs ? 409 : 422);
}

export default function KeyLines({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { frame, keyLines, standards, panel, may } = page;
  const { keyLineId, suggestion } = failed?.values ?? {};
  const place = [keyLineId, suggestion].find((one) => typeof one === 'string')?.toString() ?? 'new';
  const drafts = keyLines.filter(({ released }) => !released).length;
  const id = place.replaceAll(/[^\w-]+/g, '-');
  return (
    <Main before={<BackLink href={`/moderation/${frame.submissionId}`}>Back to {frame.organisationName}</BackLink>}>
      <title>{pageTitle(`Questions for ${frame.organisationName}`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary ids={{ text: `key-line-${id}`, reason: `key-line-reason-${id}` }} />
      </FormErrors>
      <span className="govuk-caption-l">
        {frame.cycleName}, {frame.organisationName}
      </span>
      <h1 className="govuk-heading-l">Questions the panel will ask</h1>
      <TwoThirds>
        <p className="govuk-body">
          A question is a draft for the panel alone until the chair releases it: then it stands in the pack of the
          panel. The agency sees it only if the chair shows it to them.
        </p>
        <KeyLineList
          keyLines={keyLines}
          standards={standards}
          panel={panel}
          mayWrite={may.write}
          mayRelease={may.release}
          failed={failed}
        />
        {may.release && drafts > 0 ? (
          <Form method="post">
            <Button name="intent" value="release-all" preventDoubleClick>
              Release {countOf(drafts, 'draft')}
            </Button>
          </Form>
        ) : null}
        {may.write ? (
          <>
            <h2 className="govuk-heading-m">Add a question</h2>
            <KeyLineForm key={keyLines.length} standards={standards} panel={panel} me={page.me} failed={failed} />
            <SuggestionList page={page} failed={failed} />
          </>
        ) : null}
      </TwoThirds>
    </Main>
  );
}
