import { Anchor } from '../../../ui/anchor.tsx';

/** The copies of a return that was sent, in every form that there is. */
export function CopyLinks({ returnId, cycleName }: { returnId: string; cycleName: string }) {
  const about = <span className="govuk-visually-hidden"> of {cycleName}</span>;
  return (
    <>
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
        Copy{about}
      </Anchor>
      {', '}
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy.pdf`} reloadDocument>
        PDF{about}
      </Anchor>
    </>
  );
}
