import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { listAllOwnFigures } from '../../surveys/figures.server.ts';
import type { OrganisationFile } from './format.ts';

/** The survey figures that partnerships share with the organisation, as they stand in the copy of everything. Oldest first. */
export async function listExportedFigures(
  db: Reader,
  scope: OrganisationScope,
): Promise<OrganisationFile['surveyFigures']> {
  const figures = await listAllOwnFigures(db, scope);
  return figures.map((figure) => ({
    survey: figure.surveyTitle,
    partnership: figure.partnership,
    asked: figure.asked,
    source: figure.source,
    from: figure.fromOn,
    until: figure.toOn,
    standard: figure.standardCode,
    question: figure.questionCode,
    statement: figure.statement,
    leastAnswers: figure.leastAnswers,
    tooFew: figure.tooFew,
    invited: figure.invited,
    answered: figure.answered,
    agreed: figure.agreed,
    percentAgreed: figure.agreeTenths === null ? null : figure.agreeTenths / 10,
    mean: figure.meanHundredths === null ? null : figure.meanHundredths / 100,
    scaleFrom: figure.scaleLow,
    scaleTo: figure.scaleHigh,
    revision: figure.revision,
  }));
}
