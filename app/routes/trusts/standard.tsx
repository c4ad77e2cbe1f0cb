import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getGroupStandard } from '../../features/trusts/answers.server.ts';
import { markQuestions } from '../../features/trusts/commands/mark-questions.server.ts';
import { groupScope } from '../../features/trusts/scope.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TaskList } from '../../ui/task-list.tsx';
import type { Route } from './+types/standard';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`Answers for all your sites: ${loaderData?.standard.title ?? 'standard'}`) },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  return { ...(await getGroupStandard(portal.database.db, scope, params)), saved: url.searchParams.has('saved') };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  const texts = (name: string) => form.getAll(name).filter((entry) => typeof entry === 'string');
  await markQuestions(portal, viewer, { ...params, shown: texts('shown'), marked: texts('marked') });
  return redirect(`${url.pathname}?saved=1`);
}

export default function Standard({ loaderData: { title, standard, saved }, params }: Route.ComponentProps) {
  const { groupId, setCode, edition, standardCode } = params;
  const whole = `/trusts/${groupId}/answers/${setCode}/${edition}`;
  const central = standard.questions.filter(({ state }) => state !== 'not-central');
  return (
    <Main before={<BackLink href={whole}>Back to the list of standards</BackLink>}>
      {saved ? (
        <NotificationBanner kind="success" key="saved">
          <BannerHeading>Your choice is saved.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">Answers for all your sites: {title}</span>
      <h1 className="govuk-heading-l">
        {standard.number} {standard.title}
      </h1>
      {central.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">What you answer</h2>
          <TaskList
            items={central.map(({ code, number, text, state }) => ({
              title: `${number} ${text}`,
              href: `${whole}/${standardCode}/${code}`,
              status: state === 'answered' ? 'Answered' : <Tag tone="blue">To answer</Tag>,
            }))}
          />
        </>
      ) : null}
      <TwoThirds>
        <Form method="post" key={central.map(({ code }) => code).join(' ')}>
          <HiddenFields fields={{ shown: standard.questions.map(({ code }) => code) }} />
          <Checkboxes
            name="marked"
            legend="Which questions do you answer for your sites?"
            legendSize="m"
            hint="Tick what is the same everywhere. What you take off is offered to no site any more; a site that has taken your answer keeps it."
            items={standard.questions.map(({ code, number, text }) => ({ value: code, label: `${number} ${text}` }))}
            defaultValues={central.map(({ code }) => code)}
          />
          <Button preventDoubleClick>Save this choice</Button>
        </Form>
        <p className="govuk-body">
          <Anchor className="govuk-link" href={whole}>
            Back to the list of standards
          </Anchor>
        </p>
      </TwoThirds>
    </Main>
  );
}
