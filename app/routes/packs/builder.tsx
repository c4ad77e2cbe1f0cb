import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { BlockList, BuilderAgencies, Drafts, PackFor } from '../../features/challenge/components/pack-builder.tsx';
import { getBuilderPage } from '../../features/challenge/pack/builder-page.server.ts';
import { postBuilder } from '../../features/challenge/pack/post-builder.server.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/builder';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getBuilderPage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postBuilder(portal, viewer, params.sessionId, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: 422 });
}

export default function Builder({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { revision } = page;
  return (
    <Main before={<BackLink href={`/challenge/${page.sessionId}`}>Back to {page.session}</BackLink>}>
      <title>{pageTitle('Build the pack', failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{page.session}</span>
        <h1 className="govuk-heading-l">Build the pack</h1>
        <TwoThirds>
          <PackFor
            page={page}
            chosen={{
              edition: typedText(failed?.values, 'edition', 'panel'),
              organisation: typedText(failed?.values, 'organisation'),
            }}
          />
          <Drafts page={page} />
          <h2 className="govuk-heading-m" id="agencies">
            Agencies
          </h2>
        </TwoThirds>
        <BuilderAgencies page={page} />
        <TwoThirds>
          <h2 className="govuk-heading-m" id="parts">
            Parts of the pack
          </h2>
          <p className="govuk-body">
            The order here is the order of the pack. What you choose stays for every pack of this session; a pack that
            was compiled does not change.
          </p>
          <BlockList title="The whole pack" id="whole" list={page.whole} revision={revision} />
          <BlockList title="For each agency" id="each" list={page.agency} revision={revision} />
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
