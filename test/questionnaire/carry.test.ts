import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../app/features/questionnaire/answer-values.ts';
import {
  arriveAt,
  asCarried,
  type CarriedAnswer,
  carryThrough,
  retiredAnswers,
} from '../../app/features/questionnaire/carry.ts';
import { type CarryPlan, composePlans, planOf, planWithin } from '../../standards/carry-forward.ts';
import type { Question, Succession } from '../../standards/contract.ts';
import { lintSuccession } from '../../standards/lint.ts';
import { aChainOfEditions, type ChainOfEditions } from '../builders/a-chain-of-editions.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from '../builders/an-edition.ts';

const plansOf = ({ editions, successions }: ChainOfEditions): CarryPlan[] =>
  successions.map((succession, place) => {
    const [from, to] = editions.slice(place, place + 2);
    if (!from || !to) throw new Error('A succession needs two editions');
    return planOf(succession, from, to);
  });
const composed = (plans: readonly CarryPlan[]) => plans.reduce(composePlans);
const carriedOf = (answers: ReadonlyMap<string, AnswerValue>) =>
  new Map([...answers].map(([code, value]) => [code, asCarried(code, value)]));
/** What a person chose or entered: points, choices, numbers, yes and no. */
const chosenIn = (value: AnswerValue | null): string[] => {
  switch (value?.type) {
    case 'rating':
      return value.point === null ? [] : [value.point];
    case 'yes-no':
    case 'number':
      return value.value === null ? [] : [String(value.value)];
    case 'single-choice':
      return value.choice === null ? [] : [value.choice];
    case 'multiple-choice':
      return value.choices;
    default:
      return [];
  }
};

describe('answers carried over any successions', () => {
  it('come by successions that lint has nothing against', () => {
    fc.assert(
      fc.property(aChainOfEditions(2), ({ editions: [from, to], successions: [succession] }) => {
        if (!from || !to || !succession) throw new Error('Two editions make one succession');
        const reasons = lintSuccession(from, to, succession).map(({ reason }) => reason);
        expect(reasons).toEqual([]);
      }),
    );
  });

  it('are the same however the successions are put together', () => {
    fc.assert(
      fc.property(aChainOfEditions(4), (chain) => {
        const [a, b, c] = plansOf(chain);
        if (!a || !b || !c) throw new Error('Four editions make three successions');
        expect(composePlans(composePlans(a, b), c)).toEqual(composePlans(a, composePlans(b, c)));
      }),
    );
  });

  it('are the same year by year and over all the years at once', () => {
    fc.assert(
      fc.property(aChainOfEditions(4), (chain) => {
        const plans = plansOf(chain);
        const yearly = plans.reduce<ReadonlyMap<string, CarriedAnswer>>(
          (answers, plan) => carryThrough(plan, answers),
          carriedOf(chain.answers),
        );
        expect(sorted(carryThrough(composed(plans), carriedOf(chain.answers)))).toEqual(sorted(yearly));
      }),
    );
  });

  it('hold no word and no choice that the organisation did not give', () => {
    fc.assert(
      fc.property(aChainOfEditions(3), (chain) => {
        const plan = composed(plansOf(chain));
        for (const [code, arrived] of carryThrough(plan, carriedOf(chain.answers))) {
          const ways = plan.links.filter(({ to }) => to === code);
          for (const { from, words } of arrived.parts) {
            expect(ways.map((way) => way.from)).toContain(from);
            expect(words).toBe(asCarried(from, chain.answers.get(from) ?? { type: 'text', text: '' }).parts[0]?.words);
          }
          for (const chosen of chosenIn(arrived.value)) {
            expect(ways).toHaveLength(1);
            const [way] = ways;
            const given = chosenIn(chain.answers.get(way?.from ?? '') ?? null);
            const map = way?.value;
            expect(given.map((one) => (map?.kind === 'codes' ? map.codes[one] : one))).toContain(chosen);
          }
        }
      }),
    );
  });

  it('are lost by a rule that says so, and by nothing else', () => {
    fc.assert(
      fc.property(aChainOfEditions(3), (chain) => {
        const plan = composed(plansOf(chain));
        const answers = carriedOf(chain.answers);
        const arrived = [...carryThrough(plan, answers).values()];
        const retired = retiredAnswers(plan, answers);
        for (const [code, { value, parts }] of answers) {
          const ways = plan.links.filter(({ from }) => from === code);
          if (ways.every(({ rule }) => rule === 'ask-again')) {
            expect(retired.includes(code)).toBe(ways.length === 0);
            continue;
          }
          expect(retired).not.toContain(code);
          if (parts.length > 0) expect(arrived.flatMap((one) => one.parts.map(({ from }) => from))).toContain(code);
          for (const way of ways) {
            if (value === null || way.rule === 'prefill-text' || way.rule === 'ask-again' || way.value.kind === 'none')
              continue;
            const { codes } = way.value.kind === 'codes' ? way.value : { codes: undefined };
            const kept = chosenIn(value).filter((one) => codes === undefined || (codes[one] ?? null) !== null);
            if (kept.length > 0) expect(carryThrough(plan, answers).get(way.to)?.value).not.toBeNull();
          }
        }
      }),
    );
  });

  it('go once: an edition to itself changes nothing, before or after', () => {
    fc.assert(
      fc.property(aChainOfEditions(2), (chain) => {
        const [plan] = plansOf(chain);
        const [from, to] = chain.editions;
        if (!plan || !from || !to) throw new Error('Two editions make one succession');
        const answers = carriedOf(chain.answers);
        expect(sorted(carryThrough(planWithin(from), answers))).toEqual(sorted(answers));
        const once = carryThrough(plan, answers);
        expect(sorted(carryThrough(planWithin(to), once))).toEqual(sorted(once));
        expect(sorted(carryThrough(composePlans(planWithin(from), plan), answers))).toEqual(sorted(once));
      }),
    );
  });

  it('fit the question at which they arrive, or come as words alone', () => {
    fc.assert(
      fc.property(aChainOfEditions(2), (chain) => {
        const [plan] = plansOf(chain);
        const to = chain.editions[1];
        if (!plan || !to) throw new Error('Two editions make one succession');
        const questions = new Map(
          to.standards.flatMap((one) => one.questions.map((question) => [question.code, question])),
        );
        for (const [code, answer] of carryThrough(plan, carriedOf(chain.answers))) {
          const question = questions.get(code);
          if (!question) throw new Error(`There is no question ${code}`);
          const { answer: asked } = question;
          const scale = asked.type === 'rating' ? to.scales.find((one) => one.code === asked.scale) : undefined;
          const { value, textOnly } = arriveAt(question, scale, answer, (old) => `Old ${old}`);
          if (value === null) continue;
          expect(value.type).toBe(asked.type);
          if (textOnly) expect(chosenIn(value)).toEqual([]);
        }
      }),
    );
  });
});

