import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { Table } from '../../../ui/table.tsx';
import { type ChangeableField, changeableFields, fieldInWords } from '../rules.ts';
import type { Organisation } from '../schema.ts';

type SavedMeanwhileProps = { current: Organisation; values: TypedValues };

/** Somebody else saved first: both texts, field by field. What was typed stays in the form beneath. */
export function SavedMeanwhile({ current, values }: SavedMeanwhileProps) {
  const fields = Object.entries(changeableFields) as [ChangeableField, string][];
  const differing = fields.flatMap(([field, label]) => {
    const wrote = typedText(values, field);
    // No duty chosen means the usual one of the kind.
    if (values[field] === undefined || (field === 'dutyBasis' && wrote === '')) return [];
    const stored = fieldInWords(field, current[field]);
    const typed = fieldInWords(field, wrote);
    return typed === stored ? [] : [{ label, stored, typed }];
  });
  return (
    <NotificationBanner key={current.revision} title="Somebody else saved this" role="alert">
      <BannerHeading>
        This organisation was changed while you were writing. Nothing of yours was saved yet.
      </BannerHeading>
      {differing.length > 0 ? (
        <Table
          caption="What differs"
          scrollLabel="Table of what differs"
          rowHeaders
          columns={[{ label: 'Field' }, { label: 'Saved now' }, { label: 'You wrote' }]}
          rows={differing.map(({ label, stored, typed }) => ({ key: label, cells: [label, stored, typed] }))}
        />
      ) : null}
      <p className="govuk-body">
        The form below holds what you wrote. Save it to put it in place of what is saved now.
      </p>
    </NotificationBanner>
  );
}
