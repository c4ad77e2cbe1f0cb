import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { finishModeration, reopenModeration } from '../../features/moderation/commands/finish-moderation.server.ts';
import { postKeyLineForm } from '../../features/moderation/commands/post-key-line-form.server.ts';
import { takeOverKeyLines } from '../../features/moderation/commands/take-over-key-lines.server.ts';
import {
  AskedQueries,
  SendBackLink,
  TakeOverKeyLines,
  VersionNote,
} from '../../features/moderation/components/around-parts.tsx';
import { BlindNote } from '../../features/moderation/components/blind-note.tsx';
import { KeyLineForm, KeyLineList } from '../../features/moderation/components/key-line-list.tsx';
import {
  EvidenceTable,
  ModerationProgress,
  SeveralModerators,
  StandardsTable,
} from '../../features/moderation/components/overview-parts.tsx';
import { getModerationOverview } from '../../features/moderation/overview.server.ts';
import { moderationStatuses } from '../../features/moderation/rules.ts';
import { CopyFiles } from '../../features/returns/components/copy-links.tsx';
import { findCorrectionOffer } from '../../features/submissions/correction-offer.server.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/submission';

export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back with problems: somebody else may have changed the page meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const overview = await getModerationOverview(portal.database.db, viewer, params.submissionId);
  const scope = findPartnershipScope(viewer, 'submission.read');
  const { db } = portal.database;
  return {
    ...overview,
    correctionOffered: scope ? await findCorrectionOffer(db, scope, params.submissionId) : null,
    mayRaise: findPartnershipScope(viewer, 'challenge-log.change') !== undefined,
    mayAssign: findPartnershipScope(viewer, 'moderation.assign') !== undefined && !overview.peer,
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { submissionId } = params;
  const form = await request.formData();
  const intent = form.get('intent');
  const here = `/moderation/${submissionId}`;
  if (intent === 'finish') {
    await finishModeration(portal, viewer, { submissionId });
    return redirect('/moderation');
  }
  if (intent === 'reopen') {
    await reopenModeration(portal, viewer, { submissionId });
    return redirect(here);
  }
  if (intent === 'take-over-key-lines') {
    await takeOverKeyLines(portal, viewer, { submissionId });
    return redirect(`${here}#key-lines`);
  }
  const posted = await postKeyLineForm(portal, viewer, submissionId, form);
  return posted.ok ? redirect(`${here}#key-lines`) : data(posted, posted.theirs ? 409 : 422);
}

/** Where else a moderator goes from here. */
type Links = { submissionId: string; mayAssign: boolean; mayDeclare: boolean };

