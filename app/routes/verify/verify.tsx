import { data } from 'react-router';
import { portalOf } from '../../context.server.ts';
import { CodeForm } from '../../features/audit/components/code-form.tsx';
import { IssuedFacts } from '../../features/audit/components/issued-facts.tsx';
import { findIssuedDocument, readDocumentCode } from '../../features/audit/verify-document.server.ts';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/verify';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Check a document') }];

/** Open to anybody who holds the code; a code that was never given is answered as not found, with room for another. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const code = readDocumentCode(params.code);
  const found = code === null ? undefined : await findIssuedDocument(portalOf(context).database.db, code);
  return found ? { found } : data({ found: undefined }, { status: 404 });
}

export default function Verify({ loaderData: { found } }: Route.ComponentProps) {
  return (
    <Main>
      <TwoThirds>{found ? <IssuedFacts issued={found} /> : <Unknown />}</TwoThirds>
    </Main>
  );
}

function Unknown() {
  return (
    <>
      <h1 className="govuk-heading-l">No document with this code was issued here</h1>
      <p className="govuk-body">
        Look whether the code is typed as it is printed. If it is, ask whoever gave you the document: it does not come
        from this portal.
      </p>
      <CodeForm typed="" />
    </>
  );
}
