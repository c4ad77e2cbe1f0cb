import { describe, expect, it } from 'vitest';
import {
  actionStatusCodes,
  actionStatuses,
  addMonths,
  isOverdue,
  stateAfter,
  whyNotVerify,
} from '../../../app/features/actions/rules.ts';
import { doneSchema, newActionSchema, progressSchema } from '../../../app/features/actions/schema.ts';

describe('the life of an action', () => {
  it('has a path from the first state to closed and back', () => {
    expect(stateAfter('open', 'progress')).toBe('in-progress');
    expect(stateAfter('in-progress', 'done')).toBe('done');
    expect(stateAfter('done', 'verified')).toBe('closed');
    expect(stateAfter('done', 'returned')).toBe('in-progress');
    expect(stateAfter('closed', 'reopened')).toBe('in-progress');
  });

  it('is closed only from done', () => {
    const closing = actionStatusCodes.filter((status) => stateAfter(status, 'verified') === 'closed');
    expect(closing).toEqual(['done']);
  });

  it('leads nowhere but to states that exist', () => {
    for (const { moves } of Object.values(actionStatuses))
      for (const state of Object.values(moves)) expect(actionStatusCodes).toContain(state);
  });

  it('is overdue the day after its date, never on it, and never when it is done', () => {
    expect(isOverdue('open', '2026-11-02', '2026-11-02')).toBe(false);
    expect(isOverdue('in-progress', '2026-11-02', '2026-11-03')).toBe(true);
    expect(isOverdue('done', '2026-11-02', '2026-11-03')).toBe(false);
    expect(isOverdue('closed', '2026-11-02', '2026-11-03')).toBe(false);
  });

  it('lets nobody check their own work', () => {
    expect(whyNotVerify({ ownerId: 'a', markedDoneBy: 'b' }, 'a')).toContain('You own this action');
    expect(whyNotVerify({ ownerId: 'a', markedDoneBy: 'b' }, 'b')).toContain('You marked this action');
    expect(whyNotVerify({ ownerId: 'a', markedDoneBy: 'b' }, 'c')).toBeNull();
    expect(whyNotVerify({ ownerId: null, markedDoneBy: null }, 'c')).toBeNull();
  });

  it('counts months to the same day or the last of a shorter month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-10-15', 3)).toBe('2027-01-15');
  });
});

describe('the forms of an action', () => {
  const filled = {
    organisation: 'o1',
    finding: 'Found',
    what: 'Do',
    successMeasure: 'Seen',
    owner: 'other',
    ownerName: 'Dee Carter',
    dueOn: '2027-01-15',
    priority: 'high',
  };

  it('say what to do about each field that is missing', () => {
    const parsed = newActionSchema.safeParse({ organisation: '', priority: '' });
    const messages = parsed.error?.issues.map((issue) => issue.message) ?? [];
    expect(messages).toEqual(
      expect.arrayContaining([
        'Enter what was found',
        'Enter what must be done',
        'Enter how we shall know that it worked',
        'Choose who owns the action',
        'Enter the date it is due',
        'Choose a priority',
      ]),
    );
  });

  it('ask for the name of an owner without an account', () => {
    expect(newActionSchema.safeParse(filled).success).toBe(true);
    const parsed = newActionSchema.safeParse({ ...filled, ownerName: ' ' });
    expect(parsed.error?.issues[0]).toMatchObject({ path: ['ownerName'], message: 'Enter the name of the owner' });
  });

  it('take a percentage as people type it and refuse what is none', () => {
    expect(progressSchema.parse({ note: 'Half way', percent: ' 50 % ', rag: 'green', evidence: '' })).toEqual({
      note: 'Half way',
      percent: 50,
      rag: 'green',
      evidence: null,
    });
    for (const percent of ['101', '-1', 'half', '', '5.5'])
      expect(progressSchema.safeParse({ note: 'x', percent, rag: 'green' }).success).toBe(false);
  });

  it('do not take an action as done without words on what changed', () => {
    expect(doneSchema.safeParse({ revision: '1', note: '  ' }).error?.issues[0]?.message).toBe(
      'Enter what changed for children and how you know',
    );
  });
});
