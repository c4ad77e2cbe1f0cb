import { parseForm } from '../../../../platform/form-parsing.ts';
import { type PostedForm, pageForm, postPageForm } from '../../../../platform/page-forms.ts';
import type { Portal } from '../../../../platform/portal.ts';
import { notFound } from '../../../../platform/refusals.ts';
import type { Viewer } from '../../../accounts/viewer.ts';
import { readWithProof } from '../../../evidence/commands/find-proof.server.ts';
import type { UploadForm } from '../../../evidence/read-upload.server.ts';
import { getRequest } from '../get-request.server.ts';
import {
  answerForSchema,
  answerRequestSchema,
  askAgainSchema,
  closeRequestSchema,
  extendSchema,
  refuseRequestSchema,
} from '../schema.ts';
import {
  answerForRequest,
  answerRequest,
  askAgain,
  closeRequest,
  extendRequest,
  refuseRequest,
} from './update-request.server.ts';

/** Any form of a request's page. A request of somebody else's is refused as not found. */
export async function postRequestForm(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  upload: UploadForm,
): Promise<PostedForm> {
  const { organisationId } = await getRequest(portal.database.db, viewer, requestId, portal.stamp().today);
  return postPageForm(upload.form, {
    answer: async (form) => {
      if (organisationId === null) throw notFound();
      const read = await readWithProof(portal, viewer, organisationId, upload, parseForm(answerRequestSchema, form));
      return read.ok ? answerRequest(portal, viewer, requestId, read.value, read.newEvidence) : read;
    },
    refuse: pageForm(refuseRequestSchema, (value) => refuseRequest(portal, viewer, requestId, value)),
    'answer-for': pageForm(answerForSchema, (value) => answerForRequest(portal, viewer, requestId, value)),
    extend: pageForm(extendSchema, (value) => extendRequest(portal, viewer, requestId, value)),
    close: pageForm(closeRequestSchema, (value) => closeRequest(portal, viewer, requestId, value)),
    again: pageForm(askAgainSchema, (value) => askAgain(portal, viewer, requestId, value)),
  });
}
