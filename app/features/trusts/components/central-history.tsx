import { instantInWords } from '../../../platform/words.ts';
import { Details } from '../../../ui/details.tsx';
import { AnswerView } from '../../questionnaire/components/answer-view.tsx';
import type { CentralPage } from '../answers.server.ts';
import type { CentralRevision } from '../central-history.server.ts';

interface CentralHistoryProps {
  page: Pick<CentralPage, 'question' | 'scale'>;
  saves: readonly CentralRevision[];
  /** Somebody turned its pages: it stays open. */
  open: boolean;
}

/** What the group said before, who and when, folded; the newest is what its sites see. */
export function CentralHistory({ page: { question, scale }, saves, open }: CentralHistoryProps) {
  return (
    <Details open={open} summary="Every version of this answer">
      <ol className="govuk-list" reversed={true}>
        {saves.map(({ revision, value, by, at }) => (
          <li key={revision}>
            <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
              Version {revision}: {by}, {instantInWords(at)}
            </h3>
            <AnswerView answer={question.answer} scale={scale} value={value} />
          </li>
        ))}
      </ol>
    </Details>
  );
}
