import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDifferences } from '../../app/features/questionnaire/word-differences.ts';

const joined = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('');

describe('the words in which two texts differ', () => {
  it('are marked, and what both have is not', () => {
    expect(wordDifferences('Staff are trained every year.', 'Staff and volunteers are trained every year.')).toEqual({
      before: [
        { text: 'Staff ', change: 'same' },
        { text: 'are trained every year.', change: 'same' },
      ],
      after: [
        { text: 'Staff ', change: 'same' },
        { text: 'and volunteers ', change: 'added' },
        { text: 'are trained every year.', change: 'same' },
      ],
    });
  });

  it('leave each text whole when its parts are joined again', () => {
    const words = fc.array(fc.constantFrom('board', 'lead', 'child,', 'a', '–', 'é', '\n\n', '  '), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [was, is] = [one.join(' '), other.join(' ')];
        const { before, after } = wordDifferences(was, is);
        expect([joined(before), joined(after)]).toEqual([was, is]);
      }),
    );
  });

  it('are not looked for where the texts have little in common: all of it left and all of it came', () => {
    const { before, after } = wordDifferences('Who leads on safeguarding?', 'How many nights did children stay?');
    expect([before, after]).toEqual([
      [{ text: 'Who leads on safeguarding?', change: 'removed' }],
      [{ text: 'How many nights did children stay?', change: 'added' }],
    ]);
  });

  it('say that a text came or left where only one edition has it', () => {
    expect(wordDifferences(null, 'A hint')).toEqual({ before: [], after: [{ text: 'A hint', change: 'added' }] });
    expect(wordDifferences('A hint', null)).toEqual({ before: [{ text: 'A hint', change: 'removed' }], after: [] });
  });
});
