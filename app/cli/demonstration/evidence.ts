import { evidenceTitles } from '../../../db/seed/answer-words.ts';
import { organisationScope, type Viewer } from '../../features/accounts/viewer.ts';
import { addEvidence, type NewEvidence, prepareFile } from '../../features/evidence/commands/add-evidence.server.ts';
import { addVersion } from '../../features/evidence/commands/add-version.server.ts';
import { changeEvidence } from '../../features/evidence/commands/change-evidence.server.ts';
import { getEvidence } from '../../features/evidence/queries.server.ts';
import type { EvidenceDetails } from '../../features/evidence/schema.ts';
import { addDays } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { dayInWords } from '../../platform/words.ts';
import { between, chance } from './chance.ts';
import { type KeptEvidence, organisationIdOf, organisationNamed, type World } from './world.ts';

/**
 * Adds a piece to an organisation's library: a small real file or a link, dated, now and then too old or past its
 * review. A file that they keep from the year before gets a new version instead.
 */
export async function keepEvidence(
  portal: Portal,
  world: World,
  viewer: Viewer,
  slug: string,
  about: { readonly title: string; readonly kind: 'text' | 'figures' | 'link'; readonly old?: boolean },
): Promise<KeptEvidence> {
  const organisationId = organisationIdOf(world, slug);
  const { today } = portal.stamp();
  const age = about.old === true ? between(420, 620, slug, about.title) : between(15, 240, slug, about.title, today);
  const coversTo = addDays(today, -age);
  const coversFrom = about.kind === 'figures' ? addDays(coversTo, -90) : coversTo;
  const title = about.kind === 'link' ? about.title : `${about.title}, ${monthOf(coversTo)}`;
  const details = {
    title,
    coversFrom,
    coversTo: about.kind === 'figures' ? coversTo : null,
    reviewOn: about.kind === 'text' && chance(slug, about.title, 'review') < 0.5 ? addDays(coversTo, 180) : null,
    nobodyNamed: chance(slug, about.title, 'checked') < 0.8,
  };
  const evidence =
    about.kind === 'link'
      ? { kind: 'link' as const, url: `https://www.${slug}.example/${fileStem(about.title)}`, ...details }
      : await fileOf(portal, viewer, slug, organisationId, about.kind, details);
  const all = world.evidence.get(slug) ?? [];
  const before = about.kind === 'link' ? undefined : all.find((piece) => piece.about === about.title);
  const id = before
    ? await replaceEvidence(portal, viewer, before.id, evidence)
    : await addEvidence(portal, viewer, { organisationId, evidence });
  const kept = { id, title, about: about.title };
  world.evidence.set(slug, [...all.filter((piece) => piece.id !== id), kept]);
  return kept;
}

/** The next version of a piece, under the title of its own month. */
async function replaceEvidence(portal: Portal, viewer: Viewer, evidenceId: string, evidence: NewEvidence) {
  const scope = organisationScope(viewer, 'evidence.add');
  const { version } = await getEvidence(portal.database.db, scope, evidenceId);
  const added = await addVersion(portal, viewer, { evidenceId, after: version, evidence });
  if (added.outcome !== 'added') return evidenceId;
  const { revision } = await getEvidence(portal.database.db, scope, evidenceId);
  const { title, coversFrom, coversTo } = evidence;
  await changeEvidence(portal, viewer, { evidenceId, revision, title, coversFrom, coversTo });
  return evidenceId;
}

/** So many different pieces for a return; the second or third is old in some of them. */
export function evidenceFor(slug: string, sector: 'agency' | 'setting', year: string, count: number) {
  const titles = evidenceTitles[sector];
  const first = Math.floor(chance(slug, year, 'evidence') * titles.length);
  return Array.from({ length: count }, (_, place) => {
    const [title, kind, standards] = titles[(first + place) % titles.length] ?? titles[0];
    return { title, kind, standards, old: place === 1 && chance(slug, year, 'old') < 0.6 };
  });
}

async function fileOf(
  portal: Portal,
  viewer: Viewer,
  slug: string,
  organisationId: string,
  kind: 'text' | 'figures',
  details: EvidenceDetails & { readonly coversFrom: string },
) {
  const { name } = organisationNamed(slug);
  const text = kind === 'text' ? note(name, details) : figures(name, slug, details);
  const upload = {
    name: `${fileStem(details.title)}.${kind === 'text' ? 'txt' : 'csv'}`,
    bytes: new TextEncoder().encode(text),
  };
  const prepared = await prepareFile(portal, viewer, organisationId, upload, details);
  if (!prepared.ok) throw new Error(`A file of the demonstration was refused: ${JSON.stringify(prepared.errors)}`);
  return prepared.evidence;
}

const note = (name: string, { title, coversFrom }: { title: string; coversFrom: string }) =>
  [
    name,
    title,
    '',
    `Dated ${dayInWords(coversFrom)}.`,
    '',
    'This file belongs to the demonstration. The organisation is invented, and so is everything in it.',
    'A real file here would be the policy, the audit or the minutes that the answer rests on.',
    '',
  ].join('\n');

function figures(name: string, slug: string, { title, coversFrom }: { title: string; coversFrom: string }): string {
  const months = [0, 31, 61].map((days) => addDays(coversFrom, days).slice(0, 7));
  const rows = ['Front line', 'Managers', 'Volunteers'].map((group) =>
    [group, ...months.map((month) => between(62, 99, slug, group, month))].join(','),
  );
  return [`"${name}: ${title}, per cent"`, ['Group', ...months].join(','), ...rows, ''].join('\r\n');
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthOf = (day: string) => months.format(new Date(`${day}T00:00:00Z`));
const fileStem = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
