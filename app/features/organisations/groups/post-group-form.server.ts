import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { getOrganisation } from '../queries.server.ts';
import { leaveGroup, linkSite, linkSites } from './link-sites.server.ts';
import { leaveFormSchema, linkFormSchema } from './rules.ts';

export type PostedGroup =
  | { readonly ok: true; readonly done: 'linked' | 'left' }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

const done: Readonly<Record<string, string>> = {
  linked: 'The sites are linked',
  left: 'The date on which it leaves has been saved',
};

export const groupDoneWords = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(done, code) ? done[code] : undefined;

/** What the buttons of the page do: link this site, end its link, or link what the register suggests. */
export async function postGroupForm(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  form: FormData,
): Promise<PostedGroup> {
  const scope = partnershipScope(viewer, 'organisation.change');
  await getOrganisation(portal.database.db, scope, organisationId);
  const values = typedValues(form);
  switch (form.get('intent')) {
    case 'link': {
      const parsed = parseForm(linkFormSchema, form);
      if (!parsed.ok) return parsed;
      const outcome = await linkSite(portal, viewer, { siteId: organisationId, ...parsed.value });
      return outcome.ok ? { ok: true, done: 'linked' } : { ...outcome, values };
    }
    case 'leave': {
      const parsed = parseForm(leaveFormSchema, form);
      if (!parsed.ok) return parsed;
      const outcome = await leaveGroup(portal, viewer, { siteId: organisationId, ...parsed.value });
      return outcome.ok ? { ok: true, done: 'left' } : { ...outcome, values };
    }
    case 'link-suggested': {
      const siteIds = form.getAll('sites').filter((entry) => typeof entry === 'string');
      if (siteIds.length === 0) return { ok: false, errors: { sites: ['Choose at least one school'] }, values };
      await linkSites(portal, viewer, { groupId: organisationId, siteIds });
      return { ok: true, done: 'linked' };
    }
    default:
      throw notFound();
  }
}
