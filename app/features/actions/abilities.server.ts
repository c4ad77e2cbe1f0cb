/** What a viewer may do with an action now: the one place from which its page takes its forms. */
import { mayInOrganisation, mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import type { MoreTimeRequest } from './more-time.server.ts';
import { type ActionMove, type ActionStatus, actionStatuses, addMonths, mayReschedule, whyNotVerify } from './rules.ts';
import type { ActionSettings } from './schema.ts';
import { type Held, mayReassign, progressesAction } from './scope.server.ts';
import { grantsTime } from './settings.server.ts';

export interface ActionAbilities {
  readonly moves: readonly ActionMove[];
  readonly reschedule: boolean;
  /** Why this viewer, who may check others' actions, may not check this one. */
  readonly whyNotVerify: string | null;
  /** Whether they may move its date later. */
  readonly grantTime: boolean;
  readonly askTime: boolean;
  /** A request for more time waits, which is theirs to decide. */
  readonly decideTime: boolean;
  /** A request for more time waits, which they made. */
  readonly withdrawTime: boolean;
  readonly edit: boolean;
  readonly reassign: boolean;
  /** Whether they may say that a closed action still works, or does not. */
  readonly checkImpact: boolean;
  /** Whether they may write down what the board decided. */
  readonly ratify: boolean;
  /** Whether they may give the organisation another action that follows this one. */
  readonly followUp: boolean;
  /** The day proposed for looking again, for whoever checks. */
  readonly impactCheckOn: string;
  /** Whether they may add a new item to the organisation's evidence. */
  readonly addEvidence: boolean;
  /** Declines what another partnership joined to the action. */
  readonly declineFinding: boolean;
  /** Whether they may open what is shown as proof. */
  readonly openProof: boolean;
  /** Whether the partnership's own pages about its source are open to them. */
  readonly followSource: boolean;
}

const agencyMoves: readonly ActionMove[] = ['progress', 'done'];
const boardMoves: readonly ActionMove[] = ['ratified', 'not-ratified'];

export function abilities(
  viewer: Viewer,
  action: Held & { readonly status: ActionStatus; readonly sponsor_id: string | null },
  {
    markedDoneBy,
    settings,
    request,
    today,
  }: {
    readonly markedDoneBy: string | null;
    readonly settings: ActionSettings;
    readonly request: MoreTimeRequest | null;
    readonly today: string;
  },
): ActionAbilities {
  const { organisation_id, partnership_id, owner_id, sponsor_id, status } = action;
  const may = (permission: Parameters<typeof mayInPartnership>[1]) =>
    mayInPartnership(viewer, permission, partnership_id);
  const progresses = progressesAction(viewer, action);
  const checks = may('action.verify');
  const barred = checks
    ? whyNotVerify({ ownerId: owner_id, sponsorId: sponsor_id, markedDoneBy }, viewer.personId)
    : null;
  const own = owner_id === viewer.personId || sponsor_id === viewer.personId;
  const allowed = (move: ActionMove) => {
    if (agencyMoves.includes(move)) return progresses;
    if (boardMoves.includes(move)) return may('action.ratify') && !own;
    return checks && (move === 'reopened' || barred === null);
  };
  const grants = grantsTime(viewer, partnership_id, settings);
  return {
    moves: (Object.keys(actionStatuses[status].moves) as ActionMove[]).filter(allowed),
    reschedule: mayReschedule(status) && may('action.change'),
    whyNotVerify: status === 'done' ? barred : null,
    grantTime: grants,
    askTime: mayReschedule(status) && progresses && request === null,
    decideTime: request !== null && grants && request.askedById !== viewer.personId && owner_id !== viewer.personId,
    withdrawTime: request !== null && progresses && request.askedById === viewer.personId,
    edit: mayReschedule(status) && may('action.change'),
    reassign: mayReschedule(status) && mayReassign(viewer, action),
    checkImpact: status === 'closed' && checks && !own,
    ratify: status === 'verified' && may('action.ratify') && !own,
    followUp: status === 'closed' && may('action.change'),
    impactCheckOn: addMonths(today, settings.impactMonths),
    addEvidence: organisation_id !== null && mayInOrganisation(viewer, 'evidence.add', organisation_id),
    declineFinding: organisation_id !== null && mayInOrganisation(viewer, 'action.progress', organisation_id),
    openProof:
      checks || (organisation_id !== null && mayInOrganisation(viewer, 'action.read', organisation_id)) || progresses,
    followSource: may('session.read'),
  };
}
