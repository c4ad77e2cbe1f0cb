/**
 * Bank holidays in England, to the end of 2029. Source: www.gov.uk/bank-holidays and its rules (Banking and Financial
 * Dealings Act 1971; a holiday on a weekend moves to the next working day; Easter by the Gregorian table). Days that are
 * proclaimed for one year alone have to be added by hand. A check in the tests works the regular ones out afresh.
 */
export const bankHolidays: readonly string[] = [
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ...['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26'],
  ...['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25', '2029-12-26'],
];

/** The last day that the list above speaks of; after it only weekends are known. */
export const bankHolidaysKnownTo = '2029-12-31';
