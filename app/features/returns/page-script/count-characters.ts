/** Says how many characters are left, once three quarters are used. Never cuts anything off: the server checks. */
export function countCharacters(form: HTMLFormElement): void {
  for (const group of form.querySelectorAll<HTMLElement>('.govuk-character-count')) say(group);
  form.addEventListener('input', ({ target }) => {
    const group = target instanceof Element ? target.closest<HTMLElement>('.govuk-character-count') : null;
    if (group) say(group);
  });
}

function say(group: HTMLElement): void {
  const field = group.querySelector('textarea');
  const message = group.querySelector<HTMLElement>('.govuk-character-count__message');
  const limit = Number(group.dataset.maxlength);
  // govuk-frontend counts by itself where the page's other script runs.
  if (!field || !message || !limit || group.hasAttribute('data-govuk-character-count-init')) return;
  const left = limit - field.value.length;
  const over = left < 0;
  message.hidden = left > limit / 4;
  message.textContent = over
    ? `You have ${(-left).toLocaleString('en-GB')} characters too many`
    : `You have ${left.toLocaleString('en-GB')} characters remaining`;
  message.classList.toggle('govuk-error-message', over);
  message.classList.toggle('govuk-hint', !over);
}
