/** A page's title: what went wrong comes first, then the page, then the product. */
export const pageTitle = (page: string, hasErrors = false): string =>
  `${hasErrors ? 'Error: ' : ''}${page} - Line of Sight`;
