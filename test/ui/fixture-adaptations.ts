import { type Options, text } from './fixture-options.ts';

/** The documented HTML of an example, changed where our parts mean to differ in every case. */
export const adapted: Readonly<Record<string, (html: string, o: Options) => string>> = {
  // A landmark around it: nothing on a page lies outside one.
  'back-link': (html) => `<nav aria-label="Back">${html}</nav>`,
  // A date's inputs have the field's name in front of theirs.
  'date-input': (html, o) => html.replaceAll(/name="(day|month|year)"/g, `name="${text(o.id)}-$1"`),
  // A label is always some field's.
  label: (html, o) => (o.for ? html : html.replace('<label ', '<label for="" ')),
};
