import type { ReactNode } from 'react';
import { Footer, type FooterLink } from './footer.tsx';
import { GenericHeader } from './generic-header.tsx';
import type { OptionalProps } from './optional-props.ts';
import { type NavigationItem, ServiceNavigation } from './service-navigation.tsx';
import { SkipLink } from './skip-link.tsx';

type PageTemplateProps = {
  productName: string;
  /** Every page: a `Main` and nothing beside it. */
  children: ReactNode;
} & OptionalProps<{
  homeHref: string;
  /** In front of the product name; decorative. */
  productMark: ReactNode;
  /** Shown before the navigation, for instance the partnership's name. */
  serviceName: ReactNode;
  serviceHref: string;
  navigation: readonly NavigationItem[];
  /** Beside the navigation: who is signed in, sign out. */
  navigationEnd: ReactNode;
  /** A `PhaseBanner`. */
  banner: ReactNode;
  footerLinks: readonly FooterLink[];
  footerWords: ReactNode;
}>;

/** What stands around every page: skip link, header, navigation, banner, the page itself, footer. */
export function PageTemplate(props: PageTemplateProps) {
  const { navigation = [], navigationEnd, serviceName } = props;
  const hasNavigation = navigation.length > 0 || Boolean(navigationEnd) || Boolean(serviceName);
  return (
    <>
      <SkipLink />
      <header className="govuk-template__header">
        <GenericHeader href={props.homeHref}>
          {props.productMark}
          {props.productName}
        </GenericHeader>
        {hasNavigation ? (
          <ServiceNavigation
            items={navigation}
            serviceName={serviceName}
            serviceHref={props.serviceHref}
            end={navigationEnd}
          />
        ) : null}
        {props.banner}
      </header>
      {props.children}
      <Footer links={props.footerLinks}>{props.footerWords}</Footer>
    </>
  );
}
