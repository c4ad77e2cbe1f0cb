import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CarryPlan, composePlans, findChain, planOf } from '../../standards/carry-forward.ts';
import type { Edition, Question, Succession } from '../../standards/contract.ts';
import { lintEdition } from '../../standards/lint.ts';
import { loadLibrary } from '../../standards/load.server.ts';

const set = 'section-11';
const order = ['2018.1', '2023.1', '2023.2', '2026.1'];

let editions: Map<string, Edition>;
let successions: Succession[];
let problems: readonly unknown[];
beforeAll(async () => {
  const library = await loadLibrary(join(import.meta.dirname, '../../standards/library'));
  problems = library.problems;
  editions = new Map(
    library.editions.flatMap(({ edition }) => (edition.set === set ? [[edition.edition, edition] as const] : [])),
  );
  successions = library.successions.flatMap(({ succession }) => (succession.set === set ? [succession] : []));
});

const edition = (number: string): Edition => {
  const found = editions.get(number);
  if (!found) throw new Error(`The library has no ${set}/${number}`);
  return found;
};
const succession = (from: string, to: string): Succession => {
  const found = successions.find((each) => each.from === from && each.to === to);
  if (!found) throw new Error(`The library has no ${set}/${from}--${to}`);
  return found;
};
const questionsOf = (number: string): Question[] => edition(number).standards.flatMap(({ questions }) => questions);

/** What becomes of an answer on the whole way, as the product works it out. */
function planFrom(from: string, to: string): CarryPlan {
  const [first, ...others] = (findChain(successions, from, to) ?? []).map((step) =>
    planOf(step, edition(step.from), edition(step.to)),
  );
  if (!first) throw new Error(`No way leads from ${from} to ${to}`);
  return others.reduce(composePlans, first);
}

describe('the history of section 11', () => {
  it('is one chain, without a gap and without a problem', () => {
    expect(problems).toEqual([]);
    expect([...editions.keys()].toSorted()).toEqual(order);
    expect(findChain(successions, '2018.1', '2026.1')?.map(({ from, to }) => [from, to])).toEqual([
      ['2018.1', '2023.1'],
      ['2023.1', '2023.2'],
      ['2023.2', '2026.1'],
    ]);
    expect(successions).toHaveLength(3);
  });

  it('says in words what changed: for each step, and for each question that is not unchanged', () => {
    for (const { summary, fates } of successions) {
      expect(summary?.length).toBeGreaterThan(100);
      for (const { fate, note, from, to } of fates)
        if (fate !== 'unchanged') expect({ from, to, note }).toMatchObject({ note: expect.stringMatching(/\w.*\.$/s) });
    }
  });

  it('uses every fate that a question can have', () => {
    const used = new Set(successions.flatMap(({ fates }) => fates.map(({ fate }) => fate)));
    expect([...used].toSorted()).toEqual(
      ['added', 'merged', 'moved', 'renumbered', 'reworded', 'split', 'unchanged', 'withdrawn'].toSorted(),
    );
  });

  it('cites in each edition only documents that it lists, and lists none that it does not cite', () => {
    for (const number of order) {
      const cited = new Set(questionsOf(number).flatMap(({ sources }) => sources.map(({ document }) => document)));
      expect([...cited].toSorted()).toEqual(
        edition(number)
          .documents.map(({ code }) => code)
          .toSorted(),
      );
    }
  });
});

describe('section-11/2018.1', () => {
  it('cites nothing that came after Working Together 2018', () => {
    const { documents, inForceFrom } = edition('2018.1');
    for (const { code, published } of documents)
      expect({ code, late: published.slice(0, 7) > inForceFrom.slice(0, 7) }).toEqual({ code, late: false });
  });

  it('promises no comparison with Working Together 2018, which nobody has made', () => {
    for (const { sources } of questionsOf('2018.1'))
      for (const { document, checked } of sources)
        if (document.startsWith('wt-')) expect({ document, checked }).toEqual({ document, checked: false });
  });

  it('asks fewer questions, and knows nothing of what came later', () => {
    expect(questionsOf('2018.1').length).toBeGreaterThanOrEqual(70);
    expect(questionsOf('2018.1').length).toBeLessThanOrEqual(85);
    const later =
      /integrated care board|delegated safeguarding partner|lead practitioner|Working Together 2023|Family Help/i;
    for (const { code, text, hint, guidance } of questionsOf('2018.1'))
      expect({ code, later: later.test([text, hint, guidance].join(' ')) }).toEqual({ code, later: false });
  });

  it('rates on four points, of which each leads to one of the three of today', () => {
    const plan = planFrom('2018.1', '2023.1');
    const rated = plan.links.find(({ to }) => to === 'board-lead-skills');
    expect(rated).toMatchObject({
      rule: 'keep-and-confirm',
      value: { kind: 'codes', codes: { fully: 'green', mostly: 'amber', partly: 'amber', not: 'red' } },
    });
  });
});

