import type { Reader } from '../../../db/client.server.ts';
import type { EvidenceUse } from '../evidence/uses.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { questionAnchor } from './standard-fields.ts';

/** The uses of a piece of evidence in words, each with the page that shows it. */
export async function nameQuestions(
  db: Reader,
  uses: readonly EvidenceUse[],
): Promise<{ readonly words: string; readonly href: string }[]> {
  const lines: { words: string; href: string }[] = [];
  for (const use of uses) {
    if (use.kind === 'action')
      lines.push({
        words: `Action ${use.where}, version ${use.version}: ${use.partnership} can open it`,
        href: `/actions/${use.actionId}`,
      });
    else if (use.kind === 'submission')
      lines.push({
        words: `Sent with the return ${use.where}, version ${use.version}: ${use.partnership} can open it`,
        href: `/returns/${use.returnId}/receipt`,
      });
    else {
      const { questions } = await getEdition(db, use.editionId ?? '');
      for (const code of use.questionCodes) {
        const placed = questions.get(code);
        if (!placed) continue;
        lines.push({
          words: `${use.where}${use.draft ? ' (not sent yet)' : ''}, ${placed.standard.number}: ${placed.question.text}`,
          href: `/returns/${use.returnId}/standards/${placed.standard.code}#${questionAnchor(code)}`,
        });
      }
    }
  }
  return lines;
}
