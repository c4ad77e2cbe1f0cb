import type { ComparisonModel } from '../../../pdf/models.ts';
import type { Edition } from '../../../standards/contract.ts';
import { countOf, dayInWords, instantInWords } from '../../platform/words.ts';
import { type ChangeKind, type ComparisonFilter, changeKinds, comparisonFilters, isShown } from './change-kinds.ts';
import { compareQuestions, type QuestionChange } from './compared-questions.ts';
import { editionChanges } from './edition-changes.ts';
import { setInWords } from './edition-facts.ts';
import type { FatesBetween } from './fates-between.ts';

interface ComparisonParts {
  readonly from: Edition;
  readonly to: Edition;
  readonly fates: FatesBetween;
  readonly filter: ComparisonFilter;
  /** When the later of the two texts was installed: the document's only date. */
  readonly madeOn: string;
  readonly publicOrigin: string;
}

/** Two editions of a set side by side, for the page and the PDF. */
export function comparisonModel({ from, to, fates, filter, madeOn, publicOrigin }: ComparisonParts): ComparisonModel {
  const changes = compareQuestions(from, to, fates);
  const shown = changes.filter(({ kind }) => isShown(kind, filter));
  const query = new URLSearchParams({ from: from.edition, to: to.edition, kind: filter });
  return {
    kind: 'edition-comparison',
    title: `${setInWords(to.set)}: what changed from ${from.edition} to ${to.edition}`,
    language: 'en-GB',
    madeOn,
    madeOnText: instantInWords(madeOn),
    partnership: 'Line of Sight',
    reference: `${to.set}/${from.edition}--${to.edition}`,
    accessibleAddress: `${publicOrigin}/standards/${to.set}/compare?${query}`,
    from: `Edition ${from.edition}`,
    to: `Edition ${to.edition}`,
    facts: [
      { label: `Edition ${from.edition}`, value: editionWords(from) },
      { label: `Edition ${to.edition}`, value: editionWords(to) },
      ...(to.minorRevision
        ? [
            {
              label: 'Minor revision',
              value: 'It corrects sources or guidance only: nobody is asked anything again because of it.',
            },
          ]
        : []),
    ],
    basis: fates.basisWords,
    summary: fates.summary,
    counts: countsOf(changes),
    shown: `${countOf(shown.length, 'entry', 'entries')} below: ${comparisonFilters[filter].toLowerCase()}.`,
    groups: groupsOf(shown),
    further: editionChanges(from, to, fates.scales),
  };
}

const editionWords = ({ title, inForceFrom, status, standards }: Edition) => {
  const questions = standards.reduce((sum, { questions: its }) => sum + its.length, 0);
  const state = status === 'draft' ? ' Draft.' : '';
  return `${title}. In force from ${dayInWords(inForceFrom)}, ${countOf(questions, 'question')}.${state}`;
};

function countsOf(changes: readonly QuestionChange[]): ComparisonModel['counts'] {
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  return (Object.keys(changeKinds) as ChangeKind[]).map((kind) => ({
    words: changeKinds[kind],
    count: byKind.get(kind)?.length ?? 0,
  }));
}

function groupsOf(shown: readonly QuestionChange[]): ComparisonModel['groups'] {
  const standards = Map.groupBy(shown, ({ standard }) => standard.code);
  return [...standards].map(([code, its]) => ({
    id: `standard-${code}`,
    title: its[0]?.standard.title ?? code,
    questions: its.map(({ compared }) => compared),
  }));
}
