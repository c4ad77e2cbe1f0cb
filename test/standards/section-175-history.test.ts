import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Edition, Question, Succession } from '../../standards/contract.ts';
import { lintEdition } from '../../standards/lint.ts';
import { loadLibrary } from '../../standards/load.server.ts';

type Fate = Succession['fates'][number];

const library = join(import.meta.dirname, '../../standards/library');
let editions: Edition[];
let successions: Succession[];
beforeAll(async () => {
  const loaded = await loadLibrary(library);
  expect(loaded.problems).toEqual([]);
  editions = loaded.editions.map(({ edition }) => edition).filter(({ set }) => set === 'section-175');
  successions = loaded.successions.map(({ succession }) => succession).filter(({ set }) => set === 'section-175');
});

const edition = (name: string): Edition => {
  const found = editions.find((each) => each.edition === name);
  if (!found) throw new Error(`The library has no section-175/${name}`);
  return found;
};
const succession = (from: string, to: string): Succession => {
  const found = successions.find((each) => each.from === from && each.to === to);
  if (!found) throw new Error(`The library has no succession from ${from} to ${to}`);
  return found;
};
const questionsOf = (name: string): Question[] => edition(name).standards.flatMap(({ questions }) => questions);
const question = (name: string, code: string) => questionsOf(name).find((each) => each.code === code);
const fateOf = (from: string, to: string, code: string): Fate | undefined =>
  succession(from, to).fates.find((fate) => fate.to.includes(code) || fate.from.includes(code));
const differs = (fate: Fate) => !['unchanged', 'renumbered', 'moved'].includes(fate.fate);

describe('the history of the schools return', () => {
  it('is a chain: each edition leads to the next, and no step is left out', () => {
    const names = editions.map((each) => each.edition);
    expect(names).toEqual(['2023.1', '2024.1', '2025.1', '2026.1']);
    expect(successions.map(({ from, to }) => [from, to])).toEqual(names.slice(1).map((to, i) => [names[i], to]));
    expect(successions.every(({ summary }) => summary !== undefined && summary.length > 200)).toBe(true);
  });

  it('says in a note what changed, wherever something changed or an answer is not simply kept', () => {
    for (const { fates } of successions)
      for (const fate of fates)
        if (differs(fate) || fate.carry !== 'keep')
          expect({ fate, note: fate.note ?? '' }).toMatchObject({ note: expect.stringMatching(/^[A-Z].{30,}\.$/s) });
  });

  it('never keeps an answer in silence where the question was reworded, and never a figure of another year', () => {
    for (const { from, to, fates } of successions)
      for (const fate of fates) {
        if (fate.stricter || fate.fate === 'reworded') expect(fate).not.toMatchObject({ carry: 'keep' });
        for (const code of fate.to) {
          const type = question(to, code)?.answer.type;
          if (type === 'percentage' || type === 'date') expect(fate).toMatchObject({ carry: 'ask-again' });
        }
        expect([from, to, fate.fate === 'unchanged' && fate.stricter]).toEqual([from, to, false]);
      }
  });

  it('keeps the meaning of a code: the same question is answered in the same way in every edition that has it', () => {
    const types = new Map<string, string>();
    for (const each of editions)
      for (const { code, answer } of each.standards.flatMap(({ questions }) => questions)) {
        expect([code, types.get(code) ?? answer.type]).toEqual([code, answer.type]);
        types.set(code, answer.type);
      }
  });

  it('cites nothing that was published after the edition came into force', () => {
    for (const { edition: name, inForceFrom, documents, standards } of editions) {
      for (const document of documents)
        expect([name, document.code, document.published <= inForceFrom]).toEqual([name, document.code, true]);
      const cited = new Set(
        standards.flatMap(({ questions }) =>
          questions.flatMap(({ sources }) => sources.map(({ document }) => document)),
        ),
      );
      expect(documents.map(({ code }) => code).filter((code) => !cited.has(code))).toEqual([]);
    }
  });

  it('says of every citation that nobody has compared it with the published guidance yet', () => {
    for (const each of editions)
      for (const { code, sources } of each.standards.flatMap(({ questions }) => questions))
        expect([code, sources.some(({ checked }) => checked)]).toEqual([code, false]);
  });
});

