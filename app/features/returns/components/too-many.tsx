import { TwoThirds } from '../../../ui/columns.tsx';
import type { PostedField } from '../kept-text.ts';
import { typedTexts } from '../kept-text.ts';
import { PostAgain, TypedTexts } from './kept-text.tsx';

/** What somebody sees who does something too often: how long to wait, and what they typed, to be sent again as it was. */
export function TooManyRequests({ wait, to, fields }: { wait: string; to: string; fields: readonly PostedField[] }) {
  // Fields that hold an address are the page's own.
  const texts = typedTexts(fields.filter(([, value]) => !value.startsWith('/')));
  return (
    <TwoThirds>
      <p className="govuk-body">
        You have done this many times in a short while. Nothing was changed. Wait {wait}, then try again.
      </p>
      {fields.length > 0 ? (
        <PostAgain to={to} fields={fields} words="Try again" />
      ) : (
        <p className="govuk-body">
          <a className="govuk-link" href={to}>
            Try again
          </a>
        </p>
      )}
      {texts.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">What you typed</h2>
          <TypedTexts texts={texts} />
        </>
      ) : null}
    </TwoThirds>
  );
}
