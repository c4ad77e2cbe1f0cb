import type { EvidenceGap } from '../../../../pdf/models.ts';
import { periodOfEvidence } from '../../evidence/words.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ReturnContent } from '../../returns/content.ts';
import { isOldEvidence } from '../../submissions/rules.ts';

/** Best ratings without evidence, and evidence that had grown old by the day of the session; in reading order. */
export function evidenceGaps(compiled: CompiledEdition, content: ReturnContent, sessionDay: string): EvidenceGap[] {
  const items = new Map(content.evidence.map((item) => [item.id, item]));
  return content.standards
    .flatMap((standard) => standard.questions)
    .flatMap((question): EvidenceGap[] => {
      const place = { questionNumber: question.number, question: question.text };
      const scale = question.scale === null ? undefined : compiled.scales.get(question.scale);
      const best = scale ? pointsWorstFirst(scale).at(-1) : undefined;
      const missing =
        best !== undefined && question.point === best.code && question.evidence.length === 0
          ? [{ problem: 'Missing', ...place, detail: `Rated “${best.word}” without evidence` }]
          : [];
      const old = question.evidence.flatMap((id) => {
        const item = items.get(id);
        if (!item || !isOldEvidence(item, sessionDay)) return [];
        return [{ problem: 'Old', ...place, detail: `${item.title}: covers ${periodOfEvidence(item) ?? 'no date'}` }];
      });
      return [...missing, ...old];
    });
}
