import { fileURLToPath } from 'node:url';
import { compile, NodePackageImporter } from 'sass';
import { beforeAll, describe, expect, it } from 'vitest';
import { toneColours } from '../../app/ui/tone-colours.ts';
import { contrast } from './contrast.ts';

describe('the styles', () => {
  let css = '';
  beforeAll(() => {
    const main = fileURLToPath(new URL('../../app/ui/styles/main.scss', import.meta.url));
    css = compile(main, { importers: [new NodePackageImporter()] }).css;
  });

  it("carry nothing of GOV.UK's own identity and load nothing from elsewhere", () => {
    expect(css).not.toMatch(/GDS Transport|@font-face|crown|crest/i);
    expect(css).not.toMatch(/url\((?!"?data:)/);
    expect(css).toMatch(/font-family: "?Helvetica Neue"?, Helvetica, Arial, sans-serif/);
  });

  it.each(Object.entries(toneColours))('give the tone %s the colours that the PDF gives it', (tone, colours) => {
    expect(rule(`.app-tone--${tone}`)).toContain(`color: ${colours.ink};`);
    expect(rule(`.app-tone--${tone}`)).toContain(`background-color: ${colours.paper};`);
    expect(rule(`.app-chart__solid--${tone}`)).toContain(`fill: ${colours.solid};`);
    expect(rule(`.app-chart__on--${tone}`)).toContain(`fill: ${colours.onSolid};`);
  });

  it('use a brand colour that can be read on white and under white', () => {
    const brand = /\.govuk-generic-header \{[^}]*background: (#[0-9a-f]{6})/.exec(css)?.[1] ?? '#ffffff';
    expect(contrast(brand, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  it('open what is folded and take the colour off ratings on paper', () => {
    const print = css.slice(css.lastIndexOf('@page'));
    expect(print).toMatch(/details::details-content \{[^}]*content-visibility: visible/);
    expect(print).toMatch(/\[class\*=app-tone--\] \{[^}]*background: none/);
  });

  it('stop every movement for people who ask for less of it', () => {
    expect(css).toMatch(/prefers-reduced-motion: reduce\) \{[^{]*\{[^}]*animation: none !important/);
  });

  function rule(selector: string): string {
    const start = css.indexOf(`${selector} {`);
    if (start < 0) throw new Error(`no rule for ${selector}`);
    return css.slice(start, css.indexOf('}', start));
  }
});
