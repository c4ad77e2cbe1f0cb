import type { QuestionSetModel } from '../../../pdf/models.ts';
import { kindsOf } from '../../../standards/reach.ts';
import type { OrganisationKind } from '../../../standards/vocabulary.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import { listAlsoAsked } from './core-places.server.ts';
import type { AlsoAsked } from './core-places.ts';
import { drawOnce } from './drawn-files.server.ts';
import { getSharedEdition } from './editions.server.ts';
import { questionSetModel } from './question-set-model.ts';

export interface QuestionSetPage {
  readonly model: QuestionSetModel;
  /** The kinds that may be asked this edition. */
  readonly kinds: readonly OrganisationKind[];
  readonly kind: OrganisationKind | undefined;
}

/**
 * An edition to read as a whole, or what one kind of organisation can be asked of it, and where other sets ask the same,
 * by question code. That last is on the page alone: a file is the same as long as its edition is. Refuses an edition that
 * is not installed and a kind that it is not for.
 *
 * @param kindAsked from the query string; empty or null shows everything
 */
export async function getQuestionSet(
  portal: Portal,
  id: string,
  kindAsked: string | null,
): Promise<QuestionSetPage & { readonly alsoAsked: Readonly<Record<string, readonly AlsoAsked[]>> }> {
  const { compiled, ...page } = await readQuestionSet(portal, id, kindAsked);
  return { ...page, alsoAsked: await listAlsoAsked(portal.database.db, compiled) };
}

async function readQuestionSet(
  portal: Portal,
  id: string,
  kindAsked: string | null,
): Promise<QuestionSetPage & { readonly compiled: CompiledEdition }> {
  const { compiled, sha256, installedAt } = await getSharedEdition(portal.database.db, id);
  const kinds = kindsOf(compiled.edition);
  const kind = kinds.find((one) => one === kindAsked);
  if (kindAsked && kind === undefined) throw notFound();
  const { publicOrigin } = portal.config;
  return { compiled, kinds, kind, model: questionSetModel({ compiled, sha256, installedAt, kind, publicOrigin }) };
}

export interface QuestionSetFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** The same as a PDF or a Word file, drawn off the request thread. */
export async function drawQuestionSet(
  portal: Portal,
  id: string,
  kindAsked: string | null,
  format: 'pdf' | 'docx',
): Promise<QuestionSetFile> {
  const { model, kind } = await readQuestionSet(portal, id, kindAsked);
  const bytes = await drawOnce(portal, model, format);
  const name = [id.replaceAll('/', '-'), ...(kind === undefined ? [] : [kind])].join('-');
  return { bytes, fileName: `${name}.${format}` };
}
