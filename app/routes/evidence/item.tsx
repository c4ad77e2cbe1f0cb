import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInOrganisation } from '../../features/accounts/viewer.ts';
import { changeEvidence, removeEvidence } from '../../features/evidence/commands/change-evidence.server.ts';
import { DetailsWarning } from '../../features/evidence/components/details-warning.tsx';
import { AboutFields } from '../../features/evidence/components/evidence-fields.tsx';
import { EvidenceSummary } from '../../features/evidence/components/evidence-summary.tsx';
import { EvidenceUses } from '../../features/evidence/components/evidence-uses.tsx';
import { VersionList } from '../../features/evidence/components/version-list.tsx';
import { getEvidencePage } from '../../features/evidence/item-page.server.ts';
import { findCopyOrigin } from '../../features/evidence/origin.server.ts';
import { getEvidence } from '../../features/evidence/queries.server.ts';
import { changeEvidenceSchema } from '../../features/evidence/schema.ts';
import { evidenceScope, findEvidenceScope } from '../../features/evidence/scope.server.ts';
import { usesOpenTo } from '../../features/returns/evidence-of-parts.server.ts';
import { nameQuestions } from '../../features/returns/question-names.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/item';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const page = await getEvidencePage(db, evidenceScope(viewer, 'evidence.read'), params.evidenceId, today);
  return {
    ...page,
    today,
    uses: await nameQuestions(db, await usesOpenTo(db, viewer, page.item.organisationId, page.uses)),
    mayChange:
      findEvidenceScope(viewer, 'evidence.change')?.organisationIds.includes(page.item.organisationId) ?? false,
    mayShare: mayInOrganisation(viewer, 'good-practice.share', page.item.organisationId),
    origin: await findCopyOrigin(db, evidenceScope(viewer, 'evidence.read'), params.evidenceId),
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getEvidence(portal.database.db, evidenceScope(viewer, 'evidence.change'), params.evidenceId);
  const { evidenceId } = params;
  const form = await request.formData();
  if (form.get('intent') === 'remove') {
    const { removed } = await removeEvidence(portal, viewer, { evidenceId });
    if (removed) return redirect('/evidence?removed=1');
    return data(
      {
        errors: { remove: ['A return that has not been sent uses this evidence, so it cannot be removed: see below'] },
        values: {},
      },
      409,
    );
  }
  const parsed = parseForm(changeEvidenceSchema, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 });
  await changeEvidence(portal, viewer, { evidenceId, ...parsed.value });
  return redirect(`/evidence/${evidenceId}?changed=1`);
}

const said: Readonly<Record<string, string>> = {
  added: 'The evidence has been added.',
  changed: 'Your changes are saved.',
  version: 'The new version has been added.',
  already: 'You already have this file. This is it; nothing was added.',
};

export default function Item({ loaderData: page, actionData }: Route.ComponentProps) {
  const { item, versions, uses, sentWith, found, mayChange, mayShare, today, origin } = page;
  const [query] = useSearchParams();
  const done = Object.keys(said).find((name) => query.has(name));
  return (
    <Main before={<BackLink href="/evidence">Back to your evidence</BackLink>}>
      <title>{pageTitle(item.title, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={{ remove: 'uses' }} />
        {done && !actionData ? (
          <NotificationBanner kind="success" key={done}>
            <BannerHeading>{said[done]}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <TwoThirds>
          <h1 className="govuk-heading-l">{item.title}</h1>
          <DetailsWarning what="This evidence" found={found} />
          <EvidenceSummary item={item} today={today} from={origin?.group} />
        </TwoThirds>
        {mayChange ? (
          <LinkButton href={`/evidence/${item.id}/versions/new`} variant="secondary" reloadDocument>
            Add a new version
          </LinkButton>
        ) : null}
        {mayShare ? (
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/good-practice/new?evidence=${item.id}`}>
              Share what this shows as good practice
            </Anchor>
          </p>
        ) : null}
        <VersionList evidenceId={item.id} versions={versions} sentWith={sentWith} />
        <TwoThirds>
          <h2 className="govuk-heading-m" id="uses" tabIndex={-1}>
            Where it is used
          </h2>
          <EvidenceUses uses={uses} />
          {mayChange ? (
            <>
              <h2 className="govuk-heading-m">Change what is said about it</h2>
              <Form method="post" noValidate key={item.revision}>
                <HiddenFields fields={{ revision: item.revision }} />
                <AboutFields values={actionData?.values} stored={item} titleHint="What a reader will know it by." />
                <Button name="intent" value="change" preventDoubleClick>
                  Save changes
                </Button>
              </Form>
              <h2 className="govuk-heading-m">Remove it</h2>
              <p className="govuk-body">
                Evidence that no return in work uses can be removed from your library. Returns that were sent keep the
                version that went with them, and it can be opened there as before.
              </p>
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
