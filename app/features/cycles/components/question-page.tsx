import { Form } from 'react-router';
import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Button } from '../../../ui/button.tsx';
import { TwoThirds } from '../../../ui/columns.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Main } from '../../../ui/main.tsx';
import { pageTitle } from '../../../ui/page-title.ts';
import type { QuestionPage } from '../local/question-page.server.ts';
import { QuestionFields } from './question-fields.tsx';

interface LocalQuestionPageProps {
  title: string;
  page: QuestionPage;
  result: { readonly errors: FieldErrors; readonly values: TypedValues } | undefined;
}

/** The page of one local question, new or to change. */
export function LocalQuestionPage({ title, page, result }: LocalQuestionPageProps) {
  return (
    <Main before={<BackLink href={`/cycles/${page.cycle.id}/questions`}>Local questions</BackLink>}>
      <title>{pageTitle(title, Boolean(result))}</title>
      <TwoThirds>
        <FormErrors errors={result?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{page.cycle.name}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {page.cycle.status === 'draft' ? (
            <Form method="post" noValidate>
              <HiddenFields fields={{ revision: page.revision }} />
              <QuestionFields page={page} values={result?.values} />
              <Button preventDoubleClick>Save the question</Button>
            </Form>
          ) : (
            <InsetText>The cycle has been launched, so its questions are frozen.</InsetText>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
