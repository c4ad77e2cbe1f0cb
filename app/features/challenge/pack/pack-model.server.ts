import type { AgendaSlot, ChallengePackModel, PackAgency, PackEdition } from '../../../../pdf/models.ts';
import type { Scale } from '../../../../standards/contract.ts';
import { clockInWords, countOf, dayInWords } from '../../../platform/words.ts';
import { addClock } from '../rules.ts';
import { packAgency } from './agency-model.server.ts';
import { packHeatmap } from './heatmap.server.ts';
import { scaleEntries } from './marks.ts';
import { blocksFor, editions, type PackPlan } from './plan.ts';
import type { PackRecords } from './records.server.ts';
import { anchorsOf, shortNames } from './short-names.ts';

/** What a pack says; its own number, date, reference and addresses are put around it. */
export type PackBody = Omit<
  ChallengePackModel,
  'madeOn' | 'madeOnText' | 'reference' | 'accessibleAddress' | 'version' | 'snapshotHash'
>;

/** The pack of a session from its records: the same records give the same words, whenever it is made. */
export function packBody(records: PackRecords, today: string, plan: PackPlan): PackBody {
  const { session, slots } = records;
  const names = slots.map(({ submissionId }) => records.snapshots.get(submissionId)?.content.organisation.name ?? '');
  const ids = anchorsOf(names);
  const short = shortNames(names);
  const agencies = slots.flatMap((slot, at): PackAgency[] => {
    const agency = packAgency(records, slot, today, { id: ids[at] ?? '', shortName: short[at] ?? '' }, plan);
    return agency ? [agency] : [];
  });
  const last = slots.at(-1);
  const end = last ? addClock(last.startsAt, last.minutes) : session.startsAt;
  return {
    kind: 'challenge-pack',
    title: session.title,
    language: 'en-GB',
    partnership: records.partnership,
    session: {
      name: session.title,
      date: dayInWords(session.heldOn),
      time: `${clockInWords(session.startsAt)} to ${clockInWords(end)}`,
      place: session.place,
      chair: session.chair ?? 'Not yet named',
    },
    cycleTitle: records.cycle,
    editionTitle: editionWords(records),
    edition: plan.edition,
    blocks: blocksFor(plan.blocks, plan.edition),
    handling: editions[plan.edition].handling,
    agenda: slots.map((slot, at): AgendaSlot => {
      const presenter = records.people.find(({ organisationId }) => organisationId === slot.organisationId);
      return {
        time: `${clockInWords(slot.startsAt)} to ${clockInWords(addClock(slot.startsAt, slot.minutes))}`,
        subject: names[at] ?? '',
        agencyId: agencies.some(({ id }) => id === ids[at]) ? (ids[at] ?? null) : null,
        presenter: presenter?.name ?? null,
        lead: slot.lead,
      };
    }),
    howToRead: howToRead(scalesUsed(records), agencies.length, plan.edition),
    agencies,
    heatmap: packHeatmap(records, agencies),
  };
}

/** What was asked; where returns were sent before the cycle moved to a newer edition, that they are on an older one. */
function editionWords({ compiled, snapshots }: PackRecords): string {
  const { title, edition } = compiled.edition;
  const asked = [...snapshots.values()].map(
    ({ content }) => content.edition.id.split('/')[1]?.split('+')[0] ?? edition,
  );
  const older = Map.groupBy(
    asked.filter((one) => one !== edition),
    (one) => one,
  );
  const also = [...older].map(([one, its]) => `${countOf(its.length, 'return')} on edition ${one}`);
  return [`${title}, edition ${edition}`, ...also].join('; ');
}

/** The scales of the edition on which something was rated; the first of the edition when nothing was. */
function scalesUsed({ compiled, ratings }: PackRecords): Scale[] {
  const used = compiled.edition.scales.filter(({ code }) => ratings.some(({ scaleCode }) => scaleCode === code));
  return used.length > 0 ? used : compiled.edition.scales.slice(0, 1);
}

const forPanel = (agencies: number): string =>
  `Made for the panel, on ${countOf(agencies, 'agency', 'agencies')}, in the order of the agenda. For each it shows what the agency said about itself, the ratings side by side, where there is more to do in the agency’s own words, what evidence is missing or old, the questions the panel will ask, and the actions that are still open.`;

const forAgency =
  'Made for one agency and the panel. It shows what the agency said about itself, the ratings side by side, where there is more to do, what evidence is missing or old, the questions that the chair shows beforehand, and the actions that are still open. The reasons of moderators come with the outcome letter.';

/** The names of scales as one heading: only the first keeps its capital. */
const namesInOne = (scales: readonly Scale[]): string =>
  scales.map(({ name }, place) => (place === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1))).join(', and ');

function howToRead(scales: readonly Scale[], agencies: number, edition: PackEdition): ChallengePackModel['howToRead'] {
  return {
    introduction: edition === 'agency' ? forAgency : forPanel(agencies),
    scaleName: namesInOne(scales),
    scale: scales.flatMap(scaleEntries),
    notes: [
      'The moderated rating was given by the partnership after reading the return; it stands beside the agency’s own and never replaces it. A box is left for the rating agreed in the session.',
      'Last year’s rating is the last word then: agreed, else moderated, else the agency’s own. The counts of questions and the table of all agencies use the last word now in the same way.',
      'Evidence is old when what it covers ended more than a year before the session, and missing where the best rating was given without any.',
    ].join('\n\n'),
  };
}
