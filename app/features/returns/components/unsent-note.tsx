import { InsetText } from '../../../ui/inset-text.tsx';
import { waitForSignInScript } from './autosave-script.ts';

/** On the pages on the way to signing in again: what was typed waits in this tab. Shown by its script where that is so. */
export function UnsentNote() {
  return (
    <>
      <script type="module" async src={waitForSignInScript} />
      <div data-unsent-note="" hidden>
        <InsetText>
          What you typed and could not save waits in this tab. Leave it open: the page that your link leads to offers it
          to you, if you open the link in this browser.
        </InsetText>
      </div>
    </>
  );
}
