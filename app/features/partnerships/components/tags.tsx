import { Form } from 'react-router';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import type { TaggingOf } from '../tagging.server.ts';
import type { Tag } from '../tags.server.ts';

const kindWords = (setBy: Tag['setBy']) => (setBy === 'partnership' ? 'priority' : 'theme set by young people');

/** Why a question is asked, for an agency: the priorities and themes it is tagged with. */
export function WhyWeAsk({ tags }: { tags: readonly Tag[] }) {
  if (tags.length === 0) return null;
  return (
    <p className="govuk-body-s">
      Why we ask:{' '}
      {tags.map(({ id, title, setBy }, place) => (
        <span key={id}>
          {place === 0 ? '' : '; '}
          {kindWords(setBy)} <strong>{title}</strong>
        </span>
      ))}
      .
    </p>
  );
}

/** Priorities and themes as links, for people of the partnership. */
export function TagLinks({ tags }: { tags: readonly Tag[] }) {
  return (
    <ul className="govuk-list">
      {tags.map(({ id, title, setBy }) => (
        <li key={id}>
          <Anchor className="govuk-link" href={`/priorities/${id}`}>
            {title}
          </Anchor>
          {setBy === 'partnership' ? null : ` (${kindWords(setBy)})`}
        </li>
      ))}
    </ul>
  );
}

/** The tags of a thing and the form that changes them, as far as its reader may see and do either. */
export function Tagging({ tagging }: { tagging: TaggingOf }) {
  if (tagging.tags.length === 0 && tagging.choices.length === 0) return null;
  return (
    <>
      {tagging.tags.length > 0 ? <TagLinks tags={tagging.tags} /> : null}
      {tagging.choices.length > 0 ? <TagForm {...tagging} /> : null}
    </>
  );
}

function TagForm({ kind, id, tags, choices }: TaggingOf) {
  const ended = tags.filter((tag) => !choices.some((choice) => choice.id === tag.id));
  return (
    <Details summary={tags.length === 0 ? 'Tag with a priority or theme' : 'Change the priorities and themes'}>
      <Form method="post" action="/tags" reloadDocument>
        <HiddenFields fields={{ kind, id }} />
        <Checkboxes
          name="priorities[]"
          id={`tags-${id}`}
          legend="Priorities and themes"
          legendSize="s"
          small
          defaultValues={tags.map((tag) => tag.id)}
          items={[...choices, ...ended].map((choice) => ({
            value: choice.id,
            label: choice.setBy === 'partnership' ? choice.title : `${choice.title} (${kindWords(choice.setBy)})`,
          }))}
        />
        <Button variant="secondary" preventDoubleClick>
          Save the tags
        </Button>
      </Form>
    </Details>
  );
}
