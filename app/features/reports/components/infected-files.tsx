import { dayInWords } from '../../../platform/words.ts';
import { keyed } from '../../../ui/keyed.ts';
import type { InfectedFile } from '../../evidence/scans.server.ts';

/** That malware was found in files after they had been added: whoever opened one before should know. */
export function InfectedFiles({ files }: { files: readonly InfectedFile[] }) {
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="infected">
      <h2 className="govuk-heading-m" id="infected">
        Malware was found
      </h2>
      <p className="govuk-body">
        These files were removed. Ask the organisation who opened them before, and to look through those computers.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {keyed(files.map(({ organisation, foundAt }) => `${organisation}, ${dayInWords(foundAt.slice(0, 10))}`)).map(
          ({ key, value }) => (
            <li key={key}>{value}</li>
          ),
        )}
      </ul>
    </section>
  );
}
