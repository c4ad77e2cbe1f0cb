import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import type { NotePage } from '../notes.server.ts';

/** On the page of something late: to which level it has been raised, in fair words for whoever has to do it. */
export function EscalationNote({ page: { note, raiseHref } }: { page: NotePage }) {
  if (!note)
    return raiseHref ? (
      <p className="govuk-body">
        <Anchor className="govuk-link" href={raiseHref}>
          Raise this to the next level
        </Anchor>
      </p>
    ) : null;
  return (
    <InsetText>
      <p className="govuk-body">
        This is late, and was raised to: <strong>{note.levelName}</strong>, on {dayInWords(note.levelOn)}. It goes no
        further once it is done, or once another date is agreed.
      </p>
      {note.letters.map(({ id, reference }) => (
        <p key={id} className="govuk-body">
          <Anchor className="govuk-link" href={`/escalations/letters/${id}`}>
            Letter {reference}
          </Anchor>
        </p>
      ))}
      {note.href ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={note.href}>
            See how it was raised
          </Anchor>
        </p>
      ) : null}
    </InsetText>
  );
}
