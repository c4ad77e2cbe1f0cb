import { Form, redirect, useLocation } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { approveRun, confirmRun, withdrawRun } from '../../features/retention/commands/decide-run.server.ts';
import { RunRecords, RunSummary } from '../../features/retention/components/run-parts.tsx';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { getRunPage, getRunRow } from '../../features/retention/runs.server.ts';
import { recordsInWords, secondPersonFrom } from '../../features/retention/words.ts';
import { pageAsked } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { formText } from '../../platform/typed-text.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/run';

export const meta: Route.MetaFunction = ({ loaderData: run }) => [
  {
    title: pageTitle(
      run ? `Disposal run ${run.reference}${run.list.page > 1 ? `, page ${run.list.page}` : ''}` : 'Disposal run',
    ),
  },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getRunPage(portal.database.db, viewer, params.runId, pageAsked(url.searchParams));
}

const decisions = { approve: approveRun, confirm: confirmRun, withdraw: withdrawRun } as const;

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getRunRow(portal.database.db, viewer, params.runId);
  const intent = formText(await request.formData(), 'intent') ?? '';
  if (!(intent in decisions)) throw notFound();
  await requireRecentConfirmation(context, request, url);
  await decisions[intent as keyof typeof decisions](portal, viewer, params.runId);
  return redirect(`/retention/runs/${params.runId}`);
}

export default function Run({ loaderData: run }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main
      before={<BackLink href={`/retention/runs?of=${ownerInAddress(run.owner)}`}>Disposal runs</BackLink>}
      width="full"
    >
      <h1 className="govuk-heading-l">Disposal run {run.reference}</h1>
      <RunSummary run={run} />
      {run.certificate ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/retention/runs/${run.id}/certificate`}>
            Certificate of disposal
          </Anchor>
        </p>
      ) : null}
      {run.mayApprove || run.mayConfirm ? (
        <>
          <WarningText>
            {`${recordsInWords(run.records)} go and cannot be brought back. Read the list below first.`}
          </WarningText>
          {run.needsSecond ? (
            <p className="govuk-body">
              {`From ${secondPersonFrom + 1} records on a second person confirms what the first approved.`}
            </p>
          ) : null}
        </>
      ) : null}
      <Form method="post">
        <ButtonGroup>
          {run.mayApprove ? (
            <Button variant="warning" name="intent" value="approve" preventDoubleClick>
              {run.needsSecond ? 'Approve' : 'Approve and dispose'}
            </Button>
          ) : null}
          {run.mayConfirm ? (
            <Button variant="warning" name="intent" value="confirm" preventDoubleClick>
              Confirm and dispose
            </Button>
          ) : null}
          {run.mayWithdraw ? (
            <Button variant="secondary" name="intent" value="withdraw">
              Withdraw this run
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
      <h2 className="govuk-heading-m">The list</h2>
      <RunRecords records={run.list.items} />
      <Pagination page={run.list.page} pageCount={run.list.pageCount} search={search} />
    </Main>
  );
}
