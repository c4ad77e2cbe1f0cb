import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { templateColumns } from '../../features/organisations/import/format.ts';
import type { Route } from './+types/template';

/** The empty template: its header alone, with the mark that makes spreadsheets read and save UTF-8. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'organisation.read');
  return new Response(`\uFEFF${templateColumns.join(',')}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="organisations-template.csv"',
    },
  });
}
