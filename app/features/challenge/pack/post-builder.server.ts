import { z } from 'zod';
import { type ParsedForm, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { releaseKeyLines } from '../../moderation/commands/release-key-lines.server.ts';
import { type PackWanted, requestPack } from '../commands/request-pack.server.ts';
import { getBuilderPage } from './builder-page.server.ts';
import { saveChairNote } from './chair-notes.server.ts';
import { changeBlocks, chooseAnnexes } from './plan.server.ts';

const moveSchema = z.object({
  intent: z.enum(['up', 'down', 'in', 'out']),
  block: z.string().max(40),
  revision: z.coerce.number().int(),
});

/** For whom; an edition for an agency needs the agency. */
export const wantedSchema = z
  .object({
    edition: z.enum(['panel', 'agency', 'chair'], 'Choose who the pack is for'),
    organisation: z.string().max(40).default(''),
  })
  .superRefine(({ edition, organisation }, context) => {
    if (edition === 'agency' && organisation === '')
      context.addIssue({ code: 'custom', path: ['organisation'], message: 'Choose the agency that the pack is for' });
  })
  .transform(
    ({ edition, organisation }): PackWanted => ({
      edition,
      organisationId: edition === 'agency' ? organisation : null,
    }),
  );

type Posted = { readonly ok: true; readonly to: string } | Extract<ParsedForm<unknown>, { ok: false }>;

/** Any button of the builder: a part is moved, the drafts are released, the pack is shown or compiled. */
export async function postBuilder(portal: Portal, viewer: Viewer, sessionId: string, form: FormData): Promise<Posted> {
  const here = `/challenge/${sessionId}/pack`;
  const intent = form.get('intent');
  if (intent === 'release-all') {
    const { agencies } = await getBuilderPage(portal, viewer, sessionId);
    await releaseKeyLines(
      portal,
      viewer,
      agencies.map(({ submissionId }) => submissionId),
    );
    return { ok: true, to: `${here}#drafts` };
  }
  if (intent === 'preview' || intent === 'compile') {
    const parsed = parseForm(wantedSchema, form);
    if (!parsed.ok) return parsed;
    const { edition, organisationId } = parsed.value;
    const search = new URLSearchParams({ edition, ...(organisationId === null ? {} : { agency: organisationId }) });
    if (intent === 'preview') return { ok: true, to: `${here}/preview?${search}` };
    const pack = await requestPack(portal, viewer, sessionId, parsed.value);
    return { ok: true, to: `/packs/${pack.id}/progress${pack.made === 'existing' ? '?unchanged=1' : ''}` };
  }
  const parsed = parseForm(moveSchema, form);
  if (!parsed.ok) throw notFound();
  const { intent: move, ...change } = parsed.value;
  await changeBlocks(portal, viewer, sessionId, { ...change, move });
  return { ok: true, to: `${here}#parts` };
}

/** The most characters of the chair's private note on one agency. */
export const noteLimit = 8000;

const noteSchema = z.object({
  note: z
    .string()
    .default('')
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .refine(
      (text) => text.length <= noteLimit,
      `Shorten the note to ${noteLimit.toLocaleString('en-GB')} characters or fewer`,
    ),
  revision: z.coerce.number().int(),
});

/** A form of one agency's page: its annexes, or the chair's note. */
export async function postBuilderAgency(
  portal: Portal,
  viewer: Viewer,
  place: { readonly sessionId: string; readonly slotId: string },
  form: FormData,
): Promise<Posted> {
  const here = `/challenge/${place.sessionId}/pack`;
  if (form.get('intent') === 'annexes') {
    const evidence = form.getAll('evidence').filter((id) => typeof id === 'string');
    await chooseAnnexes(portal, viewer, place.sessionId, { slotId: place.slotId, evidence });
    return { ok: true, to: `${here}#agencies` };
  }
  if (form.get('intent') !== 'note') throw notFound();
  const parsed = parseForm(noteSchema, form);
  if (!parsed.ok) return parsed;
  const { note, revision } = parsed.value;
  await saveChairNote(portal, viewer, { ...place, text: note, revision });
  return { ok: true, to: `${here}#agencies` };
}

/** What an address of the preview asks for; one that names nothing known is refused as not found. */
export function readWanted(search: URLSearchParams): PackWanted {
  const parsed = wantedSchema.safeParse({
    edition: search.get('edition') ?? 'panel',
    organisation: search.get('agency') ?? '',
  });
  if (!parsed.success) throw notFound();
  return parsed.data;
}
