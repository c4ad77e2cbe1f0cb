/** Questions that rules suggest to a panel: always with the rule and its facts, always a person's choice. Pure. */
import { countOf, dayInWords } from '../../../platform/words.ts';
import type { ComparedFigure } from '../../moderation/survey-conflicts.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { pointsWorstFirst, ratingWord } from '../../questionnaire/ratings.ts';
import type { ReturnContent } from '../../returns/content.ts';
import { bestWithoutEvidence, oldEvidence } from '../../submissions/warnings/evidence.ts';
import { unchangedText } from '../../submissions/warnings/unchanged-text.ts';
import type { EarlierReturn, Warning } from '../../submissions/warnings/warning.ts';
import { figureInWords } from '../../surveys/rules.ts';

/** Each rule: what it looks for, in words, and the question that it suggests. Source: experience.md 8.3. */
export const suggestionRules = {
  variance: {
    words: 'The moderator rated it lower than the agency did',
    question: 'What would show the panel that your own rating is right?',
  },
  'no-evidence': {
    words: 'The best rating, with no evidence attached',
    question: 'What can you show the panel that supports the best rating?',
  },
  'old-evidence': {
    words: 'The evidence is old, or past its review',
    question: 'What has been done since this evidence was made, and how do you know that it still holds?',
  },
  'unchanged-text': {
    words: 'The same words as in an earlier return',
    question: 'What has changed for children since you last wrote this?',
  },
  'overdue-action': {
    words: 'An action is overdue',
    question: 'What is in the way of this action, and when will it be done?',
  },
  survey: {
    words: 'A survey says otherwise than the agency’s own rating',
    question: 'Why do the people who were asked see this differently from your own rating?',
  },
} as const satisfies Record<string, { words: string; question: string }>;
export type SuggestionRule = keyof typeof suggestionRules;

export interface Suggestion {
  /** Names the rule and what it is about: the same facts give the same key. */
  readonly key: string;
  readonly rule: SuggestionRule;
  /** What was found, in words. */
  readonly facts: string;
  readonly standardCode: string | null;
  /** What the panel could ask; whoever takes it may change it. */
  readonly question: string;
}

export interface SuggestionFacts {
  readonly compiled: CompiledEdition;
  readonly content: ReturnContent;
  /** On which evidence is judged old and actions overdue: `YYYY-MM-DD`. */
  readonly today: string;
  readonly earlier: readonly EarlierReturn[];
  readonly ratings: readonly {
    readonly questionCode: string;
    readonly standardCode: string;
    readonly scaleCode: string;
    readonly self: string | null;
    readonly moderated: string | null;
  }[];
  /** What surveys say of the agency, compared with its own ratings. */
  readonly figures: readonly ComparedFigure[];
  readonly overdue: readonly { readonly reference: string; readonly what: string; readonly dueOn: string }[];
}

/** Everything that the rules find, rule by rule, each in reading order. */
export const suggestionsOf = (facts: SuggestionFacts): Suggestion[] => [
  ...variances(facts),
  ...otherwise(facts),
  ...fromWarnings('no-evidence', bestWithoutEvidence({ ...facts, relations: [] })),
  ...fromWarnings('old-evidence', oldEvidence({ ...facts, relations: [] })),
  ...fromWarnings('unchanged-text', unchangedText({ ...facts, relations: [] })),
  ...facts.overdue.map(
    ({ reference, what, dueOn }): Suggestion => ({
      key: `overdue-action:${reference}`,
      rule: 'overdue-action',
      facts: `${reference} was due on ${dayInWords(dueOn)}: ${what}`,
      standardCode: null,
      question: suggestionRules['overdue-action'].question,
    }),
  ),
];

function variances({ compiled, content, ratings }: SuggestionFacts): Suggestion[] {
  const byQuestion = new Map(ratings.map((rating) => [rating.questionCode, rating]));
  return content.standards.flatMap((standard) =>
    standard.questions.flatMap((question): Suggestion[] => {
      const rating = byQuestion.get(question.code);
      const scale = rating ? compiled.scales.get(rating.scaleCode) : undefined;
      if (!rating || !scale) return [];
      const order = pointsWorstFirst(scale).map(({ code }) => code);
      const [self, moderated] = [order.indexOf(rating.self ?? ''), order.indexOf(rating.moderated ?? '')];
      if (self < 0 || moderated < 0 || moderated >= self) return [];
      return [
        {
          key: `variance:${question.code}`,
          rule: 'variance',
          facts: `${question.number} ${question.text}: the agency says “${ratingWord(scale, rating.self)}”, the moderator “${ratingWord(scale, rating.moderated)}”, ${countOf(self - moderated, 'level')} lower`,
          standardCode: standard.code,
          question: suggestionRules.variance.question,
        },
      ];
    }),
  );
}

/** Where a survey and the own rating do not go together. A corrected figure keeps its key: what was put aside stays there. */
const otherwise = ({ content, figures }: SuggestionFacts): Suggestion[] =>
  figures.flatMap((figure): Suggestion[] => {
    const standard = content.standards.find(({ code }) => code === figure.standardCode);
    if (figure.conflict === null || !standard) return [];
    const question = standard.questions.find(({ code }) => code === figure.questionCode);
    const about = question ? `${question.number} ${question.text}` : `${standard.number} ${standard.title}`;
    return [
      {
        key: `survey:${figure.series}`,
        rule: 'survey',
        facts: `${about}: “${figure.statement}”, ${figureInWords(figure, figure.leastAnswers)}. ${figure.conflict}`,
        standardCode: standard.code,
        question: suggestionRules.survey.question,
      },
    ];
  });

const fromWarnings = (rule: SuggestionRule, warnings: readonly Warning[]): Suggestion[] =>
  warnings.map((warning) => ({
    key: [rule, warning.question, warning.evidence].filter((part) => part !== null).join(':'),
    rule,
    facts: `${warning.number} ${warning.text}: ${warning.words}`,
    standardCode: warning.standard,
    question: suggestionRules[rule].question,
  }));
