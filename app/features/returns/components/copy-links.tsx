import { Fragment } from 'react';
import { Anchor } from '../../../ui/anchor.tsx';
import { copyFormatCodes, copyFormats } from '../copy-formats.ts';

interface CopyFilesProps {
  returnId: string;
  /** What the links are for, for people who hear them one by one: "the draft". */
  of: string;
  /** Which copy, as the address says it: `?version=2`. */
  search?: string;
}

/** The files of one copy of a return, one press each: "PDF, Word, OpenDocument". */
export function CopyFiles({ returnId, of, search = '' }: CopyFilesProps) {
  return copyFormatCodes.map((format, at) => (
    <Fragment key={format}>
      {at > 0 ? ', ' : null}
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy.${format}${search}`} reloadDocument>
        {copyFormats[format].name}
        <span className="govuk-visually-hidden"> of {of}</span>
      </Anchor>
    </Fragment>
  ));
}

/** The copies of a return that was sent, in every form that there is. */
export function CopyLinks({ returnId, cycleName }: { returnId: string; cycleName: string }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
        Copy<span className="govuk-visually-hidden"> of {cycleName}</span>
      </Anchor>
      , <CopyFiles returnId={returnId} of={cycleName} />
    </>
  );
}
