import { signedIn } from '../../context.server.ts';
import { attachmentHeader } from '../../features/evidence/file-name.ts';
import { exportPractice } from '../../features/good-practice/queries.server.ts';
import { readPracticeFilter } from '../../features/good-practice/schema.ts';
import { practiceScope } from '../../features/good-practice/scope.server.ts';
import type { Route } from './+types/good-practice-csv';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = await practiceScope(db, viewer);
  const csv = await exportPractice(db, scope, readPracticeFilter(url.searchParams), today);
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachmentHeader(`good-practice-${today}.csv`),
      'Cache-Control': 'private, no-store',
    },
  });
}
