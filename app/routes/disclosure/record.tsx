import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { judgeItem } from '../../features/disclosure/commands/judge-item.server.ts';
import { JudgeForm, RecordFacts, RecordText } from '../../features/disclosure/components/record-review.tsx';
import { getItem, nextUndecided } from '../../features/disclosure/items.server.ts';
import { markableSentences } from '../../features/disclosure/redaction.ts';
import { judgeSchema } from '../../features/disclosure/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/record';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have decided meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const found = await getItem(portal.database.db, viewer, params.disclosureId, params.recordId);
  return { ...found, sentences: markableSentences(found.item.text, portal.stamp().today) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { disclosureId, recordId } = params;
  const { db } = portal.database;
  await getItem(db, viewer, disclosureId, recordId);
  const form = await request.formData();
  const parsed = parseForm(judgeSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const judged = await judgeItem(portal, viewer, disclosureId, recordId, parsed.value);
  if (!judged.saved)
    return data(formProblem(judged.field, judged.problem, form), { status: judged.field === '' ? 409 : 422 });
  const next = await nextUndecided(db, disclosureId, recordId);
  return redirect(
    next === undefined ? `/disclosures/${disclosureId}/records` : `/disclosures/${disclosureId}/records/${next}`,
  );
}

export default function RecordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { item, request, undecided, before, after, sentences } = loaderData;
  const at = `/disclosures/${request.id}/records`;
  return (
    <Main before={<BackLink href={at}>Records that were found</BackLink>}>
      <title>{pageTitle(`Review a record for ${request.reference}`, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">Request {request.reference}</span>
        <h1 className="govuk-heading-l">{item.title}</h1>
        <RecordFacts item={item} kind={request.kind} />
        <TwoThirds>
          <h2 className="govuk-heading-m">What it says</h2>
          <RecordText item={item} />
          {request.handles && !request.closed ? (
            <JudgeForm
              key={`${item.id} ${item.revision}`}
              item={item}
              kind={request.kind}
              sentences={sentences}
              values={actionData?.values}
            />
          ) : null}
          <p className="govuk-body">
            {undecided === 0
              ? 'Every record has been decided about.'
              : `${countOf(undecided, 'record is', 'records are')} not decided yet.`}{' '}
            {before === null ? null : (
              <>
                <Anchor className="govuk-link" href={`${at}/${before}`}>
                  The record before
                </Anchor>{' '}
              </>
            )}
            {after === null ? null : (
              <Anchor className="govuk-link" href={`${at}/${after}`}>
                The record after
              </Anchor>
            )}
          </p>
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
