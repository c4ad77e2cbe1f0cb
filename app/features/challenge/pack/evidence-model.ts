import type { EvidenceGap } from '../../../../pdf/models.ts';
import { dayInWords } from '../../../platform/words.ts';
import { periodOfEvidence } from '../../evidence/words.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ReturnContent } from '../../returns/content.ts';
import { evidenceWarnings } from '../../submissions/warnings/evidence.ts';

/** What an agency was warned of before it sent its return, as it stands on the day of the session; in reading order. */
export function evidenceGaps(compiled: CompiledEdition, content: ReturnContent, sessionDay: string): EvidenceGap[] {
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  const questions = new Map(content.standards.flatMap((standard) => standard.questions.map((one) => [one.code, one])));
  return evidenceWarnings({ compiled, content, today: sessionDay }).map((warning): EvidenceGap => {
    const place = { questionNumber: warning.number, question: warning.text };
    const file = warning.evidence === null ? undefined : files.get(warning.evidence);
    if (file && warning.problem === 'review-passed')
      return {
        problem: 'Old',
        ...place,
        detail: `${file.title}: review due by ${dayInWords(file.reviewOn ?? sessionDay)}`,
      };
    if (file)
      return { problem: 'Old', ...place, detail: `${file.title}: covers ${periodOfEvidence(file) ?? 'no date'}` };
    const scale = compiled.scales.get(questions.get(warning.question)?.scale ?? '');
    const best = scale ? pointsWorstFirst(scale).at(-1) : undefined;
    return { problem: 'Missing', ...place, detail: `Rated “${best?.word ?? ''}” without evidence` };
  });
}
