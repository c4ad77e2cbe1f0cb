import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { postRecordForm } from '../../features/challenge/commands/post-record-form.server.ts';
import { ChallengeForm } from '../../features/challenge/components/challenge-form.tsx';
import { Following } from '../../features/challenge/components/live-parts.tsx';
import {
  Attendance,
  BothTexts,
  Concerns,
  KeyLines,
  RecordedList,
} from '../../features/challenge/components/record-parts.tsx';
import { getSlotSubmission } from '../../features/challenge/letter/letter-queries.server.ts';
import { findHeardNow } from '../../features/challenge/live/live-state.server.ts';
import { getSessionRecord } from '../../features/challenge/record-queries.server.ts';
import { listLoggedChallenges } from '../../features/challenge-log/queries.server.ts';
import { refuseWhileBlind } from '../../features/cycles/blind.server.ts';
import { listTagging } from '../../features/partnerships/tagging.server.ts';
import { clockInWords, dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Columns } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import type { Route } from './+types/record';

/** Plain forms with a script of its own, which keeps what is typed: nothing of React goes to the browser. */
export const handle = { scripts: 'own' };

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be recording too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'session.record');
  await refuseWhileBlind(portal.database.db, viewer, { sessionId: params.sessionId });
  const record = await getSessionRecord(portal.database.db, scope, params, portal.stamp().today);
  return {
    record,
    logged: await listLoggedChallenges(
      portal.database.db,
      scope,
      record.challenges.map(({ id }) => id),
    ),
    tagging: await listTagging(
      portal.database.db,
      viewer,
      { kind: 'challenge', partnershipIds: scope.partnershipIds, ids: record.challenges.map(({ id }) => id) },
      portal.stamp().today,
    ),
    heardNow: await findHeardNow(portal.database.db, scope, params.sessionId),
    formKey: portal.newId(),
    mayAct: findPartnershipScope(viewer, 'action.change') !== undefined,
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getSlotSubmission(
    portal.database.db,
    partnershipScope(viewer, 'session.record'),
    params.sessionId,
    params.slotId,
  );
  const posted = await postRecordForm(portal, viewer, params, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: posted.theirs ? 409 : 422 });
}

const savedWords: Record<string, string> = {
  entry: 'The entry is saved.',
  attendance: 'Who came is saved.',
  action: 'The action is saved and its owner has been told.',
};

export default function Record({
  loaderData: { record, logged, tagging, heardNow, formKey, mayAct },
  actionData,
}: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  const editing = actionData?.values.challengeId ?? search.get('edit');
  const line = record.keyLines.find(({ id }) => id === search.get('line'));
  const { session, slot, organisation, letterReference, neighbours } = record;
  const recordOf = (slotId: string) => `/challenge/${session.id}/record/${slotId}`;
  return (
    <Main before={<BackLink href={`/challenge/${session.id}`}>Back to {session.title}</BackLink>} width="full">
      <Following sessionId={record.session.id} view="page">
        <title>{pageTitle(`Record: ${organisation.name}`, actionData !== undefined)}</title>
        <FormErrors errors={actionData?.errors}>
          {actionData?.theirs ? <BothTexts theirs={actionData.theirs} values={actionData.values} /> : <ErrorSummary />}
          {saved ? (
            <NotificationBanner kind="success" key={`${search.get('saved')} ${record.challenges.length}`}>
              <BannerHeading>{saved}</BannerHeading>
            </NotificationBanner>
          ) : null}
          <span className="govuk-caption-l">
            {session.title}, {dayInWords(session.heldOn)} at {clockInWords(slot.startsAt)}
          </span>
          <h1 className="govuk-heading-l">{organisation.name}</h1>
          <div data-live="elsewhere">
            {heardNow === null || heardNow.slotId === slot.id ? null : (
              <InsetText>
                The room has moved on to {heardNow.organisation}.{' '}
                <a className="govuk-link" href={recordOf(heardNow.slotId)}>
                  Record for {heardNow.organisation}
                </a>
              </InsetText>
            )}
          </div>
          {letterReference === null ? null : (
            <InsetText>The outcome letter {letterReference} has been issued, so this record is closed.</InsetText>
          )}
          <Columns
            first={
              <>
                {letterReference === null ? (
                  <ChallengeForm
                    key={`${editing ?? search.get('about') ?? search.get('line') ?? ''} ${record.challenges.length}`}
                    record={record}
                    formKey={formKey}
                    entry={record.challenges.find(({ id }) => id === editing)}
                    start={{ about: line?.aboutValue ?? search.get('about') ?? '', challenge: line?.text ?? '' }}
                    values={actionData?.values}
                    revision={actionData?.theirs?.revision}
                  />
                ) : null}
                <div data-live="recorded">
                  <RecordedList record={record} mayAct={mayAct} logged={logged} tagging={tagging} />
                </div>
              </>
            }
            second={
              <>
                <Attendance key={record.attendance.present.join()} record={record} />
                <KeyLines record={record} />
                <Concerns record={record} />
              </>
            }
          />
          <PageLinks
            label="Agencies of this session"
            previous={
              neighbours.previous
                ? { href: recordOf(neighbours.previous.slotId), labelText: neighbours.previous.organisation }
                : undefined
            }
            next={
              neighbours.next
                ? { href: recordOf(neighbours.next.slotId), labelText: neighbours.next.organisation }
                : undefined
            }
          />
        </FormErrors>
      </Following>
    </Main>
  );
}
