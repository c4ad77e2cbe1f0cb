/** Requests to see what is held, of the demonstration partnership. All invented. */
export const disclosureWords = {
  answered: {
    askedBy: 'A local journalist',
    askedFor:
      'What the partnership asked about children in temporary accommodation and about the coroner’s reports, and what it was told.',
    searchWords: ['temporary accommodation', 'coroner’s'],
    /** Stands in an answer that was entered for the coroner. */
    passage: 'Coroner’s officer',
    reason: 'One person holds this post, who has no public role.',
    note: 'Nothing in it names anybody any more.',
  },
  overdue: {
    askedBy: 'Somebody who came to our sessions as an observer',
    askedFor: 'Everything about them since they joined.',
  },
  ours: {
    askedBy: 'A parent, our file C-12',
    askedFor: 'What the organisation wrote about supervision after their complaint.',
    searchWords: ['supervision'],
  },
} as const;
