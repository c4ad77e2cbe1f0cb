/** What was typed in a form that could not be saved, so that its page can show it again. Reaches the browser. */

/** Why nothing of a form was saved. */
export const keptReasons = {
  'signed-out': {
    title: 'You have been signed out',
    words: 'You were away for a while, so nothing was saved just now. What you typed is on this page and nowhere else.',
    status: 401,
  },
  'not-there': {
    title: 'This page is not there any more',
    words:
      'The return has changed since you opened its page, so nothing was saved. What you typed is on this page and nowhere else: copy it before you go on.',
    status: 401,
  },
  'no-room': {
    title: 'Your answers are not saved',
    words:
      'There is no room left where answers are stored. What you typed is on this page and nowhere else. Tell the people who run this portal, and press the button when they have made room.',
    status: 507,
  },
} as const;

export type KeptReason = keyof typeof keptReasons;

export const isKeptReason = (text: string | null): text is KeptReason =>
  text !== null && Object.hasOwn(keptReasons, text);

/** Fields that go with a form unseen, and those that say which button was pressed. */
const unseen = /^(intent|edition|completed)$|\.(revision|shown)$/;

/** One field of a form as it was posted. */
export type PostedField = readonly [name: string, value: string];

/** The fields of a posted form; files are left out. */
export const postedFields = (form: FormData): PostedField[] =>
  [...form].flatMap(([name, value]): PostedField[] => (typeof value === 'string' ? [[name, value]] : []));

/** The code of a choice: nobody typed it, and it reads better when that is said. */
const choice = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What people typed or chose, without what the page added. */
export const typedTexts = (fields: readonly PostedField[]): string[] =>
  fields.flatMap(([name, value]) => {
    if (unseen.test(name) || value.trim() === '') return [];
    return /\.(narrative|detail|reason)$/.test(name) || !choice.test(value) ? [value] : [`Chosen: ${value}`];
  });

/** Where a form is posted on to, to be shown again; `to` is where its page was, or what stands there now. */
export const keptTextAddress = (why: KeptReason, url: URL, to = url.pathname): string =>
  `/sign-in/kept-text?${new URLSearchParams({ why, to })}`;
