/** The most characters of a reply. */
export const replyLimit = 2000;

/** The names of the fields of one reply. */
export const replyFields = (questionCode: string) => ({
  text: `${questionCode}.text`,
  seen: `${questionCode}.seen`,
});
