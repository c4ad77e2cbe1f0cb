import { linkOf } from '../rules.ts';

/** Where a session is held: the place, and the link to join. A place that is itself a link, as older ones may be, is one. */
export function PlaceWords({ place, joinLink }: { place: string; joinLink: string | null }) {
  const links = [linkOf(place), joinLink].filter((link) => link !== null);
  return (
    <>
      {place !== '' && linkOf(place) === null ? place : null}
      {links.map((link) => (
        <p className="govuk-body" key={link}>
          <a className="govuk-link app-typed-text" href={link} rel="noreferrer">
            {link}
          </a>
        </p>
      ))}
    </>
  );
}