/** Words that an edition could not yet know, because a later edition of the guidance brought them. */
const later: [string, RegExp][] = [
  [
    '2023.1',
    /2024|2025|Working together to safeguard children 2023|kinship|misinformation|artificial|reasons for each/i,
  ],
  ['2025.1', /2026|Family Help|modern slavery|misogyny|deepfake|NRM/i],
  ['2024.1', /2025|kinship|misinformation|disinformation|conspiracy|artificial|chatbot|plan technology|satellite/i],
];

describe('an older edition', () => {
  it.each(later)('%s does not speak of what came later', (name, words) => {
    expect(JSON.stringify(edition(name)).match(words)).toBeNull();
  });
});

describe('what the guidance of 2024 changed', () => {
  it.each([
    ['reasons for decisions in records', 'record-quality', 'reworded', true],
    ['more children to think of for early help', 'thresholds-known', 'reworded', true],
    ['exploitation beside abuse and neglect', 'harm-outside-home', 'merged', true],
    ['unexplained absence', 'absence-response', 'reworded', true],
    ['persistent absence', 'absence-patterns', 'reworded', true],
    ['responsibility for children placed elsewhere', 'placements-overseen', 'reworded', true],
    ['all of it, in one question for one year', 'changes-2024-briefed', 'added', false],
  ] as const)('%s is told as a change to "%s"', (_, code, fate, stricter) => {
    expect(fateOf('2023.1', '2024.1', code)).toMatchObject({ fate, stricter, note: expect.any(String) });
  });

  it('asks about the changes of one year in that year alone', () => {
    for (const code of ['filtering-roles-agreed', 'identity-copies-kept'])
      expect(fateOf('2023.1', '2024.1', code)).toMatchObject({ fate: 'withdrawn', carry: 'retire' });
    expect(fateOf('2024.1', '2025.1', 'changes-2024-briefed')).toMatchObject({ fate: 'withdrawn', carry: 'retire' });
  });
});

describe('what the guidance of 2023 was about', () => {
  it.each([
    ['filtering-roles-agreed', 'paragraphs 138 and 141 to 143'],
    ['lettings-agreement', 'paragraph 167'],
    ['online-searches', 'paragraph 221'],
    ['identity-copies-kept', 'paragraph 276'],
    ['hirer-allegations', 'paragraph 377'],
  ])('is asked in "%s", which cites %s', (code, reference) => {
    expect(question('2023.1', code)?.sources).toContainEqual({ document: 'kcsie-2023', reference, checked: false });
  });
});

describe('the change of scale in 2024', () => {
  it('turns the direction: 1 was the best of four levels, and green is the best of three points', () => {
    const [before, after] = [edition('2023.1').scales, edition('2024.1').scales];
    expect(before.map(({ code, best }) => [code, best])).toEqual([['four-level', 'lowest']]);
    expect(after.find(({ code }) => code === 'rag')).toMatchObject({ best: 'highest' });
    expect(succession('2023.1', '2024.1').scales).toEqual([
      {
        from: 'four-level',
        to: 'rag',
        points: { embedded: 'green', established: 'amber', developing: 'amber', starting: 'red' },
      },
    ]);
  });

  it('has every translated rating confirmed by somebody', () => {
    for (const { from, to, carry } of succession('2023.1', '2024.1').fates) {
      const [old, young] = [question('2023.1', from[0] ?? '')?.answer, question('2024.1', to[0] ?? '')?.answer];
      if (old?.type === 'rating' && young?.type === 'rating' && old.scale !== young.scale)
        expect([to, carry]).not.toEqual([to, 'keep']);
    }
  });

  it('keeps the ratings of culture, which stay on the four levels', () => {
    for (const code of ['listening-culture', 'staff-speak-up', 'whom-do-we-miss'])
      expect(fateOf('2023.1', '2024.1', code)).toMatchObject({ fate: 'unchanged', carry: 'keep' });
  });
});

