import type { ComponentPropsWithRef } from 'react';
import { Link, useInRouterContext } from 'react-router';

type AnchorProps = ComponentPropsWithRef<'a'> & {
  href: string;
  /** Loads the address as a whole document: downloads, print pages, and anything that is not a page of ours. */
  reloadDocument?: boolean | undefined;
};

/**
 * A link. Addresses of our own pages (`/...` and `?...`) move without a page load where scripts run; fragments, other
 * sites and downloads stay plain. The HTML is the same `<a href>` in every case.
 */
export function Anchor({ href, reloadDocument, ...rest }: AnchorProps) {
  const inRouter = useInRouterContext();
  const isPage = /^(\/(?!\/)|\?)/.test(href) && !reloadDocument && rest.download === undefined;
  return inRouter && isPage ? <Link to={href} {...rest} /> : <a href={href} {...rest} />;
}
