import { type PostedForm, pageForm, postPageForm } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getReviewedRequest } from '../items.server.ts';
import {
  askCheckSchema,
  changeDisclosureSchema,
  checkedSchema,
  closeDisclosureSchema,
  extendDisclosureSchema,
  pauseSchema,
  reopenDisclosureSchema,
  resumeSchema,
  revisionSchema,
} from '../schema.ts';
import { askForSearch } from '../search.server.ts';
import { askForCheck, confirmCheck, takeCheckBack } from './check-disclosure.server.ts';
import {
  changeDisclosure,
  closeDisclosure,
  extendDisclosure,
  pauseDisclosure,
  reopenDisclosure,
  resumeDisclosure,
} from './update-disclosure.server.ts';

/** Any form of a request's page. A request that is not the viewer's to read is refused as not found. */
export async function postDisclosureForm(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  form: FormData,
): Promise<PostedForm> {
  await getReviewedRequest(portal.database.db, viewer, requestId);
  return postPageForm(form, {
    search: () => askForSearch(portal, viewer, requestId),
    change: pageForm(changeDisclosureSchema, (value) => changeDisclosure(portal, viewer, requestId, value)),
    pause: pageForm(pauseSchema, (value) => pauseDisclosure(portal, viewer, requestId, value)),
    resume: pageForm(resumeSchema, (value) => resumeDisclosure(portal, viewer, requestId, value)),
    extend: pageForm(extendDisclosureSchema, (value) => extendDisclosure(portal, viewer, requestId, value)),
    'ask-check': pageForm(askCheckSchema, (value) => askForCheck(portal, viewer, requestId, value)),
    'no-check': pageForm(revisionSchema, (value) => takeCheckBack(portal, viewer, requestId, value)),
    checked: pageForm(checkedSchema, (value) => confirmCheck(portal, viewer, requestId, value)),
    close: pageForm(closeDisclosureSchema, (value) => closeDisclosure(portal, viewer, requestId, value)),
    reopen: pageForm(reopenDisclosureSchema, (value) => reopenDisclosure(portal, viewer, requestId, value)),
  });
}
