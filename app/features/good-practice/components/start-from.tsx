import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import type { NewPracticePage } from '../share-page.server.ts';

/** Fills the form with words that are there already: of an answer that was sent, or the title of a piece of evidence. */
export function StartFrom({ page }: { page: NewPracticePage }) {
  const { organisations, answers, evidence, proposal } = page;
  return (
    <>
      {organisations.length > 1 ? (
        <Details summary="Share it for another organisation">
          <Form method="get">
            <Select
              name="organisation"
              id="from-organisation"
              label="Organisation"
              defaultValue={proposal.organisation.id}
              items={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button variant="secondary">Continue</Button>
          </Form>
        </Details>
      ) : null}
      {answers.length > 0 ? (
        <Details summary="Start from an answer that you sent">
          <Form method="get">
            <HiddenFields fields={{ organisation: proposal.organisation.id }} />
            <Select
              name="question"
              id="from-question"
              label="Answer"
              defaultValue={proposal.questionCode ?? ''}
              items={answers.map(({ questionCode, question }) => ({ value: questionCode, label: question }))}
            />
            <Button variant="secondary">Fill the form with it</Button>
          </Form>
        </Details>
      ) : null}
      {evidence.length > 0 ? (
        <Details summary="Start from evidence">
          <Form method="get">
            <Select
              name="evidence"
              id="from-evidence"
              label="Evidence"
              defaultValue={proposal.evidenceId ?? ''}
              items={evidence.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <Button variant="secondary">Fill the form with it</Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
}
