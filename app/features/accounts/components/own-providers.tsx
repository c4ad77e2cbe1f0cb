import { Form } from 'react-router';
import { instantInWords } from '../../../platform/words.ts';
import { TextButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { OfferedIssuer } from '../provider/issuers.server.ts';
import type { ConnectedProvider } from '../provider/own-providers.server.ts';
import { ProviderButtons } from './provider-buttons.tsx';

interface OwnProvidersProps {
  connected: readonly ConnectedProvider[];
  unconnected: readonly OfferedIssuer[];
}

/** The person's organisations that sign in their own people: what is connected, and what could be. */
export function OwnProviders({ connected, unconnected }: OwnProvidersProps) {
  if (connected.length + unconnected.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">The account of your organisation</h3>
      <SummaryList
        rows={connected.map((one) => ({
          label: one.name,
          value: (
            <>
              Connected on {instantInWords(one.boundAt)}
              <Form method="post">
                <HiddenFields fields={{ intent: 'disconnect', binding: one.bindingId }} />
                <TextButton>
                  Disconnect<span className="govuk-visually-hidden"> {one.name}</span>
                </TextButton>
              </Form>
            </>
          ),
        }))}
      />
      <ProviderButtons issuers={unconnected} purpose="bind" verb="Connect" />
    </>
  );
}
