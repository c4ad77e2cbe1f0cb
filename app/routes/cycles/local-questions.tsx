import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { LocalQuestionList, PrioritiesForm } from '../../features/cycles/components/local-question-list.tsx';
import { localDoneWords, runLocalIntent } from '../../features/cycles/local/intents.server.ts';
import { getLocalQuestionsPage } from '../../features/cycles/local/list-page.server.ts';
import { typedValues } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/local-questions';

const title = 'Local questions';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = await getLocalQuestionsPage(portal, viewer, params.cycleId);
  return { page, done: localDoneWords(url.searchParams.get('done')) };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  const outcome = await runLocalIntent(portal, viewer, params.cycleId, form);
  if ('done' in outcome) return redirect(`/cycles/${params.cycleId}/questions?done=${outcome.done}`);
  return data({ errors: outcome.errors, values: typedValues(form) }, { status: 422 });
}

export default function LocalQuestions({ loaderData: { page, done }, actionData }: Route.ComponentProps) {
  const { cycle, headings, mayChange, revision, copyFrom } = page;
  const here = `/cycles/${cycle.id}/questions`;
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      {done && !actionData ? (
        <NotificationBanner key={done} kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{cycle.name}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">
          Questions that your partnership asks in this cycle beside the national ones. They stand after them in every
          return, and their codes stay the same in later cycles, so that answers can be compared.
        </p>
        {cycle.status === 'draft' ? null : (
          <InsetText>The cycle has been launched, so its questions are frozen.</InsetText>
        )}
        <ButtonGroup>
          {mayChange ? <LinkButton href={`${here}/new`}>Add a question</LinkButton> : null}
          <LinkButton variant="secondary" href={`${here}/preview`}>
            See what each kind of organisation is asked
          </LinkButton>
        </ButtonGroup>
        <WorkbookLinks here={here} mayChange={mayChange} />
        {mayChange ? (
          <PrioritiesForm
            revision={revision}
            typed={typedText(actionData?.values, 'priorities', page.prioritiesTyped)}
            open={actionData?.errors.priorities !== undefined}
          />
        ) : (
          <Priorities priorities={page.priorities} />
        )}
        {headings.length === 0 ? <EmptyState>There are no local questions.</EmptyState> : null}
        {copyFrom.length > 0 ? (
          <Form method="post">
            <HiddenFields fields={{ revision }} />
            <Select name="from" label="Copy the questions of another cycle" items={copyFrom} />
            <Button variant="secondary" name="intent" value="copy">
              Copy
            </Button>
          </Form>
        ) : null}
        <LocalQuestionList cycleId={cycle.id} revision={revision} headings={headings} mayChange={mayChange} />
      </FormErrors>
    </Main>
  );
}

function WorkbookLinks({ here, mayChange }: { here: string; mayChange: boolean }) {
  return (
    <ul className="govuk-list">
      {(['xlsx', 'ods'] as const).map((format) => (
        <li key={format}>
          <Anchor className="govuk-link" href={`${here}/workbook.${format}`} reloadDocument>
            Download as a workbook to fill in ({format === 'xlsx' ? 'Excel' : 'OpenDocument'})
          </Anchor>
        </li>
      ))}
      {mayChange ? (
        <li>
          <Anchor className="govuk-link" href={`${here}/import`}>
            Import a workbook
          </Anchor>
        </li>
      ) : null}
    </ul>
  );
}

function Priorities({ priorities }: { priorities: readonly { code: string; title: string; description: string }[] }) {
  if (priorities.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Priorities</h2>
      <ul className="govuk-list govuk-list--bullet">
        {priorities.map(({ code, title: name, description }) => (
          <li key={code}>
            {name}
            {description === '' ? '' : `: ${description}`}
          </li>
        ))}
      </ul>
    </>
  );
}
