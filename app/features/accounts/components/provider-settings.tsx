import { Form } from 'react-router';
import { instantInWords } from '../../../platform/words.ts';
import { TextButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';

interface IssuerEntry {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly secretName: string;
  readonly forOrganisation: boolean;
  readonly ready: boolean;
}

/** Where people of this partnership and of its organisations sign in. */
export function IssuerList({ issuers }: { issuers: readonly IssuerEntry[] }) {
  if (issuers.length === 0)
    return (
      <EmptyState>
        No organisation signs in its own people yet. Whoever runs this portal sets that up; send them the name of the
        organisation and the address of its IT service.
      </EmptyState>
    );
  return (
    <Table
      caption="Sign-ins of organisations"
      captionHidden
      scrollLabel="Table of sign-ins of organisations"
      rowHeaders
      columns={[{ label: 'Name' }, { label: 'For' }, { label: 'Issuer' }, { label: 'State' }]}
      rows={issuers.map((one) => ({
        key: one.id,
        cells: [
          one.name,
          one.forOrganisation ? 'People of the organisation' : 'People of the partnership',
          one.issuer,
          one.ready ? 'Ready' : `Not ready: the portal lacks OIDC_SECRET_${one.secretName}`,
        ],
      }))}
    />
  );
}

interface ConnectedEntry {
  readonly bindingId: string;
  readonly person: string;
  readonly issuer: string;
  readonly boundAt: string;
  readonly lastUsedAt: string | null;
}

/** Who signs in at their organisation, each with a button that disconnects the account. */
export function ConnectedPeople({ connected }: { connected: readonly ConnectedEntry[] }) {
  if (connected.length === 0)
    return <EmptyState>Nobody has connected an account of their organisation yet.</EmptyState>;
  return (
    <Table
      caption="People who sign in at their organisation"
      captionHidden
      scrollLabel="Table of people who sign in at their organisation"
      rowHeaders
      columns={[
        { label: 'Person' },
        { label: 'Sign-in' },
        { label: 'Connected' },
        { label: 'Last used' },
        { label: 'Change' },
      ]}
      rows={connected.map((one) => ({
        key: one.bindingId,
        cells: [
          one.person,
          one.issuer,
          instantInWords(one.boundAt),
          one.lastUsedAt === null ? 'Not yet' : instantInWords(one.lastUsedAt),
          <Form key="disconnect" method="post">
            <HiddenFields fields={{ intent: 'disconnect', binding: one.bindingId }} />
            <TextButton>
              Disconnect<span className="govuk-visually-hidden">: {`${one.person} from ${one.issuer}`}</span>
            </TextButton>
          </Form>,
        ],
      }))}
    />
  );
}
