import { signedIn } from '../../context.server.ts';
import { QuestionSet } from '../../features/questionnaire/components/question-set.tsx';
import { kindItems } from '../../features/questionnaire/edition-facts.ts';
import { getQuestionSet } from '../../features/questionnaire/question-set.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/edition';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.model.title ?? 'Standards') },
];

/** The whole edition to read and print; long, and nothing on it needs a script. */
export const handle = { noScripts: true };

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  const id = `${params.setCode}/${params.edition}`;
  return { id, ...(await getQuestionSet(portal, id, url.searchParams.get('kind'))) };
}

export default function EditionPage({ loaderData: { id, model, kinds, kind, alsoAsked } }: Route.ComponentProps) {
  const address = `/standards/${id}`;
  const query = kind === undefined ? '' : `?kind=${kind}`;
  return (
    <Main before={<BackLink href="/standards">Standards</BackLink>}>
      <h1 className="govuk-heading-l">{model.title}</h1>
      <FilterForm
        heading="Show what one kind of organisation can be asked"
        clearHref={address}
        submitText="Show"
        layout="column"
      >
        <Select name="kind" label="Kind of organisation" items={kindItems(kinds)} defaultValue={kind ?? ''} />
      </FilterForm>
      <ul className="govuk-list app-not-in-print">
        <li>
          <Anchor className="govuk-link" href={`${address}.pdf${query}`} reloadDocument>
            Download these questions (PDF)
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${address}.docx${query}`} reloadDocument>
            Download these questions (Word)
          </Anchor>
        </li>
      </ul>
      <QuestionSet model={model} alsoAsked={alsoAsked} />
    </Main>
  );
}
