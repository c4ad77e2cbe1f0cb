import type { DocumentNode } from '@react-pdf/layout';
import { propOf } from './laid-out.ts';

type Payload = readonly object[];
type At = { readonly pageNumber?: number; readonly totalPages?: number; readonly subPageNumber?: number };
type Frame = (at: At, payload: Payload) => object | readonly object[] | null;

/**
 * Spares the engine what nobody sees. It lays each page out four times: twice with a probe in place of the words, to
 * measure the room inside the frame, and once in a first round whose pages are only counted. Our frames (`Sheet`) stand
 * by position and take no room, so the probe is given back bare, and a page of the first round is left empty once what
 * stands on it has been told its page.
 */
export function withQuickFrames<Root extends DocumentNode>(document: Root): Root {
  const pages = (document.children ?? []).map((page: object) => {
    const frame = propOf(page, 'layout');
    if (typeof frame !== 'function') return page;
    return {
      ...page,
      props: { ...propsOf(page), layout: quick((at, payload) => Reflect.apply(frame, undefined, [at, payload])) },
    };
  });
  return { ...document, children: pages };
}

const propsOf = (page: object): object => Object(Reflect.get(page, 'props'));

const quick =
  (frame: Frame): Frame =>
  (at, payload) => {
    // Before pages are parted the engine asks what the frame is, and looks where the words stand in it.
    if (at.subPageNumber === undefined) return frame(at, payload);
    if (payload.some(isProbe)) return payload;
    if (at.totalPages !== undefined) return frame(at, payload);
    tellPlaces(payload, at.pageNumber ?? 1);
    frame(at, []);
    return [];
  };

/** For a direct child of a sheet: called with the page it came to stand on, before the page numbers are drawn. */
export const whenPlaced = (placed: (page: number) => void): { placed: typeof placed } => ({ placed });

function tellPlaces(payload: Payload, page: number): void {
  for (const node of payload) {
    const placed = propOf(node, 'placed');
    if (typeof placed === 'function') placed(page);
  }
}

const isProbe = (node: object): boolean => propOf(node, '__probe') === true;
