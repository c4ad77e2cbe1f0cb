/**
 * The inline script that goes straight after `<body>`: it tells the styles that scripts run, before anything is
 * painted. It must stay as documented by govuk-frontend, character for character, because the content security
 * policy allows it by its hash.
 */
export const jsEnabledScript =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

/** Source expression for `script-src` that allows `jsEnabledScript` and nothing else. */
export const jsEnabledScriptHash = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='";
