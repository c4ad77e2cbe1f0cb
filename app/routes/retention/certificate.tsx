import { signedIn } from '../../context.server.ts';
import { getCertificate } from '../../features/retention/certificate.server.ts';
import { Certificate } from '../../features/retention/components/certificate.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/certificate';

/** A certificate is read and printed: no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Certificate of disposal') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { runId, model } = await getCertificate(portal.database.db, viewer, params.runId);
  return { runId, model };
}

export default function DisposalCertificate({ loaderData: { runId, model } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/retention/runs/${runId}`}>Disposal run</BackLink>}>
      <p className="govuk-body app-not-in-print">
        <a className="govuk-link" href={`/retention/runs/${runId}/certificate.pdf`}>
          Download this certificate (PDF)
        </a>
      </p>
      <Certificate model={model} />
    </Main>
  );
}
