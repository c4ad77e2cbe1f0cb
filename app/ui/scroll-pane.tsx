import type { ReactNode } from 'react';

type ScrollPaneProps = { children: ReactNode; label: string };

/** Lets something wide scroll sideways inside the page, with keys too. */
export function ScrollPane({ children, label }: ScrollPaneProps) {
  const reachable = { tabIndex: 0 };
  return (
    <section className="app-scroll-pane" aria-label={label} {...reachable}>
      {children}
    </section>
  );
}
