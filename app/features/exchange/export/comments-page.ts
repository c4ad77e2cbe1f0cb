import { dayInWords, instantInWords } from '../../../platform/words.ts';
import type { ReturnFile } from './format.ts';
import { escaped, plainPage } from './html.ts';

type Commented = Pick<
  ReturnFile,
  'cycle' | 'partnership' | 'standards' | 'questions' | 'comments' | 'queries' | 'ratingReplies'
>;

const stateWords = {
  open: 'waits for an answer',
  answered: 'answered',
  settled: 'settled',
  withdrawn: 'taken back',
} as const satisfies Record<ReturnFile['queries'][number]['status'], string>;

/**
 * Both threads of a return to read, and what was said to ratings, under the standard and question that they are about.
 * Undefined where nobody wrote.
 */
export function commentsPage(file: Commented): string | undefined {
  const { comments, queries, ratingReplies } = file;
  if (comments.length + queries.length + ratingReplies.length === 0) return undefined;
  const inside = comments.filter(({ thread }) => thread === 'agency');
  const shared = comments.filter(({ thread }) => thread === 'partnership');
  return plainPage(
    `Comments on ${file.cycle}`,
    [
      section('Inside the organisation', 'No partnership has read these.', inside, file),
      section(`With ${file.partnership}`, 'Both sides read these.', shared, file),
      ...(ratingReplies.length === 0 ? [] : [repliesSection(file)]),
    ].join('\n'),
  );
}

function section(heading: string, audience: string, comments: ReturnFile['comments'], file: Commented): string {
  const about = [...Map.groupBy(comments, (one) => placeOf(one, file))];
  const parts = about.map(
    ([place, its]) => `<h3>${escaped(place)}</h3>\n${its.map((one) => commentHtml(one, file)).join('\n')}`,
  );
  return `<h2>${escaped(heading)}</h2>\n<p>${audience}</p>\n${parts.length === 0 ? '<p>None.</p>' : parts.join('\n')}`;
}

function repliesSection(file: Commented): string {
  const parts = file.ratingReplies.map((reply) => {
    const replaced = reply.replacedAt === null ? '' : `, replaced on ${instantInWords(reply.replacedAt)}`;
    const who = `${reply.writtenBy}, to version ${reply.version}, ${instantInWords(reply.writtenAt)}${replaced}`;
    return `<h3>${escaped(placeOf(reply, file))}</h3>\n<p><strong>${escaped(who)}</strong><br><span class="text">${escaped(reply.text)}</span></p>`;
  });
  return `<h2>Replies to ratings</h2>\n<p>What the organisation said where the partnership rated differently.</p>\n${parts.join('\n')}`;
}

/** "A1.2 Who leads?", "A1 Leadership", or the whole return. */
function placeOf(
  { standard, question }: Pick<ReturnFile['comments'][number], 'standard' | 'question'>,
  { standards, questions }: Commented,
): string {
  const asked = question === null ? undefined : questions.find(({ code }) => code === question);
  if (asked) return [asked.number, asked.text].filter((words) => words !== null).join(' ');
  const whole = standards.find(({ code }) => code === standard);
  return whole ? `${whole.number} ${whole.title}` : (standard ?? 'The whole return');
}

function commentHtml(comment: ReturnFile['comments'][number], { queries }: Commented): string {
  const { postedAt, postedBy, side, text, query: queryId } = comment;
  const query = queries.find(({ id }) => id === queryId);
  const asks = query !== undefined && side === 'partnership' && query.askedAt === postedAt;
  const about = asks
    ? `Question, to be answered by ${dayInWords(query.replyBy)}: ${stateWords[query.status]}. `
    : query
      ? 'About the question. '
      : '';
  const who = `${about}${postedBy}, ${side === 'agency' ? 'the organisation' : 'the partnership'}, ${instantInWords(postedAt)}`;
  return `<p><strong>${escaped(who)}</strong><br><span class="text">${text === null ? 'Taken back by its author' : escaped(text)}</span></p>`;
}
