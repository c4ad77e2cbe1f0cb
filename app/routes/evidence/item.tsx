import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { changeEvidence, removeEvidence } from '../../features/evidence/commands/change-evidence.server.ts';
import { AboutFields } from '../../features/evidence/components/evidence-fields.tsx';
import { EvidenceUses } from '../../features/evidence/components/evidence-uses.tsx';
import { findCopyOrigin } from '../../features/evidence/origin.server.ts';
import { getEvidence, listUses } from '../../features/evidence/queries.server.ts';
import { changeEvidenceSchema } from '../../features/evidence/schema.ts';
import { evidenceHref, kindOfEvidence, periodOfEvidence } from '../../features/evidence/words.ts';
import { nameQuestions } from '../../features/returns/question-names.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/item';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = organisationScope(viewer, 'evidence.read');
  const item = await getEvidence(db, scope, params.evidenceId);
  const uses = await listUses(db, scope, params.evidenceId);
  return {
    item,
    uses: await nameQuestions(db, uses),
    origin: await findCopyOrigin(db, scope, params.evidenceId),
    mayChange: mayInOrganisation(viewer, 'evidence.add', item.organisationId),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getEvidence(portal.database.db, organisationScope(viewer, 'evidence.add'), params.evidenceId);
  const { evidenceId } = params;
  const form = await request.formData();
  if (form.get('intent') === 'remove') {
    const { removed } = await removeEvidence(portal, viewer, { evidenceId });
    if (removed) return redirect('/evidence?removed=1');
    return data(
      { errors: { remove: ['This evidence is in use, so it cannot be removed: see where below'] }, values: {} },
      409,
    );
  }
  const parsed = parseForm(changeEvidenceSchema, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 });
  await changeEvidence(portal, viewer, { evidenceId, ...parsed.value });
  return redirect(`/evidence/${evidenceId}?changed=1`);
}

export default function Item({ loaderData: { item, uses, origin, mayChange }, actionData }: Route.ComponentProps) {
  const [said] = useSearchParams();
  const done = said.has('added')
    ? 'The evidence has been added.'
    : said.has('changed')
      ? 'Your changes are saved.'
      : null;
  return (
    <Main before={<BackLink href="/evidence">Back to your evidence</BackLink>}>
      <title>{pageTitle(item.title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={{ remove: 'uses' }} />
        {done && !actionData ? (
          <NotificationBanner kind="success" key={done}>
            <BannerHeading>{done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <TwoThirds>
          <h1 className="govuk-heading-l">{item.title}</h1>
          <SummaryList
            rows={[
              {
                label: item.kind === 'file' ? 'File' : 'Link',
                value: (
                  <Anchor
                    className="govuk-link"
                    href={evidenceHref(item)}
                    reloadDocument
                    {...(item.kind === 'link' ? { rel: 'noreferrer' } : {})}
                  >
                    {item.fileName ?? item.url}
                  </Anchor>
                ),
              },
              { label: 'What it is', value: kindOfEvidence(item) },
              { label: 'Covers', value: periodOfEvidence(item) ?? 'Not said' },
              { label: 'Added', value: `${instantInWords(item.addedAt)} by ${item.addedBy}` },
              ...(origin ? [{ label: 'From', value: `${origin.group}, with an answer of the trust` }] : []),
            ]}
          />
          <h2 className="govuk-heading-m" id="uses" tabIndex={-1}>
            Where it is used
          </h2>
          <EvidenceUses uses={uses} />
          {mayChange ? (
            <>
              <h2 className="govuk-heading-m">Change the title or dates</h2>
              <Form method="post" noValidate key={item.revision}>
                <HiddenFields fields={{ revision: item.revision }} />
                <AboutFields values={actionData?.values} stored={item} titleHint="What a reader will know it by." />
                <Button name="intent" value="change" preventDoubleClick>
                  Save changes
                </Button>
              </Form>
              <h2 className="govuk-heading-m">Remove it</h2>
              <p className="govuk-body">Evidence that is not used anywhere can be removed from your library.</p>
              <Form method="post">
                <Button name="intent" value="remove" variant="warning" preventDoubleClick>
                  Remove this evidence
                </Button>
              </Form>
            </>
          ) : null}
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
