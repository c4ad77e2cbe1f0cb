import { Form, redirect, useLocation } from 'react-router';
import { leadToPrimary, signedIn } from '../../context.server.ts';
import { AnswerView } from '../../features/questionnaire/components/answer-view.tsx';
import { restoreAnswer } from '../../features/returns/commands/restore-answer.server.ts';
import { restoreSchema } from '../../features/returns/forms.ts';
import { getStandardHistory } from '../../features/returns/history.server.ts';
import { mayAnswerPart, partScope } from '../../features/returns/parts.server.ts';
import { isEditable } from '../../features/returns/rules.ts';
import { questionAnchor } from '../../features/returns/standard-fields.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { Route } from './+types/history';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(loaderData ? `History of ${loaderData.standard.number} ${loaderData.standard.title}` : 'History'),
  },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  const questionCode = url.searchParams.get('question') || undefined;
  const { db } = portal.database;
  const part = { returnId: params.returnId, part: params.standardCode };
  const scope = await partScope(db, viewer, 'return.read', part);
  const history = await getStandardHistory(db, scope, {
    ...params,
    questionCode,
    page: pageAsked(url.searchParams),
  });
  const { status, organisationId } = history.agencyReturn;
  return {
    ...history,
    questionCode,
    editable: isEditable(status) && (await mayAnswerPart(db, viewer, organisationId, part)),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const parsed = parseForm(restoreSchema, await request.formData());
  if (!parsed.ok) throw notFound();
  const { questionCode, ...restore } = parsed.value;
  const saved = await restoreAnswer(portal, viewer, { ...params, ...restore });
  const said = saved.takenBack ? '?taken-back=1' : '';
  return redirect(
    `/returns/${params.returnId}/standards/${params.standardCode}${said}#${questionAnchor(questionCode)}`,
  );
}

export default function History({ loaderData }: Route.ComponentProps) {
  const { agencyReturn, standard, questions, versions, questionCode, editable } = loaderData;
  const { search } = useLocation();
  const here = `/returns/${agencyReturn.id}/standards/${standard.code}`;
  return (
    <Main before={<BackLink href={here}>Back to the standard</BackLink>}>
      <span className="govuk-caption-l">
        {agencyReturn.organisationName}: {agencyReturn.cycleName}
      </span>
      <h1 className="govuk-heading-l">
        History of {standard.number} {standard.title}
      </h1>
      <FilterForm heading="Choose a question" submitText="Show" clearHref={`${here}/history`}>
        <Select
          name="question"
          label="Question"
          defaultValue={questionCode ?? ''}
          items={[
            { value: '', label: 'All questions' },
            ...questions.map(({ code, text }) => ({ value: code, label: text })),
          ]}
        />
      </FilterForm>
      {versions.total === 0 ? <EmptyState>Nothing has been answered here yet.</EmptyState> : null}
      <Timeline
        headingLevel={2}
        events={versions.items.map((version) => ({
          heading: version.questionText,
          by: version.savedBy,
          at: { iso: version.savedAt, words: instantInWords(version.savedAt) },
          children: (
            <>
              <p className="govuk-body">{stateWords(version)}</p>
              <AnswerView answer={version.answer} scale={version.scale} value={version.value} empty="Emptied" />
              {editable && !version.current ? (
                <Form method="post">
                  <HiddenFields
                    fields={{
                      revisionId: version.id,
                      revision: version.standingRevision,
                      questionCode: version.questionCode,
                    }}
                  />
                  <Button variant="secondary">
                    Make this the answer again
                    <span className="govuk-visually-hidden">: as of {instantInWords(version.savedAt)}</span>
                  </Button>
                </Form>
              ) : null}
            </>
          ),
        }))}
      />
      <Pagination page={versions.page} pageCount={versions.pageCount} search={search} />
    </Main>
  );
}

function stateWords({
  current,
  outcome,
  beforeMove,
}: {
  current: boolean;
  outcome: 'kept' | 'conflict';
  beforeMove: boolean;
}): string {
  if (current) return 'This is the answer now.';
  if (beforeMove)
    return 'Saved before this return moved to a newer edition: the question may have asked something else then.';
  return outcome === 'conflict'
    ? 'Set aside: somebody else had saved another answer first.'
    : 'Replaced by a later answer.';
}
