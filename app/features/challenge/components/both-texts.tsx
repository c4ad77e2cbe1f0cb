import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { Table } from '../../../ui/table.tsx';

type Props = {
  /** Whoever saved first. */
  by: string;
  /** The fields of the form, each with what is saved now. */
  parts: readonly { readonly label: string; readonly name: string; readonly saved: string }[];
  values: TypedValues;
};

/** Two people wrote at once: what is saved now beside what this one wrote. The form keeps the latter. */
export function BothTexts({ by, parts, values }: Props) {
  const mine = (name: string) => typedText(values, name).replaceAll('\r\n', '\n').trim();
  const differing = parts.filter(({ name, saved }) => saved !== mine(name));
  return (
    <NotificationBanner title="Somebody else saved this">
      <BannerHeading>{by} changed these words while you were writing. Nothing of yours was saved yet.</BannerHeading>
      {differing.length === 0 ? null : (
        <Table
          caption="What differs"
          scrollLabel="Table of what differs"
          rowHeaders
          columns={[{ label: 'Part' }, { label: 'Saved now' }, { label: 'You wrote' }]}
          rows={differing.map(({ label, name, saved }) => ({ key: name, cells: [label, saved, mine(name)] }))}
        />
      )}
      <p className="govuk-body">The form holds what you wrote. Save it to put it in place of what is saved now.</p>
    </NotificationBanner>
  );
}
