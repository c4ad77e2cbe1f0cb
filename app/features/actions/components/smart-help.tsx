import { Details } from '../../../ui/details.tsx';

const parts = [
  ['Specific', 'says what will be different, for whom and where'],
  ['Measurable', 'names the figure, the sample or the record that will show it, and where it stands today'],
  ['Achievable', 'can be done with the people and the money there are'],
  ['Relevant', 'answers what was found, and matters to children'],
  ['Time-bound', 'says by when, and when somebody looks again'],
] as const;

/** Help beside the success measure: the five letters in plain words, with a weak and a good example. */
export function SmartHelp() {
  return (
    <Details summary="What makes a good measure (SMART)">
      <dl className="govuk-list">
        {parts.map(([word, words]) => (
          <div key={word}>
            <dt className="govuk-!-font-weight-bold">{word}</dt>
            <dd className="govuk-!-margin-left-0">{words}</dd>
          </div>
        ))}
      </dl>
      <p className="govuk-body">
        <strong>Weak:</strong> “Supervision improves.” Nobody can tell when it has.
      </p>
      <p className="govuk-body">
        <strong>Good:</strong> “By 31 March, 18 of 20 files picked at random show supervision in the last six weeks
        (today it is 9 of 20), and three children’s plans show what changed because of it. We pick 20 again in
        September.”
      </p>
    </Details>
  );
}
