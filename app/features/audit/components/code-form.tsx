import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/text-input.tsx';

/** Where somebody types the code of a print. It changes nothing, so it is a question in the address. */
export function CodeForm({ typed }: { typed: string }) {
  return (
    <form method="get" action="/verify" noValidate>
      <TextInput
        name="code"
        label="Code of the document"
        hint="Twelve letters and figures at the foot of each page, such as 7K3M-Q2WD-H9XB"
        autoComplete="off"
        spellCheck={false}
        defaultValue={typed}
      />
      <Button>Check it</Button>
    </form>
  );
}
