/** What documents about standards say: a whole question set before anybody answers it, and two editions compared. */

import type { DocumentFrame, Fact, Prose, ScaleEntry } from './models.ts';

/** How a question is answered, for readers who are not answering it yet. */
export type AnswerSpace = {
  /** "A rating on “How far it is in place”, with words", "Yes or no". */
  how: string;
  /** What can be ticked, best rating first; empty where nothing can. */
  choices: string[];
  /** Columns of a table to fill in, each with what goes into it; empty where there is none. */
  columns: { heading: string; holds: string }[];
  /** What stands over the space to write in; null where nothing is written. */
  prompt: string | null;
};

export type SetQuestion = {
  /** Names the question inside the document: its code. */
  id: string;
  number: string;
  text: string;
  hint: string | null;
  guidance: Prose | null;
  /** "Asked of everybody", "Asked where the profile says yes to ..." */
  asked: string;
  /** "May be left empty"; null where an answer is needed. */
  optional: string | null;
  answer: AnswerSpace;
  evidence: string[];
  /** Document and place, with "not yet checked" where nobody has compared it. */
  sources: string[];
};

export type SetStandard = {
  id: string;
  number: string;
  title: string;
  summary: Prose;
  /** For whom the standard as a whole is; null where that is everybody. */
  asked: string | null;
  questions: SetQuestion[];
};

export type SetScale = {
  name: string;
  entries: ScaleEntry[];
  /** "“Does not apply to us” may be chosen, with a reason". */
  notApplicable: string;
};

/** Every question of an edition with all its branches, to read or to fill in by hand. */
export type QuestionSetModel = DocumentFrame & {
  kind: 'question-set';
  /** "Edition 2023.1. Every question, with whom it is asked" */
  subtitle: string;
  summary: Prose;
  facts: Fact[];
  /** What a reader must know first: a draft, a consultation text, citations that nobody has checked. */
  notices: Prose[];
  scales: SetScale[];
  /** Asked before the standards; the conditions look at it. */
  profile: { text: string; hint: string | null; asked: string; optional: string | null; answer: AnswerSpace }[];
  standards: SetStandard[];
  signOff: { title: string; declaration: Prose; asked: string }[];
  documents: { title: string; publisher: string; published: string; note: string | null }[];
  /** Citations that nobody has compared with the published text, by question. */
  unchecked: { id: string; number: string; citation: string }[];
};

/** A piece of a text beside its other version: marked by more than colour wherever it is printed. */
export type WordPart = { text: string; change: 'same' | 'added' | 'removed' };

/** A text of a question in one of two editions: its wording, or its hint or guidance where that differs. */
export type ComparedText = { label: string | null; parts: WordPart[] };

export type ComparedSide = {
  /** "A1.3" */
  place: string;
  texts: ComparedText[];
};

export type ComparedQuestion = {
  id: string;
  /** "Reworded, and asks for more" */
  fate: string;
  before: ComparedSide[];
  after: ComparedSide[];
  /** Everything else that differs, a sentence each. */
  details: string[];
  /** What happens to last year's answer. */
  carry: string;
  /** What the author of the succession says about it. */
  note: Prose | null;
};

/** Two editions of one set side by side. */
export type ComparisonModel = DocumentFrame & {
  kind: 'edition-comparison';
  /** "Edition 2023.1" */
  from: string;
  to: string;
  facts: Fact[];
  /** Who says what became of each question. */
  basis: Prose;
  /** What changed and why, by the people who wrote the new edition. */
  summary: Prose | null;
  /** How many questions met each fate. */
  counts: { words: string; count: number }[];
  /** Which questions are shown. */
  shown: string;
  groups: { id: string; title: string; questions: ComparedQuestion[] }[];
  /** Changes to what the questions rest on: scales, profile, who is asked, sources. */
  further: { id: string; title: string; changes: { subject: string; lines: string[] }[] }[];
};
