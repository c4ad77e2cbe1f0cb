import { WarningText } from '../../../ui/warning-text.tsx';
import { editVoidsSignatures, type ReturnStatus } from '../rules.ts';

/** In front of every form that would take a return back to work. */
export function EditWarning({ status }: { status: ReturnStatus }) {
  if (!editVoidsSignatures(status)) return null;
  return (
    <WarningText>
      {status === 'signed' ? 'This return has been signed.' : 'This return is waiting for sign-off.'} If you change
      anything, signatures on it no longer count and it goes back to “In progress”.
    </WarningText>
  );
}
