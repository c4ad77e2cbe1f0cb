import { data } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { SessionLetterList } from '../../features/challenge/components/session-letters.tsx';
import {
  getSessionLetters,
  issueSessionLetters,
  lettersRead,
} from '../../features/challenge/letter/session-letters.server.ts';
import { refuseForeignSession } from '../../features/challenge/queries.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/letters';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Letters: ${loaderData.session.title}` : 'Letters') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getSessionLetters(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await refuseForeignSession(portal.database.db, partnershipScope(viewer, 'letter.issue'), params.sessionId);
  const read = lettersRead(await request.formData());
  return data(await issueSessionLetters(portal, viewer, params.sessionId, read));
}

export default function Letters({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${loaderData.session.id}`}>Back to the session</BackLink>}>
      <SessionLetterList list={loaderData} result={actionData} />
    </Main>
  );
}
