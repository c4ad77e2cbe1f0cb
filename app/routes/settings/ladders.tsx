import { redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getBoardPeoplePage, postBoardPeople } from '../../features/escalation/board-people.server.ts';
import { ladderPartnership } from '../../features/escalation/commands/save-settings.server.ts';
import { BoardPeopleForm } from '../../features/escalation/components/board-people-form.tsx';
import { duties, dutyCodes, letterCodes, letters, subjectCodes, subjects } from '../../features/escalation/ladder.ts';
import { getLadder } from '../../features/escalation/ladders.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryCard } from '../../ui/summary-list.tsx';
import type { Route } from './+types/ladders';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Ladders and letters of escalation') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const partnershipId = ladderPartnership(viewer);
  const ladders = subjectCodes.map(async (subject) => {
    const { ladder, revision } = await getLadder(portal.database.db, partnershipId, subject);
    return { subject, levels: ladder.levels.map(({ name, days, from }) => ({ name, days, from })), own: revision > 0 };
  });
  return { ladders: await Promise.all(ladders), board: await getBoardPeoplePage(portal, viewer) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await postBoardPeople(portal, viewer, await request.formData());
  return redirect('/settings/escalation?saved=yes');
}

export default function Ladders({ loaderData: { ladders, board } }: Route.ComponentProps) {
  const [search] = useSearchParams();
  return (
    <Main before={<BackLink href="/escalations">Back to escalation</BackLink>}>
      {search.get('saved') ? (
        <NotificationBanner kind="success">
          <BannerHeading>Saved.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">Ladders and letters of escalation</h1>
      {ladders.map(({ subject, levels, own }) => (
        <SummaryCard
          key={subject}
          title={subjects[subject].words}
          actions={[{ text: 'Change', href: `/settings/escalation/${subject}` }]}
          rows={[
            { label: 'Counts from', value: subjects[subject].counts },
            ...levels.map(({ name, days, from }, place) => ({
              label: `Level ${place + 1}`,
              value: `${name}: ${days} days after ${from === 'due' ? 'that' : 'the level before'}`,
            })),
            { label: 'Set by', value: own ? 'Your partnership' : 'The usual ladder' },
          ]}
        />
      ))}
      <TwoThirds>
        <BoardPeopleForm {...board} />
        <h2 className="govuk-heading-m">What letters start with</h2>
        <p className="govuk-body">
          What may be said differs by what binds an organisation. A letter goes to nobody until the chair has approved
          its very words.
        </p>
        {letterCodes.map((letter) => (
          <div key={letter}>
            <h3 className="govuk-heading-s">{letters[letter]}</h3>
            <ul className="govuk-list">
              {dutyCodes.map((duty) => (
                <li key={duty}>
                  <Anchor className="govuk-link" href={`/settings/escalation/letters/${letter}/${duty}`}>
                    {duties[duty]}
                    <span className="govuk-visually-hidden">: {letters[letter]}</span>
                  </Anchor>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </TwoThirds>
    </Main>
  );
}
