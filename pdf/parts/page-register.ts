/** How far a document has come, told from inside the layout. */
export type LayoutStep = { stage: 'laying-out' | 'numbering'; page: number; pages: number | null; section: number };

/**
 * Where things landed. The engine lays a document out twice; the first round writes page numbers here and the second
 * round, when the contents page is drawn again, reads them. One register for one document.
 */
export type PageRegister = {
  /** Called while the thing with this name is being placed; the last call counts. */
  record(name: string, page: number): void;
  /** Page number in words, or a placeholder of the same width while it is not known. */
  pageOf(name: string): string;
  /** Called by the frame of every page. */
  step(step: LayoutStep): void;
};

export function createPageRegister(onStep: (step: LayoutStep) => void = () => {}): PageRegister {
  const pages = new Map<string, number>();
  let last = '';
  return {
    record: (name, page) => {
      pages.set(name, page);
    },
    pageOf: (name) => pages.get(name)?.toString() ?? '000',
    step: (step) => {
      const seen = `${step.stage} ${step.page}`;
      if (seen !== last) onStep(step);
      last = seen;
    },
  };
}
