/** How a pack is put together: for whom, of which parts, in which order, with which annexes. Pure. */
import {
  type AgencyBlock,
  agencyTitles,
  type PackBlocks,
  type PackEdition,
  packWords,
  type WholeBlock,
} from '../../../../pdf/models.ts';
import { moved } from '../rules.ts';

export interface PackPlan {
  readonly edition: PackEdition;
  readonly blocks: PackBlocks;
  /** Evidence by organisation. */
  readonly annexes: Readonly<Record<string, readonly string[]>>;
}

/** Who each edition is for, in words, and what is not in it. */
export const editions = {
  panel: {
    words: 'For the panel',
    says: 'Every agency. Questions that the chair released; no drafts and no private notes.',
    handling: 'For members of the panel. Do not forward.',
  },
  agency: {
    words: 'For one agency',
    says: 'That agency alone, with the questions that the chair shows to it, and without the reasons of moderators.',
    handling: 'For the agency named here and the panel. It holds nothing about any other agency.',
  },
  chair: {
    words: 'For the chair alone',
    says: 'Every agency, with drafts and your private notes. Nobody else can open it.',
    handling: 'For the chair alone: it holds drafts and private notes. Do not forward.',
  },
} as const satisfies Record<PackEdition, { words: string; says: string; handling: string }>;

export const wholeTitles = {
  agenda: packWords.agenda,
  guide: packWords.howToRead,
  agencies: 'Each agency in turn',
  heatmap: packWords.heatmap,
} as const satisfies Record<WholeBlock, string>;

/** Every part there is, in the order in which a pack has them unless somebody chose otherwise. */
export const allBlocks = {
  whole: ['agenda', 'guide', 'agencies', 'heatmap'],
  agency: [
    'profile',
    'grid',
    'changes',
    'concerns',
    'gaps',
    'survey',
    'evidence',
    'previous',
    'actions',
    'keyLines',
    'chairNote',
    'annexes',
    'notes',
  ],
} as const satisfies { whole: WholeBlock[]; agency: AgencyBlock[] };

export const usualBlocks: PackBlocks = {
  whole: allBlocks.whole,
  agency: allBlocks.agency.filter((block) => block !== 'annexes'),
};

export const isWholeBlock = (code: unknown): code is WholeBlock => allBlocks.whole.some((block) => block === code);
export const isAgencyBlock = (code: unknown): code is AgencyBlock => allBlocks.agency.some((block) => block === code);

/** What a press does to one list of parts. */
export type BlockMove = 'up' | 'down' | 'out' | 'in';

/**
 * A list of parts after one press. Moving past an end, taking out what is not in, and putting in what is, change nothing.
 * The last part of a list, and the agencies themselves, stay.
 */
export function changedBlocks<Block extends WholeBlock | AgencyBlock>(
  blocks: readonly Block[],
  block: Block,
  move: BlockMove,
): readonly Block[] {
  const has = blocks.includes(block);
  if (move === 'in') return has ? blocks : [...blocks, block];
  if (!has) return blocks;
  if (move === 'out')
    return block === 'agencies' || blocks.length === 1 ? blocks : blocks.filter((one) => one !== block);
  return moved(blocks, block, move);
}

/** The parts that an edition prints: an agency is not shown the others side by side, and the notes are the chair's. */
export const blocksFor = ({ whole, agency }: PackBlocks, edition: PackEdition): PackBlocks => ({
  whole: edition === 'agency' ? whole.filter((block) => block !== 'heatmap') : whole,
  agency: edition === 'chair' ? agency : agency.filter((block) => block !== 'chairNote'),
});

/** The name of a part as the page of the builder shows it. */
export const titleOf = (block: WholeBlock | AgencyBlock): string =>
  isWholeBlock(block) ? wholeTitles[block] : agencyTitles[block];
