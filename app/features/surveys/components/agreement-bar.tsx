/**
 * A share as a bar, for beside its words: an outline that is filled as far as people agree, so that it reads without
 * colour. The words beside it say the same, so it is hidden from whoever listens.
 */
export function AgreementBar({ agreement }: { agreement: number | null }) {
  if (agreement === null) return null;
  return (
    <svg className="app-agreement" viewBox="0 0 104 14" width="104" height="14" aria-hidden="true" focusable="false">
      <rect className="app-agreement__frame" x="1" y="1" width="102" height="12" />
      <rect className="app-agreement__fill" x="2" y="2" width={agreement} height="10" />
    </svg>
  );
}