function ModerationLinks({ submissionId, mayAssign, mayDeclare }: Links) {
  const links = [
    { href: `/moderation/${submissionId}/evidence`, text: 'Judge the evidence' },
    ...(mayAssign ? [{ href: `/moderation/${submissionId}/moderators`, text: 'Who moderates this return' }] : []),
    ...(mayDeclare ? [{ href: `/moderation/${submissionId}/declare`, text: 'Declare an interest' }] : []),
  ];
  return (
    <nav aria-label="This moderation">
      <ul className="govuk-list">
        {links.map(({ href, text }) => (
          <li key={href}>
            <Anchor className="govuk-link" href={href}>
              {text}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function ModerationOfSubmission({ loaderData: overview, actionData: failed }: Route.ComponentProps) {
  const keyLineId = failed?.values.keyLineId;
  const { versions } = overview.around;
  const version = versions.find((one) => one.submissionId === overview.submissionId)?.version;
  const thisVersion = versions.length > 1 && version !== undefined ? `?version=${version}` : '';
  const fieldOfError = `key-line-${typeof keyLineId === 'string' ? keyLineId : 'new'}`;
  return (
    <Main before={<BackLink href="/moderation">Back to moderation</BackLink>}>
      <title>{pageTitle(`${overview.organisationName}: moderation`, failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        <ErrorSummary ids={{ text: fieldOfError }} />
      </FormErrors>
      <span className="govuk-caption-l">
        {overview.cycleName}, reference {overview.reference}
      </span>
      <h1 className="govuk-heading-l">{overview.organisationName}</h1>
      {overview.obstacle === null ? null : <WarningText>{overview.obstacle}.</WarningText>}
      {overview.blind ? <BlindNote /> : null}
      <VersionNote around={overview.around} frame={overview} />
      <p className="govuk-body">
        Sent on {instantInWords(overview.submittedAt)} by {overview.submittedBy}
        {overview.late ? ', after the last day' : ''}. Moderation:{' '}
        {moderationStatuses[overview.status].words.toLowerCase()}.
      </p>
      <ModerationLinks
        submissionId={overview.submissionId}
        mayAssign={overview.mayAssign}
        mayDeclare={overview.mayDeclare}
      />
      {overview.blind || overview.peer ? null : (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/returns/${overview.returnId}/copy${thisVersion}`}>
            Read the whole return
          </Anchor>{' '}
          or download it: <CopyFiles returnId={overview.returnId} of="the whole return" search={thisVersion} />. The
          answer to the agency is the{' '}
          <Anchor className="govuk-link" href={`/moderation/${overview.submissionId}/letter`}>
            outcome letter
          </Anchor>
          .
        </p>
      )}
      <SendBackLink around={overview.around} frame={overview} />
      {overview.blind || overview.peer ? null : (
        <FurtherLinks submissionId={overview.submissionId} mayRaise={overview.mayRaise} />
      )}
      {overview.correctionOffered === null ? null : (
        <InsetText>
          On {instantInWords(overview.correctionOffered)} the agency said that it has corrected answers since it sent
          this return, and offered the correction to you. Nothing here has changed.
        </InsetText>
      )}
      <StandardsTable overview={overview} />
      <ModerationProgress overview={overview} />
      <SeveralModerators overview={overview} />
      {overview.peer ? null : <AskedQueries around={overview.around} frame={overview} />}
      <section aria-labelledby="key-lines">
        <h2 className="govuk-heading-m" id="key-lines">
          Questions the panel will ask
        </h2>
        <KeyLineList
          keyLines={overview.keyLines}
          standards={overview.standards}
          mayWrite={overview.mayWriteKeyLines}
          failed={failed}
        />
        <TakeOverKeyLines count={overview.around.earlierKeyLines} mayWrite={overview.mayWriteKeyLines} />
        {overview.mayWriteKeyLines ? (
          <KeyLineForm key={overview.keyLines.length} standards={overview.standards} failed={failed} />
        ) : null}
        {overview.blind || overview.peer ? null : (
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/moderation/${overview.submissionId}/key-lines`}>
              Suggested questions, who asks each, and what is released
            </Anchor>
          </p>
        )}
      </section>
      <h2 className="govuk-heading-m">About the agency</h2>
      <SummaryList
        rows={[
          ...overview.facts,
          ...overview.signatures.map(({ title, name, signedAt }) => ({
            label: `Signed as ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
            value: `${name}, ${instantInWords(signedAt)}`,
          })),
        ]}
      />
      <h2 className="govuk-heading-m">Evidence</h2>
      <EvidenceTable evidence={overview.evidence} />
    </Main>
  );
}

/** What may come of a return beside ratings: a challenge between meetings, and something that others should read. */
function FurtherLinks({ submissionId, mayRaise }: { submissionId: string; mayRaise: boolean }) {
  return (
    <p className="govuk-body">
      {mayRaise ? (
        <>
          <Anchor className="govuk-link" href={`/challenge-log/new?submission=${submissionId}`}>
            Put a challenge on the log
          </Anchor>
          <br />
        </>
      ) : null}
      <Anchor className="govuk-link" href={`/moderation/${submissionId}/good-practice`}>
        Suggest something as good practice
      </Anchor>
    </p>
  );
}
