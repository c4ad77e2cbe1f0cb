import { either, organisation, partnership, posts, type RouteAccess, refuses } from './opening.ts';

const plan = either('action.read', 'action.read');
const progress = organisation('action.progress');
const groups = partnership('action.progress');

/** What is done with actions beyond reading one: their owners, findings and board, and the plans that they make. */
export const actions: Readonly<Record<string, RouteAccess>> = {
  '/actions/join': { read: partnership('action.change'), change: [posts(partnership('action.change'))] },
  // The form names what it is about: without that there is nothing to open.
  '/actions/board': {
    read: partnership('action.ratify'),
    change: [refuses(partnership('action.ratify'), {})],
  },
  '/actions/revisit': { read: partnership('action.verify'), change: [posts(partnership('action.change'))] },
  '/actions/revisit/:revisitId/print': { read: partnership('action.verify') },
  '/actions/revisit/:revisitId/drawn.csv': { read: partnership('action.verify') },
  '/actions/revisit/:revisitId/drawn.xlsx': { read: partnership('action.verify') },
  '/actions/revisit/:revisitId/drawn.ods': { read: partnership('action.verify') },
  '/actions/revisit/:revisitId': { read: partnership('action.verify'), change: [posts(partnership('action.verify'))] },
  // The form names what it is about: without that there is nothing to open.
  '/actions/settings': {
    read: partnership('action.settings'),
    change: [refuses(partnership('action.settings'), {})],
  },
  '/actions/:actionId/edit': { read: partnership('action.change'), change: [posts(partnership('action.change'))] },
  '/actions/:actionId/owner': {
    read: either('action.reassign', 'action.change'),
    change: [posts(either('action.reassign', 'action.change'))],
  },
  '/action-plans': { read: plan },
  '/action-plans/plan': { read: plan },
  '/action-plans/plan.pdf': { read: plan },
  '/action-plans/plan.xlsx': { read: plan },
  '/action-plans/plan.ods': { read: plan },
  '/action-plans/plan.csv': { read: plan },
  '/action-plans/timeline': { read: plan },
  '/action-plans/figures': { read: plan },
  '/action-plans/figures.csv': { read: plan },
  '/action-plans/board': { read: partnership('action.read') },
  '/action-plans/board.pdf': { read: partnership('action.read') },
  '/action-plans/progress': { read: groups, change: [posts(groups)] },
  '/action-plans/progress.xlsx': { read: groups },
  '/action-plans/progress.ods': { read: groups },
  '/action-plans/:organisationId': { read: plan },
  '/action-plans/:organisationId/progress': { read: progress, change: [posts(progress)] },
  '/action-plans/:organisationId/progress.xlsx': { read: progress },
  '/action-plans/:organisationId/progress.ods': { read: progress },
};
