import { Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { ExportList } from '../../features/exchange/components/export-list.tsx';
import { exportScope, listExports, requestExport } from '../../features/exchange/export/exports.server.ts';
import { daysKept } from '../../features/exchange/export/rules.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/exports';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Take a copy of everything') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { organisations: await listExports(portal.database.db, viewer) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const organisation = formText(await request.formData(), 'organisation') ?? '';
  exportScope(viewer);
  await requireRecentConfirmation(context, request, url);
  await requestExport(portal, viewer, organisation);
  return redirect('/exports');
}

export default function Exports({ loaderData: { organisations } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Home</BackLink>}>
      <h1 className="govuk-heading-l">Take a copy of everything</h1>
      <TwoThirds>
        <p className="govuk-body">
          What you write here is yours. The copy is one ZIP file with every return of every year, drafts and what was
          sent, all earlier texts of your answers, your evidence, the letters and your actions. It opens in a browser
          without this portal, and other programs can read it.
        </p>
        <WarningText>
          It holds what you have not sent as well. Keep it where only people who may read your returns can open it.
        </WarningText>
        <p className="govuk-body">
          A copy can be downloaded for {daysKept} days, then it is deleted here. You can make another at any time.
        </p>
      </TwoThirds>
      {organisations.map((one) => (
        <section key={one.organisation.id} aria-labelledby={`copies-${one.organisation.id}`}>
          <h2 className="govuk-heading-m" id={`copies-${one.organisation.id}`}>
            {one.organisation.name}
          </h2>
          <ExportList exports={one.exports} organisation={one.organisation.name} />
          <Form method="post">
            <input type="hidden" name="organisation" value={one.organisation.id} />
            <Button preventDoubleClick>Make a copy of everything</Button>
          </Form>
        </section>
      ))}
    </Main>
  );
}
