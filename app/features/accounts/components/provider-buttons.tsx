import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import type { OfferedIssuer } from '../provider/issuers.server.ts';

interface ProviderButtonsProps {
  issuers: readonly OfferedIssuer[];
  purpose: 'sign-in' | 'bind' | 'confirm';
  /** What stands before the name of the organisation. */
  verb?: string;
  link?: string;
  to?: string;
  newTab?: boolean;
}

/**
 * A button for each organisation's sign-in. They load a whole page, which leads on to the organisation. A new tab is told
 * where it comes from: a form that does not say so is refused, as one of another site.
 */
export function ProviderButtons({
  issuers,
  purpose,
  verb = 'Sign in with',
  link,
  to = '',
  newTab,
}: ProviderButtonsProps) {
  return issuers.map(({ id, name }) => (
    <Form
      key={id}
      method="post"
      action={`/sign-in/with/${id}`}
      reloadDocument
      {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}
    >
      <HiddenFields fields={{ purpose, to, ...(link === undefined ? {} : { link }) }} />
      <Button variant="secondary" preventDoubleClick>
        {verb} {name}
        {newTab ? ' (opens in a new tab)' : null}
      </Button>
    </Form>
  ));
}
