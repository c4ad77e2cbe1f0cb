import { data, redirect, useLocation } from 'react-router';
import { signedIn, uploadsOf } from '../../context.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import { fieldNames } from '../../features/questionnaire/form-fields.ts';
import { firstFieldId } from '../../features/returns/components/answer-fields.tsx';
import { getCentralPage } from '../../features/trusts/answers.server.ts';
import { listCentralHistory } from '../../features/trusts/central-history.server.ts';
import { submitCentralAnswer } from '../../features/trusts/commands/submit-central-answer.server.ts';
import { CentralForm, CentralHelp, TheirAnswer } from '../../features/trusts/components/central-form.tsx';
import { CentralHistory } from '../../features/trusts/components/central-history.tsx';
import { SettledTable } from '../../features/trusts/components/settled-table.tsx';
import { groupScope } from '../../features/trusts/scope.ts';
import { pageAsked } from '../../platform/paging.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/answer';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { today } = portal.stamp();
  const page = await getCentralPage(portal.database.db, scope, params, today, pageAsked(url.searchParams));
  const asked = pageAsked(url.searchParams, 'history');
  const history = await listCentralHistory(portal.database.db, scope, params, asked);
  return { ...page, history, turned: url.searchParams.has('history'), done: url.searchParams.get('done') };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  groupScope(viewer, 'group.answer', params.groupId);
  const outcome = await withUpload(uploadsOf(context), request, (upload) =>
    submitCentralAnswer(portal, viewer, params, upload),
  );
  if (outcome.ok) return redirect(`${url.pathname}?done=${outcome.changed ? 'saved' : 'same'}`);
  return data(outcome, outcome.stale ? 409 : 422);
}

const doneWords = new Map([
  ['saved', 'Your answer is saved, and your sites can see it.'],
  ['same', 'Nothing was different, so nothing has changed for your sites.'],
]);

export default function Answer({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const { search } = useLocation();
  const { groupId, setCode, edition, standardCode } = params;
  const { question, number, saved, sites, history } = page;
  const done = actionData ? undefined : doneWords.get(page.done ?? '');
  return (
    <Main
      before={
        <BackLink href={`/trusts/${groupId}/answers/${setCode}/${edition}/${standardCode}`}>
          Back to the standard
        </BackLink>
      }
    >
      <title>{pageTitle(`Answer for all your sites: ${number}`, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={{ [fieldNames(question).main]: firstFieldId(question) }} />
        {done ? (
          <NotificationBanner kind="success" key={done}>
            <BannerHeading>{done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <TwoThirds>
          <span className="govuk-caption-l">
            Answers for all your sites: {page.editionTitle}, {page.standard.title}
          </span>
          <h1 className="govuk-heading-l">
            {number} {question.text}
          </h1>
          <CentralHelp page={page} />
          {saved ? (
            <p className="govuk-body-s">
              {saved.by} answered on {instantInWords(saved.at)}. A change is offered to every site that has not sent its
              return; none takes it by itself.
            </p>
          ) : null}
          {actionData?.stale ? <TheirAnswer page={page} /> : null}
          <CentralForm key={page.revision} page={page} back={actionData} />
          {history.total > 0 ? <CentralHistory page={page} saves={history.items} open={page.turned} /> : null}
          <Pagination
            page={history.page}
            pageCount={history.pageCount}
            search={search}
            name="history"
            label="Pages of versions"
          />
        </TwoThirds>
        {sites.items.length > 0 ? (
          <SettledTable
            caption="What your sites made of it"
            heading="Site"
            rows={sites.items.map((one) => ({ name: one.siteName, settled: one }))}
          />
        ) : null}
        <Pagination page={sites.page} pageCount={sites.pageCount} search={search} />
      </FormErrors>
    </Main>
  );
}
