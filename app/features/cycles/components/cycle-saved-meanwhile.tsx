import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { dayInWords } from '../../../platform/words.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { Table } from '../../../ui/table.tsx';
import { cycleDates } from '../rules.ts';
import { type Cycle, readDateInputs } from '../schema.ts';

type CycleSavedMeanwhileProps = { current: Cycle; values: TypedValues };

/** Somebody else saved first: both texts, field by field. What was typed stays in the form beneath. */
export function CycleSavedMeanwhile({ current, values }: CycleSavedMeanwhileProps) {
  const rows = [
    { label: 'Name', stored: current.name, typed: typedText(values, 'name') },
    ...cycleDates.map(({ field, label }) => {
      const reading = readDateInputs(values, field, '');
      return { label, stored: dayInWords(current[field]), typed: 'date' in reading ? dayInWords(reading.date) : '' };
    }),
  ].filter(({ stored, typed }) => stored !== typed);
  return (
    <NotificationBanner key={current.revision} title="Somebody else saved this" role="alert">
      <BannerHeading>This cycle was changed while you were writing. Nothing of yours was saved yet.</BannerHeading>
      {rows.length > 0 ? (
        <Table
          caption="What differs"
          rowHeaders
          columns={[{ label: 'Field' }, { label: 'Saved now' }, { label: 'You wrote' }]}
          rows={rows.map(({ label, stored, typed }) => ({ key: label, cells: [label, stored, typed] }))}
        />
      ) : null}
      <p className="govuk-body">
        The form below holds what you wrote. Save it to put it in place of what is saved now.
      </p>
    </NotificationBanner>
  );
}