const sorted = (answers: ReadonlyMap<string, CarriedAnswer>) =>
  [...answers]
    .filter(([, { value, parts }]) => value !== null || parts.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

type Parts = {
  fates: Partial<Succession['fates'][number]>[];
  scales?: Succession['scales'];
  choices?: Succession['choices'];
};

function carried(old: Question[], young: Question[], parts: Parts, answers: Record<string, AnswerValue>) {
  const scales = [ragScale, levelsScale];
  const from = anEdition({ scales, standards: [aStandard('a1', old)] });
  const to = anEdition({ edition: '2027.1', scales, standards: [aStandard('a1', young)] });
  const fates = parts.fates.map((fate) => ({
    from: ['x'],
    to: ['x'],
    fate: 'reworded' as const,
    carry: 'keep' as const,
    ...fate,
  }));
  const plan = planOf(aSuccession({ ...parts, fates }), from, to);
  const arrived = carryThrough(plan, carriedOf(new Map(Object.entries(answers))));
  return Object.fromEntries(
    young.flatMap((question) => {
      const answer = arrived.get(question.code);
      if (!answer) return [];
      const { answer: asked } = question;
      const scale = asked.type === 'rating' ? scales.find((one) => one.code === asked.scale) : undefined;
      return [[question.code, arriveAt(question, scale, answer, (code) => `What about ${code}?`)]];
    }),
  );
}

describe('one carried answer', () => {
  const amber: AnswerValue = { type: 'rating', point: 'amber', narrative: 'Half done.' };

  it('stands on the new scale where a map leads there, and leaves its rating behind where none does', () => {
    const onLevels = [aQuestion('x', { answer: { type: 'rating', scale: 'levels' } })];
    const scales = [{ from: 'rag', to: 'levels', points: { red: 'level-4', amber: 'level-3', green: null } }];
    expect(carried([aQuestion('x')], onLevels, { fates: [{}], scales }, { x: amber })).toEqual({
      x: { value: { type: 'rating', point: 'level-3', narrative: 'Half done.' }, textOnly: false },
    });
    for (const point of ['green', 'not-applicable'])
      expect(carried([aQuestion('x')], onLevels, { fates: [{}], scales }, { x: { ...amber, point } })).toEqual({
        x: { value: { type: 'rating', point: null, narrative: 'Half done.' }, textOnly: true },
      });
  });

  it('keeps words alone where a person said so, and nothing where it is asked again', () => {
    const one = [aQuestion('x')];
    expect(carried(one, one, { fates: [{ carry: 'prefill-text' }] }, { x: amber })).toEqual({
      x: { value: { type: 'rating', point: null, narrative: 'Half done.' }, textOnly: true },
    });
    expect(carried(one, one, { fates: [{ carry: 'ask-again' }] }, { x: amber })).toEqual({});
  });

  it('brings the words of merged questions together under their names, and never a rating', () => {
    const arrived = carried(
      [aQuestion('x'), aQuestion('y')],
      [aQuestion('z')],
      { fates: [{ from: ['x', 'y'], to: ['z'], fate: 'merged', carry: 'prefill-text' }] },
      { x: amber, y: { type: 'rating', point: 'green', narrative: 'All done.' } },
    );
    expect(arrived.z).toEqual({
      value: {
        type: 'rating',
        point: null,
        narrative: '“What about x?”\nHalf done.\n\n“What about y?”\nAll done.',
      },
      textOnly: true,
    });
  });

  it('is not said twice when what was split is put together again', () => {
    const [old, parts, young] = [['x'], ['y', 'z'], ['w']].map((codes, place) =>
      anEdition({
        edition: `${2026 + place}.1`,
        standards: [
          aStandard(
            'a1',
            codes.map((code) => aQuestion(code)),
          ),
        ],
      }),
    );
    if (!old || !parts || !young) throw new Error('Three editions');
    const fates = { carry: 'prefill-text' as const };
    const plan = composePlans(
      planOf(aSuccession({ fates: [{ from: ['x'], to: ['y', 'z'], fate: 'split', ...fates }] }), old, parts),
      planOf(
        aSuccession({
          from: '2027.1',
          to: '2028.1',
          fates: [{ from: ['y', 'z'], to: ['w'], fate: 'merged', ...fates }],
        }),
        parts,
        young,
      ),
    );
    expect(carryThrough(plan, carriedOf(new Map([['x', amber]]))).get('w')).toEqual({
      value: null,
      parts: [{ from: 'x', words: 'Half done.' }],
    });
  });

  it('gives its words to each part of a question that was split, and its rating to none', () => {
    const arrived = carried(
      [aQuestion('x')],
      [aQuestion('y'), aQuestion('z')],
      { fates: [{ to: ['y', 'z'], fate: 'split', carry: 'keep-and-confirm' }] },
      { x: amber },
    );
    const words = { value: { type: 'rating', point: null, narrative: 'Half done.' }, textOnly: true };
    expect(arrived).toEqual({ y: words, z: words });
  });

  it('keeps the choices that are still offered, under their new names', () => {
    const choose = (...codes: string[]) => [
      aQuestion('x', { answer: { type: 'multiple-choice', choices: codes.map((code) => ({ code, text: code })) } }),
    ];
    const choices = [{ from: 'x', to: 'x', choices: { b: 'd', c: null } }];
    const given: AnswerValue = { type: 'multiple-choice', choices: ['a', 'b', 'c'] };
    expect(carried(choose('a', 'b', 'c'), choose('d', 'a'), { fates: [{}], choices }, { x: given })).toEqual({
      x: { value: { type: 'multiple-choice', choices: ['d', 'a'] }, textOnly: false },
    });
  });

  it('becomes words where the question would now refuse it', () => {
    const upTo = (max: number) => [aQuestion('x', { answer: { type: 'number', max } })];
    const given: AnswerValue = { type: 'number', value: 40, narrative: 'In March.' };
    expect(carried(upTo(100), upTo(20), { fates: [{}] }, { x: given })).toEqual({
      x: { value: { type: 'number', value: null, narrative: 'In March.' }, textOnly: true },
    });
    expect(carried(upTo(100), upTo(20), { fates: [{}] }, { x: { type: 'number', value: 40 } })).toEqual({
      x: { value: null, textOnly: false },
    });
  });
});
