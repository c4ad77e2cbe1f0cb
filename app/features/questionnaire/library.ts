import type { EditionFacts } from './edition-facts.ts';

/** The shapes of the library page, for both sides. */
export interface LibraryEdition extends EditionFacts {
  /** `section-11/2023.1` */
  readonly id: string;
  readonly edition: string;
  readonly title: string;
  readonly sector: 'agency' | 'setting';
  readonly status: 'draft' | 'published';
  readonly sha256: string;
  readonly installedAt: string;
  /** The edition of the set that came before; null for the first. */
  readonly previous: string | null;
}

export interface LibrarySet {
  readonly set: string;
  readonly name: string;
  /** Newest first. */
  readonly editions: readonly LibraryEdition[];
}

export interface Library {
  readonly sets: readonly LibrarySet[];
  /** There are more editions than the list shows. */
  readonly cut: boolean;
}
