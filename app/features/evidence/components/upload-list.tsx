import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';

/**
 * What the script fills in: a row for each file that was chosen, copied from the hidden one. Without script nobody sees
 * any of it. Everything that changes is read out by the one status line.
 */
export function UploadList() {
  return (
    <div data-uploads="" hidden>
      <h2 className="govuk-heading-s">Files you have chosen</h2>
      <p className="govuk-hint" data-upload-several="" hidden>
        The dates and the tick above go with every file. Each takes its own name as its title; you can change that
        later.
      </p>
      <ul className="govuk-list app-uploads" data-upload-rows="" />
      <p className="govuk-visually-hidden" role="status" data-upload-heard="" />
      <p className="govuk-body" data-upload-done="" hidden>
        <span>Added. </span>
        <Anchor className="govuk-link" href="/evidence" reloadDocument>
          Go to your evidence
        </Anchor>
      </p>
      <ul hidden>
        <li className="app-upload" data-upload-row="" hidden>
          <p className="govuk-body app-upload__name">
            <strong data-upload-name="" /> <span className="govuk-hint app-inline-hint" data-upload-size="" />
          </p>
          <progress className="app-progress__bar" max={100} value={0} aria-label="Progress" hidden />
          <p className="govuk-body-s app-upload__words" data-upload-words="" />
          <ButtonGroup>
            <RowButton name="again">Try again</RowButton>
            <RowButton name="use">Use the one you have</RowButton>
            <RowButton name="keep">Keep both</RowButton>
            <RowButton name="remove">Remove</RowButton>
          </ButtonGroup>
        </li>
      </ul>
    </div>
  );
}

function RowButton({ name, children }: { name: string; children: string }) {
  return (
    <Button
      type="button"
      variant="secondary"
      className="app-small-button"
      {...{ [`data-upload-${name}`]: '' }}
      hidden={name !== 'remove'}
    >
      {children}
      <span className="govuk-visually-hidden" data-upload-about="" />
    </Button>
  );
}
