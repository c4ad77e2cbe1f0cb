/** So many organisations stand on the sign-in page; with more, people look for theirs by name. */
export const mostOffered = 8;
