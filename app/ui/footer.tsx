import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';

export type FooterLink = { href: string; text: string };

/** Help first, then the same three, in the same order on every page (WCAG 3.2.6). */
export const standardFooterLinks: readonly FooterLink[] = [
  { href: '/help', text: 'Help' },
  { href: '/accessibility', text: 'Accessibility statement' },
  { href: '/privacy', text: 'Privacy' },
  { href: '/cookies', text: 'Cookies' },
];

type FooterProps = {
  links?: readonly FooterLink[] | undefined;
  /** Below the links: whom to ask, the licence of the product. */
  children?: ReactNode;
};

/** The footer. Not govuk-frontend's own, whose crown and crest belong to GOV.UK. */
export function Footer({ links = standardFooterLinks, children }: FooterProps) {
  return (
    <footer className="app-footer">
      <div className="govuk-width-container">
        <h2 className="govuk-visually-hidden">Support links</h2>
        <ul className="app-footer__list">
          {links.map((link) => (
            <li key={link.href} className="app-footer__list-item">
              <Anchor className="govuk-link app-footer__link" href={link.href}>
                {link.text}
              </Anchor>
            </li>
          ))}
        </ul>
        {children ? <div className="app-footer__words">{children}</div> : null}
      </div>
    </footer>
  );
}
