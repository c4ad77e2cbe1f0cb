import { instantInWords } from '../../../platform/words.ts';
import { Details } from '../../../ui/details.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import { TextDifferences } from '../../submissions/versions/components/difference.tsx';
import type { TextDifference } from '../../submissions/versions/difference.ts';

interface Edit {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly differences: readonly TextDifference[];
}

/** Every change of the words of a document, newest first, each as what it said before and says now. */
export function Edits({ edits }: { edits: readonly Edit[] }) {
  if (edits.length === 0) return null;
  return (
    <section aria-labelledby="edits">
      <h2 className="govuk-heading-m" id="edits">
        Changes of the words
      </h2>
      <Timeline
        events={edits.map(({ revision, by, at, differences }) => ({
          heading: revision === 1 ? 'First saved' : `Saved again (${revision})`,
          by,
          at: { iso: at, words: instantInWords(at) },
          children:
            differences.length === 0 ? (
              <p className="govuk-body">No words differ: what comes from the record was taken as it was then.</p>
            ) : (
              <Differences differences={differences} />
            ),
        }))}
      />
    </section>
  );
}

/** Passages before and now. */
export function Differences({ differences }: { differences: readonly TextDifference[] }) {
  return keyed(differences).map(({ key, value }) => <TextDifferences key={key} difference={value} />);
}

type ChangedProps = {
  changed: { since: 'approved' | 'saved'; at: string; differences: readonly TextDifference[] } | null;
  what: string;
};

/** Says that the record or the words are other than when a document was approved or saved, and how. */
export function ChangedSince({ changed, what }: ChangedProps) {
  if (!changed) return null;
  const { since, at, differences } = changed;
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">
        <strong>
          {what} changed since {since === 'approved' ? 'it was approved' : 'its words were saved'} on{' '}
          {instantInWords(at)}.
        </strong>{' '}
        What is below says what the record says now.
      </p>
      <Details summary={`What changed (${differences.length})`} open>
        <Differences differences={differences} />
      </Details>
    </div>
  );
}
