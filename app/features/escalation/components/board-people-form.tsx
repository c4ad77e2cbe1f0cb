import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';

/** Who of the partnership's people is told where a ladder names the board or the lead safeguarding partners. */
export function BoardPeopleForm({
  people,
  chosen,
}: {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: Readonly<Record<'board' | 'lead-partners', readonly string[]>>;
}) {
  const items = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <h2 className="govuk-heading-m">Board and lead safeguarding partners</h2>
      <p className="govuk-body">
        Whom you choose here gets a message when something is raised to the board or the lead partners. While nobody is
        chosen, you are told, and take it to them. Somebody who is not listed needs a role in the partnership first, for
        instance as an observer.
      </p>
      <Form method="post">
        <Checkboxes
          name="board[]"
          id="board"
          legend="Who sits on the board or executive?"
          legendSize="s"
          small
          defaultValues={chosen.board}
          items={items}
        />
        <Checkboxes
          name="lead-partners[]"
          id="lead-partners"
          legend="Who are lead safeguarding partners?"
          legendSize="s"
          small
          defaultValues={chosen['lead-partners']}
          items={items}
        />
        <Button preventDoubleClick>Save the people</Button>
      </Form>
    </>
  );
}
