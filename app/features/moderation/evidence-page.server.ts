import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { evidenceHref } from '../evidence/words.ts';
import { evidenceEntries } from '../submissions/pdf-model.server.ts';
import type { EvidenceVerdict } from './evidence-judging.ts';
import { loadModeration } from './load.server.ts';
import type { ModerationFrame } from './pages.ts';

/** What one moderator made of one piece. */
export interface EvidenceJudgement {
  readonly evidenceId: string;
  readonly verdict: EvidenceVerdict;
  readonly note: string;
  readonly moderator: string;
  readonly madeAt: string;
  readonly revision: number;
}

/** One piece of evidence to judge. */
export interface EvidenceItem {
  readonly evidenceId: string;
  readonly number: number;
  readonly title: string;
  readonly form: string;
  readonly datesCovered: string;
  readonly freshness: string;
  /** Numbers of the questions that it is meant to support. */
  readonly supports: readonly string[];
  readonly href: string;
  readonly isFile: boolean;
  readonly own: EvidenceJudgement | null;
  /** What other moderators made of it; empty while anything is hidden. */
  readonly others: readonly EvidenceJudgement[];
}

export interface EvidencePage extends ModerationFrame {
  readonly items: readonly EvidenceItem[];
}

/** Every piece of evidence of a submission, with what was made of it. */
export async function getEvidencePage(db: Reader, viewer: Viewer, submissionId: string): Promise<EvidencePage> {
  const { submission, compiled, scope, frame } = await loadModeration(db, viewer, submissionId);
  const { content } = submission.snapshot;
  const judgements = await listEvidenceJudgements(db, scope, submissionId);
  const files = new Map(content.evidence.map((file) => [file.number, file]));
  const entries = evidenceEntries(compiled, content, londonDay(new Date(submission.submittedAt)));
  return {
    ...frame,
    items: entries.flatMap((entry) => {
      const file = files.get(entry.number);
      if (!file) return [];
      const its = judgements.filter(({ evidenceId }) => evidenceId === file.id);
      const own = its.find(({ moderatorId }) => moderatorId === viewer.personId) ?? null;
      return [
        {
          ...entry,
          evidenceId: file.id,
          href: evidenceHref({ ...file, version: file.version ?? 1 }),
          isFile: file.kind === 'file',
          own,
          others: frame.blind ? [] : its.filter((one) => one !== own),
        },
      ];
    }),
  };
}

/** What moderators made of the evidence of one submission, in the order in which they did. */
export async function listEvidenceJudgements(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
): Promise<(EvidenceJudgement & { readonly moderatorId: string })[]> {
  return db
    .selectFrom('evidence_judgement')
    .innerJoin('person', 'person.id', 'evidence_judgement.moderator_id')
    .select([
      'evidence_judgement.evidence_id as evidenceId',
      'evidence_judgement.verdict',
      'evidence_judgement.note',
      'evidence_judgement.moderator_id as moderatorId',
      'person.name as moderator',
      'evidence_judgement.made_at as madeAt',
      'evidence_judgement.revision',
    ])
    .where('evidence_judgement.submission_id', '=', submissionId)
    .where('evidence_judgement.partnership_id', 'in', scope.partnershipIds)
    .where('evidence_judgement.superseded_at', 'is', null)
    .orderBy('evidence_judgement.made_at')
    .orderBy('evidence_judgement.id')
    .execute();
}
