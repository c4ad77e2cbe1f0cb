/** The plain pages of a copy: readable without the portal, without script and without a file beside them. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** A whole page of its own. `body` is HTML already. */
export const plainPage = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 Arial,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c;background:#fff}table{border-collapse:collapse;width:100%}th,td{border:1px solid #505a5f;padding:.4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f4f5}.text{white-space:pre-wrap;overflow-wrap:anywhere}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
