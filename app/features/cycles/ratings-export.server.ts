import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import type { Scale } from '../../../standards/contract.ts';
import { organisationKinds, phases } from '../../../standards/vocabulary.ts';
import { organisationKindOf, phaseOf } from '../organisations/queries.server.ts';
import { ratingWord } from '../questionnaire/ratings.ts';
import { getCycleEditions } from './cycle-editions.server.ts';
import { type ReadCycle, submissionsOf } from './heatmap.server.ts';
import type { HeatmapFilter } from './heatmap.ts';
import type { Cycle } from './schema.ts';

const header = [
  'cycle',
  'edition',
  'organisation',
  'kind',
  'phase',
  'standard_code',
  'standard_number',
  'standard',
  'self_code',
  'self',
  'checked_code',
  'checked',
  'agreed_code',
  'agreed',
];

/**
 * The ratings behind the heatmap as CSV: a row for each organisation and standard, codes beside words, the same columns
 * every year. UTF-8 with a mark, formulas made harmless.
 */
export async function ratingsAsCsv(db: Reader, cycle: Cycle & ReadCycle, filter: HeatmapFilter): Promise<string> {
  const {
    compiled: { edition, scales },
  } = await getCycleEditions(db, cycle);
  const rows = await submissionsOf(db, cycle, filter)
    .innerJoin('submission_standard as rated', 'rated.submission_id', 'submission.id')
    .select([
      'submission.edition_id as editionId',
      'organisation.name',
      'organisation.kind',
      'organisation.phase',
      'rated.standard_code as standard',
      'rated.scale_code as scale',
      'rated.self_point as self',
      'rated.moderated_point as moderated',
      'rated.agreed_point as agreed',
    ])
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('submission.id')
    .execute();
  const places = new Map(edition.standards.map((standard, place) => [standard.code, { standard, place }]));
  const placeOf = (code: string) => places.get(code)?.place ?? edition.standards.length;
  const byOrganisation = [...Map.groupBy(rows, ({ name }) => name).values()];
  const sorted = byOrganisation.flatMap((its) =>
    its.toSorted((one, other) => placeOf(one.standard) - placeOf(other.standard)),
  );
  return stringify(
    sorted.map((row) => {
      const standard = places.get(row.standard)?.standard;
      const phase = phaseOf(row.phase);
      const scale = row.scale === null ? undefined : scales.get(row.scale);
      return [
        cycle.name,
        row.editionId,
        row.name,
        organisationKinds[organisationKindOf(row.kind)].name,
        phase === null ? '' : phases[phase],
        row.standard,
        standard?.number ?? '',
        standard?.title ?? '',
        ...[row.self, row.moderated, row.agreed].flatMap((point) => codeAndWord(scale, point)),
      ];
    }),
    { header: true, columns: header, bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}

const codeAndWord = (scale: Scale | undefined, point: string | null): [string, string] =>
  point === null ? ['', ''] : [point, scale ? ratingWord(scale, point) : point];
