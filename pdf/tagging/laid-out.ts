/** What the layout engine gives, as far as it is read here: a document, its pages, and what stands on them. */
export type LaidOut = {
  readonly type: string;
  /** Place in what it stands in, in points. */
  readonly box?: { readonly left?: number; readonly top?: number };
  readonly style?: object;
  readonly props?: object;
  readonly children?: readonly object[];
  /** Of a text: its lines, cut to the page. */
  readonly lines?: readonly { readonly runs: readonly { readonly attributes: { readonly link?: unknown } }[] }[];
};

const isLaidOut = (child: object): child is LaidOut => 'type' in child && 'box' in child;

/** What stands in a part of a page, the words of a text left out. */
export const childrenOf = ({ children = [] }: LaidOut): LaidOut[] => children.filter(isLaidOut);

export const propOf = ({ props }: { readonly props?: object }, name: string): unknown =>
  props === undefined || props === null ? undefined : Reflect.get(props, name);
