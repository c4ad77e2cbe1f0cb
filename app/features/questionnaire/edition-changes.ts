import type { ComparisonModel } from '../../../pdf/models.ts';
import type { Condition, Edition, ProfileQuestion, Scale, Succession } from '../../../standards/contract.ts';
import { profileSpace } from './answer-space.ts';
import { conditionInWords } from './condition-words.ts';
import { publishedInWords } from './edition-facts.ts';
import { listOfChoices } from './question-details.ts';
import { aggregationInWords } from './question-set-model.ts';

type Section = ComparisonModel['further'][number];
type Change = Section['changes'][number];

/** Changes to what the questions rest on; sections in which nothing changed are left out. */
export function editionChanges(from: Edition, to: Edition, scaleMaps: Succession['scales']): Section[] {
  const sections: Section[] = [
    { id: 'standards', title: 'Standards', changes: standardChanges(from, to) },
    { id: 'scales', title: 'Rating scales', changes: scaleChanges(from, to, scaleMaps) },
    { id: 'rating-rule', title: 'How a standard is rated', changes: aggregationChanges(from, to) },
    { id: 'profile', title: 'Profile questions', changes: profileChanges(from, to) },
    { id: 'rules', title: 'Rules about who is asked', changes: ruleChanges(from, to) },
    { id: 'sign-off', title: 'Sign-off', changes: signOffChanges(from, to) },
    { id: 'documents', title: 'Sources', changes: documentChanges(from, to) },
  ];
  return sections.filter(({ changes }) => changes.length > 0);
}

type Coded = { readonly code: string };

/** Things known by code: what came, what left, and what each that stayed has to say for itself. */
function changesOf<T extends Coded>(
  before: readonly T[],
  after: readonly T[],
  {
    name,
    describe,
    differ,
  }: { name: (thing: T) => string; describe: (thing: T) => string[]; differ: (a: T, b: T) => string[] },
): Change[] {
  const old = new Map(before.map((thing) => [thing.code, thing]));
  const kept = new Set(after.map(({ code }) => code));
  const now = after.flatMap((thing): Change[] => {
    const was = old.get(thing.code);
    if (!was) return [{ subject: `Added: ${name(thing)}`, lines: describe(thing) }];
    const lines = differ(was, thing);
    return lines.length > 0 ? [{ subject: `Changed: ${name(thing)}`, lines }] : [];
  });
  const gone = before.filter(({ code }) => !kept.has(code));
  return [...now, ...gone.map((thing) => ({ subject: `Withdrawn: ${name(thing)}`, lines: [] }))];
}

const wasAndIs = (what: string, was: string, is: string): string[] =>
  was === is ? [] : [`${what} before: ${was}`, `${what} now: ${is}`];

const asked = (condition: Condition | undefined, edition: Edition) =>
  condition === undefined ? 'everybody' : conditionInWords(condition, edition);

const standardChanges = (from: Edition, to: Edition) =>
  changesOf(from.standards, to.standards, {
    name: ({ number, title }) => `${number} ${title}`,
    describe: ({ summary }) => [summary],
    differ: (was, is) => [
      ...wasAndIs('Number', was.number, is.number),
      ...wasAndIs('Title', was.title, is.title),
      ...wasAndIs('Summary', was.summary, is.summary),
      ...wasAndIs('Asked', asked(was.appliesTo, from), asked(is.appliesTo, to)),
    ],
  });

function scaleChanges(from: Edition, to: Edition, maps: Succession['scales']): Change[] {
  const changes = changesOf(from.scales, to.scales, {
    name: ({ name }) => name,
    describe: ({ points }) => [`Points: ${points.map(({ word }) => word).join('; ')}`],
    differ: (was, is) => [
      ...wasAndIs('Name', was.name, is.name),
      ...wasAndIs('Best end', was.best, is.best),
      ...listOfChoices('Point', pointsOf(was), pointsOf(is)),
      ...is.points.flatMap((point) => {
        const old = was.points.find(({ code }) => code === point.code);
        return old ? wasAndIs(`Meaning of “${point.word}”`, old.definition, point.definition) : [];
      }),
      ...wasAndIs('“Not applicable”', notApplicableWords(was), notApplicableWords(is)),
    ],
  });
  return [...changes, ...maps.map((map) => mapWords(map, from, to))];
}

