import { Fragment } from 'react';
import { Anchor } from '../../../ui/anchor.tsx';

/** The files of a copy, by the ending of their address. */
const files = { pdf: 'PDF', docx: 'Word', odt: 'OpenDocument' } as const;

/** The copies of a return that was sent, in every form that there is. */
export function CopyLinks({ returnId, cycleName }: { returnId: string; cycleName: string }) {
  const about = <span className="govuk-visually-hidden"> of {cycleName}</span>;
  return (
    <>
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
        Copy{about}
      </Anchor>
      {Object.entries(files).map(([ending, name]) => (
        <Fragment key={ending}>
          {', '}
          <Anchor className="govuk-link" href={`/returns/${returnId}/copy.${ending}`} reloadDocument>
            {name}
            {about}
          </Anchor>
        </Fragment>
      ))}
    </>
  );
}
