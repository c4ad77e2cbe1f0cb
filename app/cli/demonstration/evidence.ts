import { evidenceTitles } from '../../../db/seed/answer-words.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { addEvidence, prepareFile } from '../../features/evidence/commands/add-evidence.server.ts';
import { addDays } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { dayInWords } from '../../platform/words.ts';
import { between, chance } from './chance.ts';
import { type KeptEvidence, organisationIdOf, organisationNamed, type World } from './world.ts';

/** Adds a piece to an organisation's library: a small real file or a link, dated, now and then too old. */
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
  const details = { title, coversFrom, coversTo: about.kind === 'figures' ? coversTo : null };
  const evidence =
    about.kind === 'link'
      ? { kind: 'link' as const, url: `https://www.${slug}.example/${fileStem(about.title)}`, ...details }
      : await fileOf(portal, viewer, slug, organisationId, about.kind, details);
  const kept = { id: await addEvidence(portal, viewer, { organisationId, evidence }), title };
  world.evidence.set(slug, [...(world.evidence.get(slug) ?? []), kept]);
  return kept;
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
  details: { title: string; coversFrom: string; coversTo: string | null },
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
