/**
 * What somebody sees whose form is too large for the edge: no route ran, so this page stands alone, without a style sheet.
 * The browser still has the page they came from, with everything they typed.
 */
export const tooLargePage = `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This is too large to send - Line of Sight</title>
</head>
<body>
<main>
<h1>This is too large to send</h1>
<p>Nothing was saved. What you typed is not lost: it is on the page that you came from.</p>
<ol>
<li>Press the Back button of your browser.</li>
<li>If you chose a file, choose one of up to 25 MB, or add a link to the place where it is kept.</li>
<li>If you pasted a very long text, shorten it, or add it as a file.</li>
<li>Send the form again.</li>
</ol>
</main>
</body>
</html>
`;
