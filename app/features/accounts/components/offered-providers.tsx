import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { mostOffered } from '../offered.ts';
import type { OfferedIssuer } from '../provider/issuers.server.ts';
import { ProviderButtons } from './provider-buttons.tsx';

interface OfferedProvidersProps {
  issuers: readonly OfferedIssuer[];
  /** What was looked for. */
  search: string;
  destination: string;
}

/** The organisations that sign in their own people; with many, looked up by name. Nothing where there is none. */
export function OfferedProviders({ issuers, search, destination }: OfferedProvidersProps) {
  if (issuers.length === 0 && search === '') return null;
  const many = issuers.length > mostOffered;
  return (
    <>
      <h2 className="govuk-heading-m">With the account of your organisation</h2>
      {many || search !== '' ? (
        <Form method="get">
          <HiddenFields fields={{ to: destination }} />
          <TextInput
            name="organisation"
            label="Name of your organisation"
            hint={
              issuers.length === 0 ? `No organisation with “${search}” in its name signs in here by itself.` : undefined
            }
            autoComplete="organization"
            defaultValue={search}
          />
          <Button variant="secondary">Find it</Button>
        </Form>
      ) : null}
      {many && search === '' ? null : (
        <ProviderButtons issuers={issuers.slice(0, mostOffered)} purpose="sign-in" to={destination} />
      )}
    </>
  );
}
