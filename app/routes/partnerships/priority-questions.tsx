import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getQuestionTagsPage, postQuestionTags } from '../../features/registers/question-tags.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/priority-questions';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`Questions for: ${loaderData?.priority.title ?? 'a priority'}`) },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getQuestionTagsPage(portal, viewer, params.priorityId, url.searchParams.get('cycle'));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await postQuestionTags(portal, viewer, params.priorityId, await request.formData());
  return redirect(`/priorities/${params.priorityId}?saved=questions`);
}

export default function PriorityQuestions({ loaderData }: Route.ComponentProps) {
  const { priority, cycles, cycleId, standards, ticked } = loaderData;
  return (
    <Main before={<BackLink href={`/priorities/${priority.id}`}>{priority.title}</BackLink>}>
      <TwoThirds>
        <span className="govuk-caption-l">{priority.title}</span>
        <h1 className="govuk-heading-l">Choose the questions that are asked for it</h1>
        <p className="govuk-body">
          Agencies read “Why we ask” beside these questions, in this cycle and in every later one that asks them.
        </p>
        {cycleId === null ? (
          <EmptyState>There is no cycle yet whose questions could be chosen.</EmptyState>
        ) : (
          <>
            {cycles.length > 1 ? (
              <FilterForm heading="Choose a cycle" submitText="Show" label="Choose a cycle">
                <Select
                  name="cycle"
                  id="which-cycle"
                  label="Questions of"
                  defaultValue={cycleId}
                  items={cycles.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </FilterForm>
            ) : null}
            <Form method="post" key={cycleId}>
              <HiddenFields fields={{ cycle: cycleId }} />
              {standards.map(({ code, title, questions }) => (
                <Checkboxes
                  key={code}
                  name="questions[]"
                  id={`standard-${code}`}
                  legend={title}
                  legendSize="s"
                  small
                  defaultValues={ticked}
                  items={questions.map((question) => ({ value: question.code, label: question.text }))}
                />
              ))}
              <Button preventDoubleClick>Save the questions</Button>
            </Form>
          </>
        )}
      </TwoThirds>
    </Main>
  );
}
