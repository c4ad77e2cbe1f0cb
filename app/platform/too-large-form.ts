import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { bodyLimit, sizeOnItsWay } from './body-limit.ts';

/**
 * Keeps a form in the browser that the edge would refuse for its size, with everything that was typed. Where scripts run
 * the router would put the refusal in the place of the page; without them the browser itself keeps what is behind Back.
 *
 * @returns the forms that were kept on this page so far: 0 says that there is nothing to tell, each one more tells anew
 */
export function useTooLargeForms(): number {
  const { key } = useLocation();
  const [kept, setKept] = useState({ key, count: 0 });
  useEffect(() => {
    const hold = (event: SubmitEvent) => {
      if (!(event.target instanceof HTMLFormElement)) return;
      if (!isTooLarge(event.target, event.submitter)) {
        setKept((before) => (before.count === 0 ? before : { key, count: 0 }));
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      setKept((before) => ({ key, count: before.count + 1 }));
    };
    // The window hears of it before the router does.
    window.addEventListener('submit', hold, { capture: true });
    return () => window.removeEventListener('submit', hold, { capture: true });
  }, [key]);
  return kept.key === key ? kept.count : 0;
}

function isTooLarge(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
  const asked = (name: string) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  if ((asked('method') ?? 'get').toLowerCase() !== 'post') return false;
  const { pathname } = new URL(asked('action') ?? '', document.baseURI);
  const encoding = asked('enctype') ?? 'application/x-www-form-urlencoded';
  return sizeOnItsWay(new FormData(form, submitter), encoding) > bodyLimit(pathname);
}
