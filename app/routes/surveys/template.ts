import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { figureTemplate } from '../../features/surveys/import/layout.ts';
import type { Route } from './+types/template';

/** The empty file of survey figures: its headings alone, with the mark that makes spreadsheets read and save UTF-8. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'survey.change');
  return new Response(figureTemplate(), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="survey-figures-template.csv"',
    },
  });
}
