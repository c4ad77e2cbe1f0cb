import type { Reader } from '../../../db/client.server.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { editVoidsSignatures } from '../returns/rules.ts';
import { type LocalCodes, localCodesOf } from '../returns/shared/local.ts';
import { getCheckPage } from './check-page.server.ts';
import { hashOfRound } from './commands/lock-round.server.ts';
import type { CheckPage, Recipient, SignOffPage } from './pages.ts';
import { listRecipients } from './recipients.server.ts';
import { checkRound, signRound } from './round-pages.ts';
import { getSignOffPage } from './sign-off-page.server.ts';

/** The check page of a return, or the one page of those ticked that are answered together with it. */
export async function getCheckOfRound(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<CheckPage> {
  const recipients = await listRecipients(db, organisationScope(viewer, 'return.read'), returnId, today);
  const [first, ...others] = await pagesOf(db, ticked(recipients), (id) => getCheckPage(db, viewer, id, today));
  if (!first) return { ...(await getCheckPage(db, viewer, returnId, today)), recipients };
  return checkRound([first, ...others], recipients);
}

/** What a signatory reads: one return, or those that are signed together, each read once. */
export async function getSignOffOfRound(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<SignOffPage> {
  const recipients = await listRecipients(db, organisationScope(viewer, 'return.read'), returnId, today);
  const waiting = ticked(recipients).filter(({ status }) => editVoidsSignatures(status));
  const read = waiting.length > 0 ? waiting : ticked(recipients);
  const [first, ...others] = await pagesOf(db, read, (id) => getSignOffPage(db, viewer, id, today));
  if (!first) return { ...(await getSignOffPage(db, viewer, returnId, today)), recipients };
  const [own, ...more] = [first, ...others].map(({ page }) => page) as [SignOffPage, ...SignOffPage[]];
  return signRound([first, ...others], recipients, hashOfRound([own, ...more]));
}

const ticked = (recipients: readonly Recipient[]) => recipients.filter(({ receives }) => receives);

async function pagesOf<Page>(db: Reader, recipients: readonly Recipient[], load: (returnId: string) => Promise<Page>) {
  const parts: { readonly recipient: Recipient; readonly page: Page; readonly local: LocalCodes }[] = [];
  for (const recipient of recipients) {
    const local = localCodesOf(await getEdition(db, recipient.editionId));
    parts.push({ recipient, page: await load(recipient.returnId), local });
  }
  return parts;
}
