/** What people of the demonstration write to each other about returns. No names of children, as on every page. */
export const threadWords = {
  question: 'Which records did you look at for this rating, and how many?',
  answer:
    'We looked at twelve records of the spring. Four had no note of the conversation, so our rating was too high.',
  sendBack:
    'Thank you for your answer. Please correct the rating and say what you found, so that the panel works from what is true.',
  revised: 'A second look at twelve records in spring found four without a note, and we are putting this right.',
  openQuestion: 'Does the figure for supervision include agency staff? If not, please say how many there are.',
  correction: 'We named the wrong quarter beside two ratings and would like to put that right before the panel meets.',
  inside: [
    'Who keeps the list of staff who have done the refresher? I only have last year’s.',
    'I have it, and will attach it by Friday. Please leave the rating open until then.',
  ],
  beforeSending: 'Does this question count bank staff who work fewer than four shifts a month?',
  reply: 'Yes, count everybody who worked at least one shift in the year.',
} as const;
