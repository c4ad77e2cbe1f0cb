import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { previewChoices, previewFor, readPreviewKind } from '../../features/cycles/local/preview.ts';
import { editionOfCycle, getLocalWork } from '../../features/cycles/local/queries.server.ts';
import { AnswerFields } from '../../features/returns/components/answer-fields.tsx';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/local-preview';

const title = 'What each kind of organisation is asked';

export const meta: Route.MetaFunction = () => [{ title: pageTitle(title) }];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'cycle.read');
  const work = await getLocalWork(portal.database.db, scope, params.cycleId, portal.stamp().today);
  const edition = editionOfCycle(work);
  const asked = readPreviewKind(url.searchParams, edition);
  return {
    cycle: { id: work.cycle.id, name: work.cycle.name },
    choices: previewChoices(edition),
    asked,
    preview: previewFor(edition, asked),
  };
}

export default function LocalPreview({ loaderData: { cycle, choices, asked, preview } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}/questions`}>Local questions</BackLink>}>
      <span className="govuk-caption-l">{cycle.name}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      <FilterForm submitText="Show">
        <Select name="kind" label="Kind" items={choices.kinds} defaultValue={asked.kind} />
        {choices.phases.length > 0 ? (
          <Select name="phase" label="Phase" items={choices.phases} defaultValue={asked.phase ?? ''} />
        ) : null}
      </FilterForm>
      <p className="govuk-body">
        {countOf(preview.national, 'national question')} and {countOf(preview.questions.length, 'local question')},
        before what the page of facts adds.
      </p>
      {preview.questions.length === 0 ? <EmptyState>This kind is asked no local question.</EmptyState> : null}
      {preview.questions.map(({ question, number, scale, waits }) => (
        <section key={question.code} className="app-question" aria-labelledby={`${question.code}-heading`}>
          <h2 className="govuk-heading-m" id={`${question.code}-heading`}>
            {number} {question.text}
          </h2>
          {waits ? <p className="govuk-body-s">{waits}</p> : null}
          {question.hint ? <p className="govuk-hint">{question.hint}</p> : null}
          <AnswerFields question={question} scale={scale} values={{}} />
        </section>
      ))}
    </Main>
  );
}
