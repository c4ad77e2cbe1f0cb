import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { profileFieldName } from '../../questionnaire/profile.ts';
import type { ProfilePage } from '../profile-page.ts';

interface ProfileFieldProps {
  asked: ProfilePage['questions'][number];
  /** What was typed before it was refused, in place of what is stored. */
  typed: readonly string[] | undefined;
}

/** The field of one question of the profile page: plain HTML, uncontrolled. */
export function ProfileField({ asked: { question, values: stored, lastTime }, typed }: ProfileFieldProps) {
  const { answer, text, required } = question;
  const hint =
    [question.hint, lastTime === null ? undefined : `Last time you said: ${lastTime}.`].filter(Boolean).join(' ') ||
    undefined;
  const name = profileFieldName(question);
  const values = typed ?? stored;
  const words = required ? text : `${text} (optional)`;
  const group = { name, legend: words, legendSize: 's' as const, ...(hint === undefined ? {} : { hint }) };
  const label = { name, label: words, labelSize: 's' as const, ...(hint === undefined ? {} : { hint }) };
  const [first = ''] = values;
  switch (answer.type) {
    case 'yes-no':
      return (
        <Radios
          {...group}
          inline
          items={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          defaultValue={first}
        />
      );
    case 'single-choice':
      return <Radios {...group} items={items(answer.choices)} defaultValue={first} />;
    case 'multiple-choice':
      return <Checkboxes {...group} items={items(answer.choices)} defaultValues={values} />;
    case 'number':
      return <TextInput {...label} width={10} inputMode="numeric" spellCheck={false} defaultValue={first} />;
    case 'text':
      return (
        <TextArea {...label} rows={3} limit={{ characters: answer.maxLength, threshold: 75 }} defaultValue={first} />
      );
  }
}

const items = (choices: readonly { code: string; text: string; hint?: string | undefined }[]) =>
  choices.map(({ code, text, hint }) => ({ value: code, label: text, ...(hint === undefined ? {} : { hint }) }));
