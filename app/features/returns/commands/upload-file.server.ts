import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { type DetailKind, detailWords } from '../../evidence/child-details.ts';
import { postNewEvidence, postVersion } from '../../evidence/commands/post-evidence.server.ts';
import type { EvidenceFormProblems } from '../../evidence/commands/submit-evidence.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import type { UploadReply } from '../../evidence/upload-reply.ts';
import { detailsNote } from '../look-again.ts';
import { submitQuestionEvidence } from './submit-question-evidence.server.ts';

/**
 * One file that a page's script sends by itself: for a question of a return, as the next version of a piece, or as a new
 * piece, by the hidden fields that the form of the page has. Does what that form does.
 */
export async function uploadFile(portal: Portal, viewer: Viewer, upload: UploadForm): Promise<UploadReply> {
  const { form } = upload;
  const returnId = formText(form, 'returnId');
  const questionCode = formText(form, 'questionCode');
  const evidenceId = formText(form, 'evidenceId');
  if (returnId !== undefined && questionCode !== undefined) {
    const posted = await submitQuestionEvidence(portal, viewer, { returnId, questionCode }, upload);
    return posted.ok ? done(posted.to, posted.found) : problemsOf(posted);
  }
  const posted =
    evidenceId === undefined
      ? await postNewEvidence(portal, viewer, upload)
      : await postVersion(portal, viewer, evidenceId, upload);
  return posted.ok ? done(`/evidence/${posted.evidenceId}?${posted.how}=1`, posted.found) : problemsOf(posted);
}

const done = (to: string, found: readonly DetailKind[]): UploadReply => ({
  kind: 'done',
  to,
  ...(found.length > 0 ? { warning: detailsNote(found.map(detailWords), 'It') } : {}),
});

function problemsOf({ errors, same }: EvidenceFormProblems): UploadReply {
  const problems = Object.entries(errors).map(([field, [words = '']]) => ({ field, words }));
  if (!same) return { kind: 'problems', problems };
  return {
    kind: 'same',
    words: errors.file?.[0] ?? '',
    sameAs: `${same.evidenceId}:${same.version}`,
    sameName: same.name,
    problems: problems.filter(({ field }) => field !== 'file'),
  };
}
