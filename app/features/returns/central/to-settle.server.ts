import type { Reader } from '../../../../db/client.server.ts';

import type { OrganisationScope } from '../../accounts/viewer.ts';
import { loadReturnContent } from '../content.server.ts';
import { isEditable, type ReturnStatus } from '../rules.ts';
import { questionAnchor } from '../standard-fields.ts';
import { type CentralTarget, listCentral } from './queries.server.ts';

/** A question of a return at which the group's answer waits for a word of the site. */
export interface CentralToSettle {
  readonly code: string;
  readonly standard: { readonly code: string; readonly number: string; readonly title: string };
  readonly number: string;
  readonly text: string;
  readonly group: string;
  /** It was settled, and the group has changed its answer since. */
  readonly changed: boolean;
  readonly href: string;
}

/**
 * What of the group's answers waits at questions that the return asks now, in reading order: not looked at yet, or
 * changed since. Nothing for a return that has been sent. The whole return is read only where something waits at all.
 */
export async function listCentralToSettle(
  db: Reader,
  scope: OrganisationScope,
  target: CentralTarget & { readonly status: ReturnStatus },
  today: string,
): Promise<CentralToSettle[]> {
  if (!isEditable(target.status)) return [];
  const central = await listCentral(db, scope, target, today);
  const open = new Map(
    [...central].filter(([, { offer, state, changed }]) => offer !== null && (state === 'waiting' || changed)),
  );
  if (open.size === 0) return [];
  const { content } = await loadReturnContent(db, scope, target.id);
  return content.standards.flatMap(({ code, number, title, questions }) =>
    questions.flatMap((question) => {
      const waiting = open.get(question.code);
      if (!waiting) return [];
      return [
        {
          code: question.code,
          standard: { code, number, title },
          number: question.number,
          text: question.text,
          group: waiting.group,
          changed: waiting.changed,
          href: `/returns/${target.id}/standards/${code}#${questionAnchor(question.code)}`,
        },
      ];
    }),
  );
}
