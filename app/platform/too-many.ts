/** What somebody is told who does something too often. */

/** What the page of somebody over a limit is given. */
export interface TooMany {
  readonly tooMany: true;
  readonly seconds: number;
  /** What was posted, but for files; empty where it could not be read. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** `a minute`, `12 minutes`: never less than the wait. */
export function waitInWords(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

export const tooManyWords = (seconds: number): string =>
  `You have done this many times in a short while. Wait ${waitInWords(seconds)}, then try again`;

/** The answer where no page of ours can show it: a page that stands alone for a person, else JSON. */
export function tooManyAnswer(request: Request, seconds: number): Response {
  const isForPerson = request.headers.get('accept')?.includes('text/html') ?? false;
  const headers = { 'Retry-After': String(seconds), 'Cache-Control': 'no-store' };
  if (!isForPerson)
    return Response.json(
      { kind: 'refused', words: tooManyWords(seconds), refused: tooManyWords(seconds) },
      { status: 429, headers },
    );
  return new Response(tooManyPage(seconds), {
    status: 429,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
  });
}

/** Without a style sheet: whoever asks for a file too often has left the pages. */
const tooManyPage = (seconds: number): string => `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Too many requests - Line of Sight</title>
</head>
<body>
<main>
<h1>Too many requests</h1>
<p>You have asked for this many times in a short while. Nothing is lost.</p>
<ol>
<li>Wait ${waitInWords(seconds)}.</li>
<li>Press the Back button of your browser, or load this page again.</li>
</ol>
</main>
</body>
</html>
`;
