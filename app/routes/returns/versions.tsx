import { signedIn } from '../../context.server.ts';
import { StandardDifferences, TextDifferences } from '../../features/submissions/versions/components/difference.tsx';
import { getDifferencePage, type VersionName } from '../../features/submissions/versions/difference-page.server.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Details } from '../../ui/details.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/versions';

export const meta: Route.MetaFunction = ({ loaderData: page }) => [
  { title: pageTitle(page ? `What changed from version ${page.before.version} to ${page.after.version}` : 'Versions') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getDifferencePage(portal, viewer, params.returnId, params);
}

export default function Versions({ loaderData: page }: Route.ComponentProps) {
  const { returnId, before, after, facts, changed, unchanged, unchangedQuestions } = page;
  const said = (one: VersionName) => (
    <>
      {instantInWords(one.submittedAt)} by {one.submittedBy}, reference {one.reference}.{' '}
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy?version=${one.version}`}>
        Copy of version {one.version}
      </Anchor>
    </>
  );
  const questions = changed.reduce((sum, standard) => sum + standard.questions.length, 0);
  return (
    <Main before={<BackLink href={`/returns/${returnId}/receipt`}>Back to the receipt</BackLink>}>
      <span className="govuk-caption-l">
        {page.organisationName}: {page.cycleName}
      </span>
      <h1 className="govuk-heading-l">
        What changed from version {before.version} to version {after.version}
      </h1>
      <SummaryList
        rows={[
          { label: `Version ${before.version} sent`, value: said(before) },
          { label: `Version ${after.version} sent`, value: said(after) },
        ]}
      />
      <p className="govuk-body">
        {countOf(questions, 'question')} changed, {countOf(unchangedQuestions, 'question')} unchanged. New words are
        underlined and bold, words taken out are struck through; a screen reader hears “added” and “removed”.
      </p>
      {facts.length > 0 ? (
        <section aria-labelledby="facts">
          <h2 className="govuk-heading-m" id="facts">
            About the organisation
          </h2>
          {facts.map((difference) => (
            <TextDifferences key={difference.label} difference={difference} />
          ))}
        </section>
      ) : null}
      {changed.map((standard) => (
        <StandardDifferences key={standard.code} standard={standard} />
      ))}
      {unchanged.length > 0 ? (
        <Details summary={`${countOf(unchanged.length, 'standard')} unchanged`}>
          <ul className="govuk-list govuk-list--bullet">
            {unchanged.map(({ code, number, title, unchanged: same }) => (
              <li key={code}>
                {number} {title}: {countOf(same, 'question')}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Main>
  );
}
