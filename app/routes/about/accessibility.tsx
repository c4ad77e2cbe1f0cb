import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/accessibility';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Accessibility statement') }];

export default function Accessibility() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Accessibility statement</h1>
        <p className="govuk-body">
          We want everybody to be able to use Line of Sight. It follows the Web Content Accessibility Guidelines (WCAG)
          2.2 at level AA, and every page works with a keyboard alone, without scripts, at 400% zoom and in print.
        </p>
        <h2 className="govuk-heading-m">How it is tested</h2>
        <p className="govuk-body">
          Each release is checked by axe on every page of a full journey in Chromium. That finds some faults, not all.
          It has not yet been tested by people who use screen readers or voice control.
        </p>
        <h2 className="govuk-heading-m">What is not accessible</h2>
        <p className="govuk-body">
          Our PDF documents carry tags: headings, tables, lists and links are announced as such. They have not been
          tested with a screen reader. Each has a web page with the same words and numbers, which is the accessible
          version: the PDF’s first page says where it is.
        </p>
        <p className="govuk-body">Ratings are always shown as a word and a shape, never as a colour alone.</p>
        <h2 className="govuk-heading-m">Tell us</h2>
        <p className="govuk-body">
          If something does not work for you, tell the business manager of your partnership what you were trying to do.
        </p>
      </TwoThirds>
    </Main>
  );
}
