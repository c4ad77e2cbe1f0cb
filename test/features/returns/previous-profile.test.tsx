import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { saveProfileForm } from '../../../app/features/returns/commands/save-profile-form.server.ts';
import { ProfileReading } from '../../../app/features/returns/components/profile-reading.tsx';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { getProfilePage } from '../../../app/features/returns/profile-page.server.ts';
import { getReturn } from '../../../app/features/returns/queries.server.ts';
import { aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aCycle, anInstalledEdition, aReturn } from '../../builders/a-partnership.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let number = 0;

const anEditionOf = (set: string, edition: string, charityText?: string) =>
  anEdition({
    set,
    edition,
    profile: [
      aProfileQuestion('premises'),
      aProfileQuestion('charity', charityText === undefined ? {} : { text: charityText }),
      aProfileQuestion('staff', { answer: { type: 'number' } }),
    ],
    standards: [
      aStandard('a1', [aQuestion('a1-rating')]),
      aStandard('premises', [aQuestion('premises-rating')], { appliesTo: { flag: 'premises' } }),
    ],
  });

/** An organisation that sent its return on one edition, with its facts, and has another open on the next. */
async function aSecondYear(portal: TestPortal): Promise<World> {
  const set = `second-year-${process.pid}-${number++}`;
  const before = await aWorld(portal, anEditionOf(set, '2025.1'));
  const { lead, returnId } = before;
  await confirmProfile(portal, lead, { returnId, seen: {}, profile: { premises: true, charity: true, staff: 12 } });
  await submitted(portal, before, { 'a1-rating': rated('green'), 'premises-rating': rated('green') });
  const edition = anEditionOf(set, '2026.1', 'Are you registered as a charity now?');
  const cycleId = await aCycle(portal, before.partnershipId, await anInstalledEdition(portal, edition), 'Next year');
  return { ...before, edition, cycleId, returnId: await aReturn(portal, { ...before, cycleId, edition }) };
}

const scopeOf = ({ organisationId }: World) => ({ organisationIds: [organisationId] }) as const;
const pageOf = (portal: TestPortal, world: World) => getProfilePage(portal.database.db, scopeOf(world), world.returnId);

describeEachDatabase('what an organisation said of itself last time', (open) => {
  it('is offered to confirm: choices in their fields, a figure beside its empty one, another question not at all', async () => {
    const portal = await open();
    const world = await aSecondYear(portal);
    const page = await pageOf(portal, world);
    expect(page.filledInFrom).not.toBeNull();
    expect(page.filledInFrom).not.toBe('Next year');
    expect(page.questions.map(({ question, values, lastTime }) => [question.code, values, lastTime])).toEqual([
      ['premises', ['yes'], null],
      ['charity', [], null],
      ['staff', [], '12'],
    ]);
  });

  it('counts for nothing, and is read as not answered, until somebody confirms it', async () => {
    const portal = await open();
    const world = await aSecondYear(portal);
    const { db } = portal.database;
    const facts = async () => {
      const { profile, profileConfirmedAt } = await getReturn(db, scopeOf(world), world.returnId);
      return { profile, confirmed: profileConfirmedAt !== null };
    };
    const overview = () => getReturnOverview(db, scopeOf(world), world.lead, world.returnId, portal.stamp().today);
    const page = await pageOf(portal, world);
    expect(await facts()).toEqual({ profile: {}, confirmed: false });
    expect((await overview()).profile).toMatchObject({ answered: 0, questions: 3, confirmed: false });
    expect(renderToStaticMarkup(<ProfileReading page={page} />).match(/Not answered/g)).toHaveLength(3);

    const form = new FormData();
    form.set('seen', page.seen);
    for (const { question } of page.questions) form.append('shown', question.code);
    form.set('profile.premises', 'yes');
    form.set('profile.charity', 'no');
    form.set('profile.staff', '14');
    expect(await saveProfileForm(portal, world.lead, world.returnId, form)).toMatchObject({ kind: 'moved' });
    expect(await facts()).toEqual({ profile: { premises: true, charity: false, staff: 14 }, confirmed: true });
    expect((await overview()).profile).toMatchObject({ answered: 3, confirmed: true });
    const after = await pageOf(portal, world);
    expect(after.filledInFrom).toBeNull();
    expect(renderToStaticMarkup(<ProfileReading page={after} />)).not.toContain('Not answered');
  });
});
