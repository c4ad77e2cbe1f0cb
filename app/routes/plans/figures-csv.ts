import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { figuresAsCsv, getPlanFigures } from '../../features/plans/figures/get-figures.server.ts';
import type { Route } from './+types/figures-csv';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const figures = await getPlanFigures(portal, viewer, url.searchParams);
  return new Response(figuresAsCsv(figures), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachmentHeader(`action-figures-${figures.today}.csv`),
      'Cache-Control': 'private, no-store',
    },
  });
}