describe('what the guidance of 2025 added', () => {
  it.each([
    ['misinformation and conspiracy theories', 'online-curriculum', 'reworded', true, 'paragraph 135'],
    ['generative artificial intelligence', 'generative-ai', 'added', false, 'paragraphs 142 to 144'],
    ['cyber security', 'cyber-security', 'added', false, 'paragraphs 142 to 144'],
    ['the plan technology service', 'filtering-standards', 'reworded', true, 'paragraphs 134 to 148'],
    ['daily responsibility for placed children', 'placement-responsibility', 'split', true, 'paragraphs 168 to 171'],
    ['written confirmation of checks', 'placement-written-checks', 'split', true, 'paragraphs 168 to 171'],
    ['addresses and satellite sites', 'placement-addresses', 'split', true, 'paragraphs 168 to 171'],
    ['reviews of placements', 'placement-reviews', 'split', true, 'paragraphs 168 to 171'],
    ['the virtual school and kinship care', 'looked-after-support', 'reworded', true, 'paragraph 199'],
    ['statutory attendance guidance', 'absence-patterns', 'reworded', true, 'paragraphs 175 to 178'],
    ['words on special educational needs', 'disabled-children-send', 'reworded', false, 'paragraphs 172 to 209'],
  ] as const)('%s is told as a change to "%s"', (_, code, fate, stricter, reference) => {
    expect(fateOf('2024.1', '2025.1', code)).toMatchObject({ fate, stricter, note: expect.any(String) });
    expect(question('2025.1', code)?.sources.map((source) => source.reference)).toContain(reference);
  });

  it('leaves most questions as they were', () => {
    const { fates } = succession('2024.1', '2025.1');
    const same = fates.filter(({ fate }) => fate === 'unchanged').length;
    expect(same / questionsOf('2025.1').length).toBeGreaterThan(0.75);
  });
});

describe('the draft on the consultation of 2026', () => {
  it('rests on a text for consultation, and so it stays a draft that no lock knows', async () => {
    const draft = edition('2026.1');
    expect(draft.status).toBe('draft');
    expect(draft.documents.filter(({ consultation }) => consultation)).toMatchObject([
      { code: 'kcsie-2026-draft', published: '2026-02-12' },
    ]);
    expect(lintEdition({ ...draft, status: 'published' })).toMatchObject([
      { code: 'kcsie-2026-draft', reason: expect.stringContaining('must stay a draft') },
    ]);
    const lock: unknown = JSON.parse(await readFile(join(library, '../editions.lock.json'), 'utf8'));
    expect(lock).not.toHaveProperty(['section-175/2026.1']);
    for (const each of ['2023.1', '2024.1', '2025.1']) {
      expect(edition(each)).toMatchObject({ status: 'published' });
      expect(lock).toHaveProperty([`section-175/${each}`]);
    }
  });

  it.each([
    ['no shorter version of Part one', 'part-one-read-percent', 'reworded', true],
    ['skills and experience of the lead', 'lead-skills-experience', 'added', false],
    ['serious violence and weapons', 'serious-violence-known', 'added', false],
    ['Family Help beside early help', 'thresholds-known', 'reworded', true],
    ['modern slavery', 'modern-slavery-referral', 'added', false],
    ['a talk between leads before a file moves', 'pre-transfer-contact', 'added', false],
    ['Operation Encompass', 'operation-encompass', 'reworded', true],
    ['artificial intelligence', 'generative-ai', 'reworded', true],
    ['mobile phones', 'phones-rule', 'reworded', false],
    ['misogyny', 'misogyny-challenged', 'added', false],
    ['intimate images, also faked ones', 'nude-image-incidents', 'reworded', true],
    ['children who question their gender', 'gender-questioning-response', 'added', false],
    ['toilets and changing rooms', 'single-sex-toilets-changing', 'added', false],
    ['boarding and trips', 'single-sex-sleeping', 'added', false],
    ['sport', 'single-sex-sport', 'added', false],
    ['the link with the early years framework', 'eyfs-safeguarding', 'reworded', false],
  ] as const)('%s is told as a change to "%s"', (_, code, fate, stricter) => {
    expect(fateOf('2025.1', '2026.1', code)).toMatchObject({ fate, stricter, note: expect.any(String) });
    expect(question('2026.1', code)?.sources.map(({ document }) => document)).toContain('kcsie-2026-draft');
  });

  it('says of the standards behind the new one that only their number changed', () => {
    expect(edition('2026.1').standards.map(({ number, code }) => `${number} ${code}`)).toEqual(
      expect.arrayContaining(['E17 gender-and-single-sex-spaces', 'E18 particular-provision', 'E20 declaration']),
    );
    for (const code of ['boarders-heard', 'listening-culture', 'overall-judgement'])
      expect(fateOf('2025.1', '2026.1', code)).toMatchObject({ fate: 'renumbered' });
  });
});
