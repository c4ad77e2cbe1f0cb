import { Form } from 'react-router';
import { Button, TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { KeyLineFields } from '../../moderation/components/key-line-list.tsx';
import type { KeyLineFormOutcome } from '../../moderation/pages.ts';
import { keyLineLimit } from '../../moderation/schema.ts';
import type { KeyLinesPage } from '../key-lines/key-lines-page.server.ts';
import { type Suggestion, type SuggestionRule, suggestionRules } from '../key-lines/suggestions.ts';

type Failed = Extract<KeyLineFormOutcome, { ok: false }> | undefined;
type Props = { page: Pick<KeyLinesPage, 'frame' | 'suggestions' | 'aside' | 'panel' | 'me'>; failed: Failed };

/** What rules found, rule by rule: each is taken, with other words if wanted, or put aside with one press. */
export function SuggestionList({ page, failed }: Props) {
  const { frame, suggestions, aside } = page;
  const byRule = Map.groupBy(suggestions, ({ rule }) => rule);
  return (
    <section aria-labelledby="suggestions">
      <h2 className="govuk-heading-m" id="suggestions">
        Suggested questions
      </h2>
      <p className="govuk-body">
        Rules found these in the return, its moderation and the agency’s actions. None is asked unless you take it.
      </p>
      {suggestions.length === 0 ? (
        <p className="govuk-body">
          {frame.blind
            ? 'Suggestions tell how the agency rated itself: they appear when you have rated every standard.'
            : 'There is nothing to suggest.'}
        </p>
      ) : null}
      {[...byRule].map(([rule, found]) => (
        <RuleGroup key={rule} rule={rule} found={found} page={page} failed={failed} />
      ))}
      {aside.length === 0 ? null : (
        <Details summary={`Put aside (${aside.length})`}>
          <ul className="govuk-list govuk-list--spaced">
            {aside.map((one) => (
              <li key={one.key}>
                {suggestionRules[one.rule].words}. {one.facts}.
                <OneButton suggestion={one} intent="bring-back" words="Bring back" />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  );
}

function RuleGroup({ rule, found, page, failed }: Props & { rule: SuggestionRule; found: readonly Suggestion[] }) {
  return (
    <>
      <h3 className="govuk-heading-s">{suggestionRules[rule].words}</h3>
      <ul className="govuk-list govuk-list--spaced">
        {found.map((one) => (
          <li key={one.key}>
            {one.facts}
            <OneButton suggestion={one} intent="put-aside" words="Put aside" />
            <Take suggestion={one} page={page} failed={failed?.values.suggestion === one.key ? failed : undefined} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneButton({ suggestion, intent, words }: { suggestion: Suggestion; intent: string; words: string }) {
  return (
    <Form method="post" className="app-row-actions" preventScrollReset>
      <HiddenFields fields={{ suggestion: suggestion.key }} />
      <TextButton name="intent" value={intent}>
        {words}
        <span className="govuk-visually-hidden">: {suggestion.facts}</span>
      </TextButton>
    </Form>
  );
}

/** A very long fact is cut where the field ends, and shows that it is. */
const reasonOf = ({ facts }: Suggestion): string =>
  facts.length <= keyLineLimit ? facts : `${facts.slice(0, keyLineLimit - 1)}…`;

function Take({ suggestion, page, failed }: Props & { suggestion: Suggestion }) {
  const typed = (name: string, otherwise: string) => {
    const value = failed?.values[name];
    return typeof value === 'string' ? value : otherwise;
  };
  const id = suggestion.key.replaceAll(/[^\w-]+/g, '-');
  return (
    <Details
      summary={
        <>
          Take it<span className="govuk-visually-hidden">: {suggestion.facts}</span>
        </>
      }
      open={failed !== undefined}
    >
      <FormErrors errors={failed?.errors}>
        <Form method="post" noValidate preventScrollReset>
          <HiddenFields fields={{ suggestion: suggestion.key, standardCode: suggestion.standardCode ?? '' }} />
          <KeyLineFields
            id={id}
            standards={[]}
            text={typed('text', suggestion.question)}
            standardCode={suggestion.standardCode ?? ''}
            panel={page.panel}
            ownerId={typed('ownerId', page.me)}
            reason={typed('reason', reasonOf(suggestion))}
          />
          <Button name="intent" value="take" variant="secondary" preventDoubleClick>
            Add to the questions
          </Button>
        </Form>
      </FormErrors>
    </Details>
  );
}
