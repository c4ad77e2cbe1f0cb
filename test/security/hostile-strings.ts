/** Texts that try to be something else: markup, SQL, headers, paths, formulas, or too much. Each is known again by `zq`. */

export interface HostileString {
  readonly what: string;
  readonly text: string;
}

const longRun = 100_000;

export const hostileStrings: readonly HostileString[] = [
  { what: 'a script', text: '<script>zqx()</script>' },
  { what: 'a picture with a handler', text: '<img src=zq onerror=zqx()>' },
  { what: 'a drawing with a handler', text: '<svg onload=zqx()>zq' },
  { what: 'the end of a script', text: '</script><script>zqx()</script>' },
  { what: 'the end of a title', text: '</title></textarea><zqtag onclick=zqx()>' },
  { what: 'a comment', text: '--><zqtag><!--' },
  { what: 'the end of an attribute', text: '"><zqtag onclick="zqx()' },
  { what: 'a handler in an attribute', text: '" onfocus="zqx()" autofocus="' },
  { what: 'a handler in single quotes', text: "' onfocus='zqx()' autofocus='" },
  { what: 'an address that runs', text: 'javascript:zqx()' },
  { what: 'an address that holds a page', text: 'data:text/html,<script>zqx()</script>' },
  { what: 'an address of another site', text: '//evil.example/zq' },
  { what: 'templates', text: `{{zq*7}} ${'$'}{7*7} <%= zq %> #{zq} {{constructor.constructor("zqx()")()}}` },
  { what: 'an end of a string', text: '\\"-zqx()-"\u2028;zqx()//' },
  { what: 'SQL that is always true', text: "' or '1'='1' -- zq" },
  { what: 'SQL that deletes', text: "zq'); drop table person; --" },
  { what: 'placeholders', text: '%zq%_\\ $1 ?' },
  { what: 'a header', text: 'zq\r\nX-Zq: 1\r\n\r\n<zqtag>' },
  { what: 'a path up', text: '../../../../etc/passwd#zq' },
  { what: 'a path on Windows', text: '..\\..\\zq\\con' },
  { what: 'a formula', text: "=cmd|' /c zq'!A1" },
  { what: 'text turned around', text: 'zq\u202etxt.exe\u2066\u200f' },
  { what: 'half a character', text: 'zq\ud800\udfffzq\ud83d' },
  { what: 'a NUL', text: 'zq\0zq' },
  { what: 'control characters', text: 'zq\u0001\u0008\u001b[31m\u007f\ufffe' },
  { what: 'a family', text: '👩‍👩‍👧‍👦zq🏴󠁧󠁢󠁷󠁬󠁳󠁿' },
  { what: 'many marks on a letter', text: `zq${'e\u0301'.repeat(500)}` },
  { what: 'names of an object', text: '__proto__' },
  { what: 'the name of a function', text: 'constructor' },
  { what: 'JSON', text: '{"$ne":null,"zq":[1]}' },
  { what: 'a large number', text: '9'.repeat(400) },
  { what: 'a number that is none', text: '-1e309' },
  { what: 'escapes', text: '%00%0a%zq&lt;zqtag&gt;' },
  { what: 'nothing', text: '' },
  { what: 'spaces', text: ' \u00a0\u2003\t' },
  { what: 'a long run', text: 'z'.repeat(longRun) },
  { what: 'a long run of markup', text: '<zqtag>'.repeat(longRun / 7) },
];

/** Those that would run, or would be an element, if they were not escaped. */
export const markupStrings = hostileStrings.filter(
  ({ text }) => /zqx|zqtag/.test(text) && !/[\0\r]/.test(text) && text.length < 1000,
);

/** What is in an answer as markup that came in as text. Data of pages stands in scripts, with `<` written otherwise. */
export function unescapedIn(html: string): string[] {
  return [
    ...html.matchAll(
      /<(?:zqtag|script>zqx|img src=zq|svg onload=zqx)|[^\\]" onfocus="zqx|(?:href|action|src)="(?:javascript:|data:text)[^"]{0,40}|href="\/\/evil[^"]*/g,
    ),
  ].map(([found]) => found);
}
