import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { QuestionSet } from '../../../app/features/questionnaire/components/question-set.tsx';
import { installCore, listCoreLinks } from '../../../app/features/questionnaire/core.server.ts';
import { getQuestionSet } from '../../../app/features/questionnaire/question-set.server.ts';
import type { CoreItem } from '../../../standards/beside-contract.ts';
import { aCoreItem, anInstalledCore } from '../../builders/a-core.ts';
import { anInstalledEdition } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const install = (portal: TestPortal, items: readonly CoreItem[]) =>
  portal.database.transaction((trx) => installCore(trx, portal.stamp(), items));

const policy = aCoreItem('policy', ['agencies', 'policy-approved'], ['schools', 'policy-register']);
const lead = aCoreItem('lead', ['agencies', 'lead-named'], ['schools', 'key-roles'], ['nurseries', 'leads']);

describeEachDatabase('the common core', (open) => {
  it('says which questions of other sets ask about the same thing', async () => {
    const portal = await open();
    await install(portal, [policy, lead]);
    const { db } = portal.database;
    const others = async (set: string, codes?: string[]) =>
      (await listCoreLinks(db, set, codes)).map(({ questionCode, itemCode, other }) => [
        questionCode,
        itemCode,
        `${other.set}/${other.code}`,
      ]);
    expect(await others('agencies')).toEqual([
      ['lead-named', 'lead', 'nurseries/leads'],
      ['lead-named', 'lead', 'schools/key-roles'],
      ['policy-approved', 'policy', 'schools/policy-register'],
    ]);
    expect(await others('schools', ['policy-register', 'no-such'])).toEqual([
      ['policy-register', 'policy', 'agencies/policy-approved'],
    ]);
    expect(await others('no-such')).toEqual([]);
  });

  it('is left alone when it is the same, and replaced as a whole, with an event, when it has changed', async () => {
    const portal = await open();
    const { db } = portal.database;
    expect(await install(portal, [])).toBe('unchanged');
    expect(await install(portal, [policy, lead])).toBe('installed');
    expect(await install(portal, [policy, lead])).toBe('unchanged');
    expect(await install(portal, [lead])).toBe('replaced');
    expect((await listCoreLinks(db, 'agencies')).map(({ itemCode }) => itemCode)).toEqual(['lead', 'lead']);
    expect(await install(portal, [])).toBe('replaced');
    expect(await listCoreLinks(db, 'agencies')).toEqual([]);
    const events = await db
      .selectFrom('event')
      .select(['chain', 'detail'])
      .where('type', '=', 'core.installed')
      .orderBy('seq')
      .execute();
    expect(events.map(({ chain }) => chain)).toEqual(['system', 'system', 'system']);
    const details = events.map(({ detail }) => JSON.parse(detail));
    expect(details.map(({ replaced }) => replaced)).toEqual([null, details[0].sha256, details[1].sha256]);
  });

  it('is told on the page of an edition, by the number of the question in the newest edition of the other set', async () => {
    const portal = await open();
    const schools = (edition: string, codes: string[]) =>
      anEdition({
        set: 'schools',
        edition,
        standards: [
          aStandard(
            'b2',
            codes.map((code) => aQuestion(code)),
          ),
        ],
      });
    await anInstalledEdition(portal, schools('2025.1', ['policy-register', 'key-roles']));
    await anInstalledEdition(portal, schools('2026.1', ['first', 'key-roles']));
    await anInstalledEdition(
      portal,
      anEdition({
        set: 'agencies',
        standards: [aStandard('a1', [aQuestion('policy-approved'), aQuestion('lead-named')])],
      }),
    );
    await anInstalledCore(portal, [policy, lead]);
    const { model, alsoAsked } = await getQuestionSet(portal, 'agencies/2026.1', null);
    // Nurseries have no edition here, and the newest edition for schools has no "policy-register" any more.
    expect(alsoAsked).toEqual({
      'lead-named': [{ name: 'Schools B2.2', href: '/standards/schools/2026.1#question-key-roles' }],
    });
    const html = renderToStaticMarkup(
      <MemoryRouter>
        <QuestionSet model={model} alsoAsked={alsoAsked} />
      </MemoryRouter>,
    );
    expect(html.replace(/<[^>]+>/g, '')).toContain('Also asked in: Schools B2.2');
    expect(html.match(/Also asked in/g)).toHaveLength(1);
  });
});
