import { data, redirect } from 'react-router';
import { CodeForm } from '../../features/audit/components/code-form.tsx';
import { readDocumentCode } from '../../features/audit/verify-document.server.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/ask';

/** Anybody may check a document that they hold. */
export function loader({ url }: Route.LoaderArgs) {
  const typed = url.searchParams.get('code');
  if (typed === null) return { typed: '', errors: undefined };
  const code = readDocumentCode(typed);
  if (code !== null) throw redirect(`/verify/${code}`);
  const problem =
    typed.trim() === ''
      ? 'Enter the code of the document'
      : 'Enter the code as it is printed: twelve letters and figures, without vowels, 0 and 1';
  return data({ typed: typed.slice(0, 100), errors: { code: [problem] } }, { status: 422 });
}

export default function Ask({ loaderData: { typed, errors } }: Route.ComponentProps) {
  return (
    <Main>
      <title>{pageTitle('Check a document', errors !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Check a document</h1>
          <p className="govuk-body">
            Receipts, copies of returns that were sent, packs, minutes, letters and responses carry a code. It tells
            whether the document was issued here, and whether there is a newer one. It shows nothing of what it says.
          </p>
          <CodeForm typed={typed} />
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
