/** Requests for information of the demonstration partnership. All invented. */
export const requestWords = {
  answered: {
    asked:
      'How many staff in contact with children had supervision in the last quarter, and how many should have had it?',
    answer: '212 of 224 staff. The twelve are named to their managers, and their sessions are booked.',
    close: 'The figure is in the annual report.',
  },
  overdue: {
    asked: 'The number of children in temporary accommodation, and for how many of them early help was offered.',
  },
  open: {
    asked: 'Your policy for safeguarding in grassroots clubs that hire your pools, and how you check that it is kept.',
  },
  body: {
    name: 'Brookmere Coroner’s Service',
    asked: 'Themes of reports to prevent future deaths that concern children, over three years.',
    answer: 'Two reports, both about records that did not follow a child who moved.',
    givenBy: 'Coroner’s officer',
  },
} as const;
