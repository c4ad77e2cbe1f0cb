import { checkWords, type DocumentCheck } from '../../../../pdf/models.ts';

/** How anybody can check a document that was issued, in the words of its print; nothing for what was not issued. */
export function DocumentCheckNote({ check }: { check?: DocumentCheck | null }) {
  if (!check) return null;
  return (
    <p className="govuk-body-s">
      {checkWords(check)}{' '}
      <a className="govuk-link app-typed-text" href={`/verify/${check.code}`}>
        {check.address}
      </a>
    </p>
  );
}
