import { instantInWords } from '../../../platform/words.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';

interface Props {
  line: {
    holds: string;
    trigger: string;
    length: string;
    usual: string;
    basis: string;
    sources: readonly { words: string; checked: boolean }[];
    fate: 'deleted' | 'anonymised' | 'kept';
  };
  own: { reason: string; by: string; at: string } | null;
}

/** What a line of the schedule says, with where it comes from and whether anybody has compared it with that. */
export function LineFacts({ line, own }: Props) {
  return (
    <SummaryList
      rows={[
        { label: 'What it is', value: line.holds },
        { label: 'Counts from', value: line.trigger },
        { label: 'Kept for', value: line.length },
        ...(own === null
          ? []
          : [
              { label: 'As shipped', value: line.usual },
              {
                label: 'Set here',
                value: (
                  <>
                    <span className="app-typed-text">{own.reason}</span>
                    <br />
                    {`${own.by}, ${instantInWords(own.at)}`}
                  </>
                ),
              },
            ]),
        {
          label: 'Then',
          value: {
            deleted: 'Deleted, with everything that belongs to it',
            anonymised: 'Made to name nobody',
            kept: 'It is kept',
          }[line.fate],
        },
        { label: 'Why', value: line.basis },
        ...(line.sources.length === 0
          ? []
          : [
              {
                label: 'Sources',
                value: (
                  <ul className="govuk-list govuk-list--bullet">
                    {line.sources.map(({ words, checked }) => (
                      <li key={words}>
                        {words}. <strong>{checked ? 'Checked.' : 'Not checked against the published text.'}</strong>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]),
      ]}
    />
  );
}
