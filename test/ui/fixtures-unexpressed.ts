/** Components of GOV.UK Frontend that no part of ours prints, and why. */
export const unprinted: Readonly<Record<string, string>> = {
  accordion: "moves React's nodes about; headings and details do the work",
  'cookie-banner': 'the only cookie is essential, so there is nothing to agree to',
  'exit-this-page': 'our users are staff, not people at risk from someone near them',
  feedback: 'the footer says whom to ask',
  footer: 'crown and crest belong to GOV.UK; ours is footer.tsx',
  header: 'belongs to GOV.UK; ours is the generic header',
  'language-navigation': 'the portal is in English',
  tabs: 'hides content; headings do the work',
};

const free = 'a part takes the props it needs, not any attribute';
const english = 'the portal is in English';
const gaps = 'a list of ours has no empty places, which count in the documented ids';
const asServer = 'characters are counted as the server counts them, and words always as words';
const noLimit = 'a count without a limit says nothing';
const wholeDates = 'a date always has a day, a month and a year, in that order';
const ownIds = "the ids and names of a date's parts follow from the field's, and their kind is fixed";
const affixes = 'a prefix or suffix is plain text';
const interruption = 'the panel is for confirmations; a page of its own interrupts';

/** Documented examples that our props cannot ask for: component, reason, names. */
export const unexpressed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'back-link': { [free]: ['attributes'] },
  breadcrumbs: { [free]: ['attributes', 'item attributes'] },
  'character-count': {
    'the option is deprecated and warns': ['with maxwords'],
    [asServer]: [
      "with count type 'length'",
      "with count type 'characters'",
      "with count type 'characters' and value",
      "with count type 'characters' and error message",
      "with count type 'characters' and threshold",
    ],
    [english]: ['with custom textarea description', 'with translations'],
    [noLimit]: [
      'to configure in JavaScript',
      'with neither maxlength nor maxwords set',
      'with neither maxlength, maxwords nor textarea description set',
    ],
    [free]: ['custom classes on countMessage'],
  },
  checkboxes: {
    [free]: ['attributes', 'items with attributes', 'label with attributes', 'fieldset params'],
    [gaps]: ['with falsy values'],
  },
  'date-input': {
    [free]: ['attributes', 'with input attributes', 'items with classes'],
    [english]: ['with translations'],
    [wholeDates]: ['day and month', 'day and month (using items)', 'month and year', 'month and year (using items)'],
    [ownIds]: [
      'with values, name prefix and custom names',
      'custom pattern',
      'custom inputmode',
      'with nested name',
      'with id on items',
      'with item value',
      'with field value and items',
      'with field value and item value',
      'with field value, item value and values',
    ],
  },
  details: { [free]: ['attributes'] },
  'error-message': { [free]: ['attributes'] },
  'error-summary': { [free]: ['attributes', 'error list with attributes'] },
  fieldset: { [free]: ['attributes'] },
  'file-upload': {
    [free]: ['enhanced, custom wrapper classes and attributes'],
    [english]: ['translated'],
  },
  'generic-header': { [free]: ['attributes'] },
  hint: { [free]: ['attributes'] },
  input: {
    [affixes]: [
      'with prefix with classes',
      'with prefix with attributes',
      'with suffix with classes',
      'with suffix with attributes',
    ],
    [free]: ['with customised input wrapper'],
  },
  'inset-text': { [free]: ['attributes'] },
  label: { [free]: ['attributes'] },
  'notification-banner': {
    [free]: ['attributes', 'custom tabindex'],
    'a banner is an alert or a region': ['custom role'],
  },
  pagination: { [free]: ['with custom attributes'] },
  panel: {
    [free]: ['attributes'],
    [interruption]: [
      'interruption',
      'interruption-with-content-with-long-line-length',
      'interruption-with-headings-content-and-lists',
      'interruption with custom classes',
      'interruption, with actions classes and attributes',
      'interruption, submit action',
      'interruption, button link',
      'interruption, no actions',
      'interruption, no actions items',
    ],
  },
  'password-input': {
    [free]: ['attributes'],
    'a password is never sent back to the browser': ['value'],
    [english]: ['with translations'],
  },
  'phase-banner': { [free]: ['attributes'] },
  radios: {
    [free]: ['attributes', 'items with attributes', 'label with attributes', 'fieldset params'],
    [gaps]: ['with falsy items'],
  },
  select: { [free]: ['attributes on items'] },
  'service-navigation': {
    [free]: ['attributes'],
    [english]: ['with language navigation', 'inverse with language navigation'],
    'only the end has a slot': ['with slotted content'],
  },
  'skip-link': { [free]: ['attributes'] },
  'summary-list': {
    [free]: ['attributes', 'actions with attributes', 'summary card with custom attributes'],
    'the content security policy refuses style attributes': ['extreme'],
  },
  table: {
    [free]: ['attributes', 'head with attributes', 'firstCellIsHeader with attributes', 'rows with attributes'],
  },
  tag: { [free]: ['attributes'] },
  'task-list': { [free]: ['custom attributes'], [gaps]: ['with empty values'] },
  'warning-text': { [free]: ['attributes'] },
};
