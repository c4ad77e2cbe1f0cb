import { WarningText } from '../../../ui/warning-text.tsx';
import { type DetailKind, detailsInWords } from '../child-details.ts';

/** Says what might tell a reader which child is meant. Never stops anybody; shows nothing where nothing was seen. */
export function DetailsWarning({ what, found }: { what: string; found: readonly DetailKind[] }) {
  if (found.length === 0) return null;
  return (
    <WarningText>
      {what} seems to contain {detailsInWords(found)}. Check that no child or family can be recognised. If one can, take
      it out and add the file again.
    </WarningText>
  );
}
