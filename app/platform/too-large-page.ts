/** What to do with a form that is too large to send, in order; where it is still on the screen there is no way back first. */
export const tooLargeSteps: readonly string[] = [
  'If you chose a file, choose one of up to 25 MB, or add a link to the place where it is kept.',
  'If you pasted a very long text, shorten it, or add it as a file.',
  'Send the form again.',
];

export const tooLargeTitle = 'This is too large to send';

/**
 * What somebody sees whose form is too large for the edge: no route ran, so this page stands alone.
 * The browser still has the page they came from, with everything they typed.
 */
export const tooLargePage = (stylesheet?: string): string => `<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${tooLargeTitle} - Line of Sight</title>
${stylesheet === undefined ? '' : `<link rel="stylesheet" href="${stylesheet}">\n`}</head>
<body class="govuk-template__body">
<div class="govuk-width-container">
<main class="govuk-main-wrapper">
<h1 class="govuk-heading-l">${tooLargeTitle}</h1>
<p class="govuk-body">Nothing was saved. What you typed is not lost: it is on the page that you came from.</p>
<ol class="govuk-list govuk-list--number">
${['Press the Back button of your browser.', ...tooLargeSteps].map((step) => `<li>${step}</li>`).join('\n')}
</ol>
</main>
</div>
</body>
</html>
`;
