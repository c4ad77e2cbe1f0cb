import type { Citation, Edition } from '../../../standards/contract.ts';
import { type OrganisationKind, organisationKinds } from '../../../standards/vocabulary.ts';
import { countOf, dayInWords, listInWords } from '../../platform/words.ts';

/** What a reader of the library needs to know of an edition before opening it. */
export interface EditionFacts {
  readonly inForceFrom: string;
  readonly standards: number;
  readonly questions: number;
  readonly citations: number;
  readonly uncheckedCitations: number;
  /** Titles of the consultation texts that it rests on. */
  readonly consultations: readonly string[];
  readonly minorRevision: boolean;
  readonly variantOf: { readonly set: string; readonly edition: string } | null;
  /** Null where every kind of its sector may be asked. */
  readonly kinds: readonly OrganisationKind[] | null;
}

export function editionFacts(edition: Edition): EditionFacts {
  const questions = edition.standards.flatMap((standard) => standard.questions);
  const citations = questions.flatMap(({ sources }) => sources);
  return {
    inForceFrom: edition.inForceFrom,
    standards: edition.standards.length,
    questions: questions.length,
    citations: citations.length,
    uncheckedCitations: citations.filter(({ checked }) => !checked).length,
    consultations: edition.documents.filter(({ consultation }) => consultation).map(({ title }) => title),
    minorRevision: edition.minorRevision ?? false,
    variantOf: edition.variantOf ?? null,
    kinds: edition.kinds ?? null,
  };
}

/** The set as people call it, from its code: "Section 11". Editions carry the longer title. */
export const setInWords = (set: string): string => {
  const words = set.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const kindsInWords = (kinds: readonly OrganisationKind[]): string =>
  listInWords(kinds.map((kind) => organisationKinds[kind].name));

/** A citation as readers see it; one that nobody has compared with the published text says so. */
export function citationInWords({ document, reference, checked }: Citation, edition: Edition): string {
  const title = edition.documents.find(({ code }) => code === document)?.title ?? document;
  return `${title}, ${reference}${checked ? '' : ' (not yet checked against the published text)'}`;
}

/** What must be known before anybody relies on an edition, a sentence each. */
export function editionNotices(edition: Edition): string[] {
  const { consultations, citations, uncheckedCitations } = editionFacts(edition);
  return [
    ...(edition.status === 'draft'
      ? ['This edition is a draft. Its text can still change, and no return rests on it.']
      : []),
    ...(consultations.length > 0
      ? [
          `It rests on a consultation text (${listInWords(consultations)}) and cannot be published until the final text is out.`,
        ]
      : []),
    uncheckedCitations > 0
      ? `${uncheckedCitations} of its ${countOf(citations, 'citation')} ${uncheckedCitations === 1 ? 'has' : 'have'} not been checked against the published text; each says so beside its question.`
      : 'Every citation has been checked against the published text.',
  ];
}

/** `2023-12-15` as "15 December 2023", `2023-12` as "December 2023". */
export const publishedInWords = (published: string): string =>
  published.length > 7 ? dayInWords(published) : dayInWords(`${published}-01`).replace(/^1 /, '');

/** Kinds of organisation as the choices of a filter; the first shows everything. */
export const kindItems = (kinds: readonly OrganisationKind[]) => [
  { value: '', label: 'Everything, for every kind' },
  ...kinds.map((kind) => ({ value: kind, label: organisationKinds[kind].name })),
];
