/**
 * The least that our pages need in place of React Router: links and forms as the plain HTML they are, and what is known
 * of the page from a React context. The baseline page is built with this in the router's place.
 */
import { type ComponentPropsWithRef, createContext as createReactContext, type ReactNode, useContext } from 'react';

export { createContext, data, isRouteErrorResponse, RouterContextProvider, redirect } from 'react-router';

export interface PlainPage {
  readonly pathname: string;
  readonly rootData: unknown;
  readonly stylesheets: readonly string[];
}

const PageContext = createReactContext<PlainPage>({ pathname: '/', rootData: undefined, stylesheets: [] });

export function PlainRouter({ page, children }: { page: PlainPage; children: ReactNode }) {
  return <PageContext value={page}>{children}</PageContext>;
}

type LinkProps = ComponentPropsWithRef<'a'> & { to: string; reloadDocument?: boolean };

export const Link = ({ to, reloadDocument: _, ...rest }: LinkProps) => <a href={to} {...rest} />;
export const Form = (props: ComponentPropsWithRef<'form'>) => <form {...props} />;
export const Outlet = () => null;
export const Meta = () => null;
export const Scripts = () => null;
export const ScrollRestoration = () => null;

export function Links() {
  return useContext(PageContext).stylesheets.map((href) => <link key={href} rel="stylesheet" href={href} />);
}

export const useInRouterContext = () => true;
export const useLocation = () => ({ pathname: useContext(PageContext).pathname, search: '' });
export const useMatches = () => [];
export const useNavigation = () => ({ state: 'idle' });
export const useRevalidator = () => ({ state: 'idle', revalidate: () => Promise.resolve() });
export const useRouteLoaderData = () => useContext(PageContext).rootData;
export const useSearchParams = () => [new URLSearchParams()];