const pointsOf = ({ points }: Scale) => points.map(({ code, word }) => ({ code, text: word }));

const notApplicableWords = ({ notApplicable: { allowed, word, reasonRequired } }: Scale) =>
  allowed ? `“${word}” may be chosen${reasonRequired ? ', with a reason' : ''}` : 'cannot be chosen';

function mapWords({ from, to, points }: Succession['scales'][number], before: Edition, after: Edition): Change {
  const old = before.scales.find(({ code }) => code === from);
  const young = after.scales.find(({ code }) => code === to);
  const word = (scale: Scale | undefined, code: string) =>
    scale?.points.find((point) => point.code === code)?.word ?? code;
  return {
    subject: `A rating that is brought over from “${old?.name ?? from}” to “${young?.name ?? to}”`,
    lines: Object.entries(points).map(([was, is]) =>
      is === null
        ? `“${word(old, was)}” has no like and is asked again`
        : `“${word(old, was)}” becomes “${word(young, is)}”`,
    ),
  };
}

function aggregationChanges(from: Edition, to: Edition): Change[] {
  const lines = wasAndIs('Rule', aggregationInWords(from), aggregationInWords(to));
  return lines.length > 0 ? [{ subject: 'The rating of a standard as a whole', lines }] : [];
}

function profileChanges(from: Edition, to: Edition): Change[] {
  return changesOf(from.profile, to.profile, {
    name: ({ text }) => text,
    describe: ({ answer, appliesTo }) => [`Answer: ${profileSpace(answer).how}`, `Asked: ${asked(appliesTo, to)}`],
    differ: (was, is) => [
      ...wasAndIs('Wording', was.text, is.text),
      ...wasAndIs('Hint', was.hint ?? 'none', is.hint ?? 'none'),
      ...wasAndIs('Answer', profileSpace(was.answer).how, profileSpace(is.answer).how),
      ...listOfChoices('Choice', choicesOf(was), choicesOf(is)),
      ...wasAndIs('Asked', asked(was.appliesTo, from), asked(is.appliesTo, to)),
    ],
  });
}

const choicesOf = ({ answer }: ProfileQuestion) => ('choices' in answer ? answer.choices : []);

function ruleChanges(from: Edition, to: Edition): Change[] {
  return changesOf(from.rules, to.rules, {
    name: ({ because }) => `“because ${because}”`,
    describe: ({ when }) => [`Asked ${conditionInWords(when, to)}`],
    differ: (was, is) => [
      ...wasAndIs('Reason', was.because, is.because),
      ...wasAndIs('Asked', conditionInWords(was.when, from), conditionInWords(is.when, to)),
    ],
  });
}

const signOffChanges = (from: Edition, to: Edition) =>
  changesOf(from.signOff, to.signOff, {
    name: ({ title }) => title,
    describe: ({ declaration }) => [declaration],
    differ: (was, is) => [
      ...wasAndIs('Title', was.title, is.title),
      ...wasAndIs('Declaration', was.declaration, is.declaration),
      ...wasAndIs('Signs for', asked(was.appliesTo, from), asked(is.appliesTo, to)),
    ],
  });

const documentChanges = (from: Edition, to: Edition) =>
  changesOf(from.documents, to.documents, {
    name: ({ title }) => title,
    describe: ({ publisher, published, consultation }) => [
      `${publisher}, ${publishedInWords(published)}${consultation ? '. Consultation text' : ''}`,
    ],
    differ: (was, is) => [
      ...wasAndIs('Title', was.title, is.title),
      ...wasAndIs('Publisher', was.publisher, is.publisher),
      ...wasAndIs('Published', publishedInWords(was.published), publishedInWords(is.published)),
      ...wasAndIs('State', stateOf(was), stateOf(is)),
    ],
  });

const stateOf = ({ consultation }: Edition['documents'][number]) => (consultation ? 'consultation text' : 'final text');
