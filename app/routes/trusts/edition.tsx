import { signedIn } from '../../context.server.ts';
import { getGroupEdition } from '../../features/trusts/answers.server.ts';
import { groupScope } from '../../features/trusts/scope.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TaskList } from '../../ui/task-list.tsx';
import type { Route } from './+types/edition';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`Answers for all your sites: ${loaderData?.title ?? 'standards'}`) },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { title, standards } = await getGroupEdition(portal.database.db, scope, params);
  return {
    title,
    standards: standards.map(({ code, number, title: words, questions }) => ({
      code,
      name: `${number} ${words}`,
      questions: questions.length,
      marked: questions.filter(({ state }) => state !== 'not-central').length,
      toAnswer: questions.filter(({ state }) => state === 'to-answer').length,
    })),
  };
}

export default function Edition({ loaderData: { title, standards }, params }: Route.ComponentProps) {
  const { groupId, setCode, edition } = params;
  return (
    <Main before={<BackLink href={`/trusts/${groupId}/answers`}>Back to all standards</BackLink>}>
      <span className="govuk-caption-l">Answer for all your sites</span>
      <h1 className="govuk-heading-l">{title}</h1>
      <TaskList
        items={standards.map(({ code, name, questions, marked, toAnswer }) => ({
          title: name,
          href: `/trusts/${groupId}/answers/${setCode}/${edition}/${code}`,
          hint:
            marked === 0 ? countOf(questions, 'question') : `You answer ${marked} of ${countOf(questions, 'question')}`,
          status:
            toAnswer > 0 ? (
              <Tag tone="blue">{`${toAnswer} to answer`}</Tag>
            ) : marked === 0 ? (
              'Each site answers'
            ) : (
              'Answered'
            ),
        }))}
      />
    </Main>
  );
}
