import { ButtonGroup } from '../../../ui/button.tsx';
import { Columns } from '../../../ui/columns.tsx';
import { conflictAdvice } from './conflict-panel.tsx';

/** What the page's script copies beside a question when it is needed; hidden from everybody until then. */
export function HiddenPanels() {
  return (
    <>
      <div className="app-conflict" data-panel="conflict" hidden>
        <h3 className="govuk-heading-s">
          <span data-fill="name" /> saved another answer at <span data-fill="time" />, while you were writing
        </h3>
        <p className="govuk-body">{conflictAdvice}</p>
        <Columns
          first={
            <>
              <h4 className="govuk-heading-s">Yours</h4>
              <p className="govuk-body app-typed-text" dir="auto" data-fill="mine" />
            </>
          }
          second={
            <>
              <h4 className="govuk-heading-s">
                From <span data-fill="name" />
              </h4>
              <p className="govuk-body app-typed-text" dir="auto" data-fill="theirs" />
            </>
          }
        />
        <ButtonGroup>
          <PanelButton choice="keep-mine" words="Keep mine" sends />
          <PanelButton choice="keep-theirs" words="Keep theirs" sends />
          <PanelButton choice="edit-both" words="Edit both" sends />
        </ButtonGroup>
      </div>
      <div className="app-conflict" data-panel="unsent" hidden>
        <h3 className="govuk-heading-s">You typed this here before, and it was not saved</h3>
        <p className="govuk-body app-typed-text" dir="auto" data-fill="text" />
        <ButtonGroup>
          <PanelButton choice="put-back" words="Put it back and save it" />
          <PanelButton choice="throw-away" words="Throw it away" />
        </ButtonGroup>
      </div>
    </>
  );
}

/** A button that sends the form once it stands in it, or one that the script listens to. */
function PanelButton({ choice, words, sends = false }: { choice: string; words: string; sends?: boolean }) {
  return (
    <button
      type={sends ? 'submit' : 'button'}
      className="govuk-button govuk-button--secondary"
      data-choice={choice}
      {...(sends ? { name: 'intent' } : {})}
    >
      {words}
    </button>
  );
}
