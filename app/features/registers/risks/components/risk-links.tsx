import { Anchor } from '../../../../ui/anchor.tsx';

type Props = {
  entryId: string;
  raised: readonly { readonly id: string; readonly reference: string }[];
  mayRaise: boolean;
};

/** The risks that came of a challenge on the log, and the way to one more. */
export function RisksOfEntry({ entryId, raised, mayRaise }: Props) {
  return (
    <>
      {raised.length === 0 ? null : (
        <p className="govuk-body">
          On the risk register:{' '}
          {raised.map(({ id, reference }, place) => (
            <span key={id}>
              {place === 0 ? '' : ', '}
              <Anchor className="govuk-link" href={`/risks/${id}`}>
                {reference}
              </Anchor>
            </span>
          ))}
        </p>
      )}
      {mayRaise ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/risks/new?entry=${entryId}`}>
            Put a risk on the register
          </Anchor>
        </p>
      ) : null}
    </>
  );
}
