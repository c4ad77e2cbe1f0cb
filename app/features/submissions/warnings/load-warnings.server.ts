import type { Reader } from '../../../../db/client.server.ts';
import { fieldId } from '../../../ui/field-id.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { listCountRelations } from '../../questionnaire/counts.server.ts';
import { profileFieldName } from '../../questionnaire/profile.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import { questionAnchor } from '../../returns/standard-fields.ts';
import { listEarlierReturns } from '../earlier-returns.server.ts';
import type { ShownWarning } from '../pages.ts';
import { allWarnings } from './all-warnings.ts';

/** Returns before this one that words are compared with. */
const yearsBack = 2;

/** Everything that a reader of a return may ask about, each with the place where it can be mended. */
export async function loadWarnings(
  db: Reader,
  scope: OrganisationScope,
  loaded: LoadedReturn,
  today: string,
): Promise<ShownWarning[]> {
  const { compiled, content, returnId } = loaded;
  const warnings = allWarnings({
    compiled,
    content,
    today,
    earlier: await listEarlierReturns(db, scope, loaded, yearsBack),
    relations: await listCountRelations(db, compiled.edition.set),
  });
  return warnings.map(({ standard, question, number, text, problem, words }) => ({
    standard,
    number,
    text,
    problem,
    words,
    href:
      standard === null
        ? `/returns/${returnId}/details#${fieldId(profileFieldName({ code: question }))}`
        : `/returns/${returnId}/standards/${standard}#${questionAnchor(question)}`,
  }));
}
