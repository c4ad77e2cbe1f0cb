import { SummaryList } from '../../../ui/summary-list.tsx';
import type { ProfilePage } from '../profile-page.ts';

/** The answers of the profile page to read. What waits to be confirmed is no answer yet. */
export function ProfileReading({ page: { questions } }: { page: ProfilePage }) {
  return (
    <SummaryList
      rows={questions.map(({ question, values, proposed }) => ({
        label: question.text,
        value: (proposed ? [] : values).map((value) => wordOf(question, value)).join(', ') || 'Not answered',
      }))}
    />
  );
}

function wordOf({ answer }: ProfilePage['questions'][number]['question'], value: string): string {
  if (answer.type === 'yes-no') return value === 'yes' ? 'Yes' : 'No';
  return 'choices' in answer ? (answer.choices.find(({ code }) => code === value)?.text ?? value) : value;
}