describe('section-11/2023.2', () => {
  it('asks exactly what 2023.1 asks: the text of the guidance it cites is all that differs', () => {
    const asked = (number: string) => {
      const {
        documents: _,
        edition: __,
        title: ___,
        shortTitle,
        inForceFrom,
        minorRevision,
        ...rest
      } = edition(number);
      return JSON.stringify(rest).replaceAll('"wt-2023-corrected"', '"wt-2023"');
    };
    expect(asked('2023.2')).toBe(asked('2023.1'));
    expect(edition('2023.2').minorRevision).toBe(true);
  });

  it('keeps every answer as it is', () => {
    const { links, deadEnds } = planFrom('2023.1', '2023.2');
    expect(deadEnds).toEqual([]);
    expect(links.map(({ from, to, rule }) => [from, to, rule])).toEqual(
      questionsOf('2023.1').map(({ code }) => [code, code, 'keep']),
    );
  });
});

describe('section-11/2026.1', () => {
  it('is a draft that rests on a consultation text and on the Act of 2026', () => {
    const { status, documents } = edition('2026.1');
    expect(status).toBe('draft');
    expect(documents.filter(({ consultation }) => consultation).map(({ code }) => code)).toEqual([
      'wt-2026-consultation',
    ]);
    expect(documents.map(({ code }) => code)).toContain('cwsa-2026');
  });

  it('cannot be published while it does', () => {
    expect(lintEdition({ ...edition('2026.1'), status: 'published' })).toMatchObject([
      { code: 'wt-2026-consultation', reason: expect.stringContaining('must stay a draft') },
    ]);
  });

  it('says of each new or changed question that it is not settled', () => {
    const unsettled = /consultation|Act of 2026/;
    const before = new Map(questionsOf('2023.2').map((question) => [question.code, question.text]));
    for (const { code, text, guidance, sources } of questionsOf('2026.1')) {
      const cites = sources.some(({ document }) => document === 'wt-2026-consultation' || document === 'cwsa-2026');
      if (cites) expect({ code, told: unsettled.test(guidance ?? '') }).toEqual({ code, told: true });
      else if (before.has(code)) expect(text).toBe(before.get(code));
    }
  });

  it('marks no proposal as checked', () => {
    for (const { sources } of questionsOf('2026.1'))
      for (const { document, checked } of sources) if (document === 'wt-2026-consultation') expect(checked).toBe(false);
  });
});

describe('a return of 2018', () => {
  it('is never kept in silence where a later wording asks for more, however far it is carried', () => {
    for (const to of ['2023.1', '2023.2', '2026.1']) {
      const steps = findChain(successions, '2018.1', to) ?? [];
      const stricter = new Set(
        steps.flatMap(({ fates }) => fates.flatMap((fate) => (fate.stricter ? [...fate.from, ...fate.to] : []))),
      );
      const { links } = planFrom('2018.1', to);
      const affected = links.filter((link) => stricter.has(link.from) || stricter.has(link.to));
      expect(affected.length).toBeGreaterThan(5);
      for (const { to: code, rule } of affected) expect({ code, kept: rule === 'keep' }).toEqual({ code, kept: false });
    }
  });

  it('brings no rating without a look, and no figure of another year', () => {
    const answered = new Map(questionsOf('2018.1').map(({ code, answer }) => [code, answer.type]));
    for (const { from, rule } of planFrom('2018.1', '2023.2').links) {
      const type = answered.get(from);
      if (type === 'rating') expect({ from, kept: rule === 'keep' }).toEqual({ from, kept: false });
      if (type === 'percentage' || type === 'number') expect({ from, rule }).toEqual({ from, rule: 'ask-again' });
    }
  });

  it('loses nothing without saying why', () => {
    const { deadEnds } = planFrom('2018.1', '2023.2');
    expect(deadEnds.map(({ from }) => from).toSorted()).toEqual(['caseloads-manageable', 'move-from-the-board']);
    for (const { notes } of deadEnds) expect(notes.join()).not.toBe('');
  });

  it('comes across the correction of 2024 just as it comes to the edition before it', () => {
    const carried = (to: string) =>
      planFrom('2018.1', to)
        .links.map(({ from, to: code, rule }) => `${from} to ${code}: ${rule}`)
        .toSorted();
    expect(carried('2023.2')).toEqual(carried('2023.1'));
  });

  it('offers its words to both parts of a question that was merged and later split', () => {
    const { fates } = succession('2018.1', '2023.1');
    const merged = fates.find(({ to }) => to.includes('harm-outside-home'));
    expect(merged).toMatchObject({ fate: 'merged', stricter: true, carry: 'prefill-text' });
    const { links } = planFrom('2018.1', '2026.1');
    expect(
      links.filter(({ from }) => from === 'sexual-exploitation-and-missing').map(({ to, rule }) => [to, rule]),
    ).toEqual([
      ['exploitation-recognised', 'prefill-text'],
      ['places-and-groups-made-safer', 'prefill-text'],
    ]);
  });
});
