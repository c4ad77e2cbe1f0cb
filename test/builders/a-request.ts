import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { askForInformation } from '../../app/features/registers/requests/commands/ask-for-information.server.ts';
import { type NewRequest, newRequestSchema } from '../../app/features/registers/requests/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { idOfSaved } from './a-group.ts';

interface RequestParts {
  /** Who is asked; a body named here where it is no organisation of the partnership. */
  readonly organisationId?: string;
  readonly body?: string;
  readonly asked?: string;
  readonly dueOn?: string;
}

/** A new request for information as the form posts it. */
export const aRequestForm = (parts: RequestParts): NewRequest =>
  newRequestSchema.parse({
    organisation: parts.organisationId ?? '',
    body: parts.organisationId === undefined ? (parts.body ?? 'The coroner’s office') : '',
    asked: parts.asked ?? 'How many staff are trained?',
    basis: 'children-act-16h',
    dueOn: parts.dueOn ?? '2099-01-31',
  });

/** A request of the manager's partnership; gives its id. */
export const aRequest = (portal: Portal, manager: Viewer, parts: RequestParts): Promise<string> =>
  idOfSaved(askForInformation(portal, manager, aRequestForm(parts)));
