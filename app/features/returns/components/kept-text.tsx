import { Button } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import type { PostedField } from '../kept-text.ts';

/** Why nothing was saved, and everything that was typed, above the page as it stands now. */
export function NotSavedPanel({ words, texts }: { words: string; texts: readonly string[] }) {
  return (
    <NotificationBanner key="not-saved" title="Not saved">
      <BannerHeading>{words}</BannerHeading>
      {texts.length > 0 ? (
        <>
          <p className="govuk-body">This is what you typed. It is kept nowhere else: copy what you need.</p>
          <TypedTexts texts={texts} />
        </>
      ) : null}
    </NotificationBanner>
  );
}

/** What was typed, one text under the other. */
export function TypedTexts({ texts }: { texts: readonly string[] }) {
  return keyed(texts).map(({ key, value }) => <TypedText key={key}>{value}</TypedText>);
}

/** Posts a form again, exactly as it was posted. */
export function PostAgain({ to, fields, words }: { to: string; fields: readonly PostedField[]; words: string }) {
  return (
    <form method="post" action={to}>
      {keyed(fields).map(({ key, value: [name, value] }) => (
        <input key={key} type="hidden" name={name} defaultValue={value} />
      ))}
      <Button>{words}</Button>
    </form>
  );
}
