import { Anchor } from '../../../ui/anchor.tsx';

/** The other owners whose schedule a person may see. */
export function OwnerLinks({ others, of }: { others: readonly { of: string; name: string }[]; of: string }) {
  const rest = others.filter((one) => one.of !== of);
  if (rest.length === 0) return null;
  return (
    <p className="govuk-body">
      {'See also: '}
      {rest.map((one, at) => (
        <span key={one.of}>
          {at === 0 ? '' : ', '}
          <Anchor className="govuk-link" href={`/retention?of=${one.of}`}>
            {one.name}
          </Anchor>
        </span>
      ))}
    </p>
  );
}
