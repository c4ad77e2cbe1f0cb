import { dutyBases } from '../../../../standards/vocabulary.ts';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/summary-list.tsx';
import { factRows, kindInWords, websiteHref } from '../rules.ts';
import type { Organisation } from '../schema.ts';

/** What the directory knows of an organisation; what is not known is left out. */
export function OrganisationSummary({ organisation }: { organisation: Organisation }) {
  const rows: (SummaryRow | undefined)[] = [
    { label: 'Kind', value: kindInWords(organisation) },
    { label: 'Duty', value: dutyBases[organisation.dutyBasis] },
    { label: 'Status', value: statusWords(organisation) },
    row('URN', organisation.urn),
    row('DfE number', organisation.dfeNumber),
    row('ODS code', organisation.odsCode),
    row('Your own reference', organisation.reference),
    row('Local authority', organisation.localAuthority),
    row('Address', [organisation.address, organisation.postcode].filter(Boolean).join(', ')),
    row('Telephone number', organisation.telephone),
    organisation.website ? { label: 'Website', value: <Website address={organisation.website} /> } : undefined,
    ...factRows.map(({ label, words }) => row(label, words(organisation.facts))),
  ];
  return <SummaryList rows={rows.filter((one) => one !== undefined)} />;
}

const row = (label: string, value: string | null | undefined): SummaryRow | undefined =>
  value ? { label, value } : undefined;

function statusWords({ status, closedOn }: Organisation): string {
  if (status === 'open') return 'Open';
  return closedOn === null ? 'Closed' : `Closed on ${dayInWords(closedOn)}`;
}

function Website({ address }: { address: string }) {
  const href = websiteHref(address);
  if (href === undefined) return address;
  return (
    <Anchor className="govuk-link" href={href} rel="noreferrer">
      {address}
    </Anchor>
  );
}
