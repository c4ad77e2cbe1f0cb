import { describe, expect, it } from 'vitest';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import { mergeProfiles } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { mergeAnswers } from '../../../app/features/returns/merge-answers.ts';
import { reachOfStandard } from '../../../app/features/returns/reach.ts';
import { isOverdue, mayMoveReturn, returnStatuses, standardStatus } from '../../../app/features/returns/rules.ts';
import { anEditionAtWork } from './a-return-at-work.ts';

describe('two answers put together for editing', () => {
  it('hold every word of both', () => {
    const merged = mergeAnswers(
      { type: 'rating', point: 'green', narrative: 'Mine' },
      { type: 'rating', point: 'red', narrative: 'Theirs', notApplicableReason: 'Small' },
    );
    expect(merged).toEqual({
      type: 'rating',
      point: 'green',
      narrative: 'Mine\n\nTheirs',
      notApplicableReason: 'Small',
    });
    expect(mergeAnswers({ type: 'text', text: 'A' }, { type: 'text', text: 'B' })).toEqual({
      type: 'text',
      text: 'A\n\nB',
    });
    expect(mergeAnswers({ type: 'text', text: 'A' }, { type: 'text', text: 'A' })).toEqual({ type: 'text', text: 'A' });
  });

  it('take their choice where I made none, and all ticks and rows', () => {
    expect(
      mergeAnswers({ type: 'yes-no', value: null, detail: '' }, { type: 'yes-no', value: 'no', detail: 'Soon' }),
    ).toEqual({ type: 'yes-no', value: 'no', detail: 'Soon' });
    expect(
      mergeAnswers({ type: 'multiple-choice', choices: ['a'] }, { type: 'multiple-choice', choices: ['b', 'a'] }),
    ).toEqual({ type: 'multiple-choice', choices: ['a', 'b'] });
    expect(
      mergeAnswers({ type: 'table', rows: [{ a: '1' }] }, { type: 'table', rows: [{ a: '1' }, { a: '2' }] }),
    ).toEqual({ type: 'table', rows: [{ a: '1' }, { a: '2' }] });
  });
});

describe('two people on one profile page', () => {
  const codes = ['boarders', 'staff'];
  it('clash only where both changed the same fact differently', () => {
    expect(mergeProfiles(codes, {}, { boarders: true }, { staff: 3 })).toEqual({
      merged: { boarders: true, staff: 3 },
      clashes: [],
    });
    expect(mergeProfiles(codes, {}, { boarders: true }, { boarders: true }).clashes).toEqual([]);
    expect(mergeProfiles(codes, { boarders: true }, {}, { boarders: false }).clashes).toEqual(['boarders']);
    expect(mergeProfiles(codes, { boarders: true }, {}, { boarders: true }).merged).toEqual({});
  });
});

describe('how far an answer reaches', () => {
  it('is its own standard, those it opens, and all that decides them', () => {
    const compiled = compileEdition(anEditionAtWork('reach'));
    expect(reachOfStandard(compiled, 'governance').standards).toEqual(['governance', 'training']);
    expect(reachOfStandard(compiled, 'training').standards).toEqual(['training']);
    expect(reachOfStandard(compiled, 'training').questions).toContain('has-policy');
    expect(reachOfStandard(compiled, 'premises').questions).toEqual(['premises-rating']);
  });
});

describe('the life of a return', () => {
  it('goes by one table: only what is sent cannot be edited, and only the letter closes it', () => {
    const editable = Object.entries(returnStatuses).filter(([, status]) => status.editable);
    expect(editable.map(([name]) => name)).toEqual(['not-started', 'in-progress', 'awaiting-sign-off', 'signed']);
    expect(mayMoveReturn('signed', 'submitted')).toBe(true);
    expect(mayMoveReturn('in-progress', 'submitted')).toBe(false);
    // By opening it again alone: an edit needs a return that is not sent.
    expect(mayMoveReturn('submitted', 'in-progress')).toBe(true);
    expect(mayMoveReturn('closed', 'in-progress')).toBe(false);
    expect(mayMoveReturn('submitted', 'closed')).toBe(true);
  });

  it('is overdue the day after its last day, until it is sent', () => {
    expect(isOverdue('in-progress', '2026-12-11', '2026-12-11')).toBe(false);
    expect(isOverdue('in-progress', '2026-12-11', '2026-12-12')).toBe(true);
    expect(isOverdue('submitted', '2026-12-11', '2027-01-01')).toBe(false);
  });

  it('calls a standard completed only when somebody said so', () => {
    const counts = { questions: 2, required: 2, answered: 2, requiredComplete: 2, markedComplete: false };
    expect(standardStatus(counts, true)).toBe('in-progress');
    expect(standardStatus({ ...counts, markedComplete: true }, true)).toBe('completed');
    expect(standardStatus({ ...counts, answered: 0, requiredComplete: 0 }, false)).toBe('not-started');
    expect(standardStatus({ ...counts, answered: 0, requiredComplete: 0 }, true)).toBe('in-progress');
  });
});
