import type { Reader } from '../../../db/client.server.ts';
import { countOf } from '../../platform/words.ts';
import { findPartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { countEntries } from '../challenge-log/queries.server.ts';
import { listGroups, listPriorities } from '../partnerships/queries.server.ts';
import { countSurveys } from '../surveys/queries.server.ts';
import { countRequests } from './requests/queries.server.ts';
import { countRisks } from './risks/queries.server.ts';

/** A register with its address and how it stands, in words. */
export interface RegisterPlace {
  readonly href: string;
  readonly title: string;
  readonly words: string;
}

/** Every register of the viewer's partnerships. Somebody who reads none is told that the page does not exist. */
export async function getRegistersPage(db: Reader, viewer: Viewer, today: string): Promise<RegisterPlace[]> {
  const scope = partnershipScope(viewer, 'risk.read');
  const risks = await countRisks(db, scope, today);
  const log = await countEntries(db, { organisations: undefined, partnerships: scope }, today);
  const requests = await countRequests(db, { organisations: undefined, partnerships: scope }, today);
  const groups = (await listGroups(db, scope)).filter(({ closedOn }) => closedOn === null);
  const priorities = (await listPriorities(db, scope, today)).filter(({ current }) => current);
  const surveys = findPartnershipScope(viewer, 'survey.read');
  return [
    {
      href: '/risks',
      title: 'Risk register',
      words: `${countOf(risks.strategic, 'strategic risk')}, ${countOf(risks.operational, 'operational risk')}; ${countOf(risks.overdue, 'review is', 'reviews are')} overdue.`,
    },
    {
      href: '/challenge-log',
      title: 'Challenge log',
      words: `${countOf(log.waiting, 'challenge waits', 'challenges wait')} for an answer, ${log.overdue} overdue.`,
    },
    {
      href: '/information-requests',
      title: 'Requests for information',
      words: `${countOf(requests.waiting, 'request waits', 'requests wait')} for an answer, ${requests.overdue} overdue.`,
    },
    {
      href: '/groups',
      title: 'Groups and their action logs',
      words: `${countOf(groups.length, 'group')}: the board, its sub-groups and working groups, and the actions of each.`,
    },
    {
      href: '/priorities',
      title: 'Priorities and themes',
      words: `${countOf(priorities.length, 'priority or theme', 'priorities and themes')} in force, with everything that is tagged with them.`,
    },
    ...(surveys
      ? [
          {
            href: '/surveys',
            title: 'Surveys',
            words: `${countOf(await countSurveys(db, surveys), 'survey')} of staff, children or parents, held elsewhere, whose figures stand beside ratings.`,
          },
        ]
      : []),
  ];
}
