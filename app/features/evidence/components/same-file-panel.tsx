import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import type { EvidenceFormProblems } from '../commands/submit-evidence.server.ts';

/** Asks what to do with a file that the library has already. Its buttons send the form; the file need not come again. */
export function SameFilePanel({ same }: { same: NonNullable<EvidenceFormProblems['same']> }) {
  const { evidenceId, version, title, name, addedAt, addedBy } = same;
  return (
    <InsetText>
      <p className="govuk-body">
        <strong>You already have this file.</strong> “{name}” holds the same as{' '}
        <Anchor className="govuk-link" href={`/evidence/${evidenceId}`} reloadDocument>
          {title}
        </Anchor>
        {same.newest ? '' : `, version ${version}`}, added on {dayInWords(addedAt.slice(0, 10))} by {addedBy}.
      </p>
      <HiddenFields fields={{ sameAs: `${evidenceId}:${version}`, sameName: name }} />
      <ButtonGroup>
        <Button name="same" value="use" variant="secondary">
          Use the one you have
        </Button>
        <Button name="same" value="keep" variant="secondary">
          Keep both
        </Button>
      </ButtonGroup>
    </InsetText>
  );
}
