import { type RefObject, useEffect, useRef } from 'react';

type Enhancement = new (root: HTMLElement) => unknown;

/** The behaviours of govuk-frontend that tolerate React around them; tabs and accordion do not and are not offered. */
const loaders = {
  'govuk-button': async () => (await import('govuk-frontend/dist/govuk/components/button/button.mjs')).Button,
  'govuk-character-count': async () =>
    (await import('govuk-frontend/dist/govuk/components/character-count/character-count.mjs')).CharacterCount,
  'govuk-checkboxes': async () =>
    (await import('govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs')).Checkboxes,
  'govuk-error-summary': async () =>
    (await import('govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs')).ErrorSummary,
  'govuk-file-upload': async () =>
    (await import('govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs')).FileUpload,
  'govuk-notification-banner': async () =>
    (await import('govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'))
      .NotificationBanner,
  'govuk-password-input': async () =>
    (await import('govuk-frontend/dist/govuk/components/password-input/password-input.mjs')).PasswordInput,
  'govuk-radios': async () => (await import('govuk-frontend/dist/govuk/components/radios/radios.mjs')).Radios,
  'govuk-service-navigation': async () =>
    (await import('govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs')).ServiceNavigation,
  'govuk-skip-link': async () =>
    (await import('govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs')).SkipLink,
} satisfies Record<string, () => Promise<Enhancement>>;

export type GovukModule = keyof typeof loaders;

/**
 * Adds govuk-frontend's own behaviour to the element that gets the returned ref, once it is in the page. Without
 * script, in a browser that govuk-frontend does not support, or with `undefined`, the plain markup stays as it is.
 * An element is enhanced once: to start afresh, give it another `key`.
 */
export function useGovuk<T extends HTMLElement>(module: GovukModule | undefined): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    const element = ref.current;
    if (!module || !element || !document.body.classList.contains('govuk-frontend-supported')) return;
    let wanted = true;
    loaders[module]().then(
      (Component) => {
        if (wanted && !element.hasAttribute(`data-${module}-init`)) new Component(element);
      },
      () => {
        // A lost connection costs the enhancement only: the page works as plain HTML.
      },
    );
    return () => {
      wanted = false;
    };
  }, [module]);
  return ref;
}
