import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/privacy';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Privacy') }];

export default function Privacy() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Privacy</h1>
        <p className="govuk-body">
          Line of Sight holds your name, work e-mail address, job title and roles, what you wrote in returns and
          actions, and a record of what was changed, by whom and when. Your safeguarding children partnership decides
          why and how long it is kept.
        </p>
        <h2 className="govuk-heading-m">Do not name children or families</h2>
        <p className="govuk-body">
          Returns, evidence and actions must not identify a child, a family or a person who raised a concern. Take
          names, dates of birth and reference numbers out of a file before you add it.
        </p>
        <h2 className="govuk-heading-m">Who can see what</h2>
        <ul className="govuk-list govuk-list--bullet">
          <li>a draft return: people with a role in that organisation, nobody else</li>
          <li>a return that was sent: also the partnership it was sent to</li>
          <li>the record of changes: kept for ever, and sealed so that a later change to it shows</li>
        </ul>
        <p className="govuk-body">Nothing is sent to any other site, and nobody is tracked.</p>
      </TwoThirds>
    </Main>
  );
}
