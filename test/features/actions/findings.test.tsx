import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { listJoinedByOthers } from '../../../app/features/actions/at-home.server.ts';
import { checkImpact } from '../../../app/features/actions/commands/check-impact.server.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { declineFinding } from '../../../app/features/actions/commands/decline-finding.server.ts';
import { editAction } from '../../../app/features/actions/commands/edit-action.server.ts';
import { joinFinding } from '../../../app/features/actions/commands/join-finding.server.ts';
import {
  decideAction,
  markDone,
  rescheduleAction,
} from '../../../app/features/actions/commands/update-action.server.ts';
import { RedAgainList, RedAgainWarning } from '../../../app/features/actions/components/lineage.tsx';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { listRedAgain } from '../../../app/features/actions/red-again.server.ts';
import { actionScope } from '../../../app/features/actions/scope.server.ts';
import { aCycle, anInstalledEdition, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';
const edition = anEdition();
const byHand = {
  challenge: null,
  submission: null,
  question: null,
  source: 'audit',
  sourceName: 'Case audit',
} as const;

/** A place whose agency has sent a return that is red at one question, with an action about it. */
async function aRedAnswer(portal: TestPortal) {
  const place = await aPlaceOfActions(portal);
  const { partnershipId, organisationId, manager, lead } = place;
  await anInstalledEdition(portal, edition);
  const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
  const points = { 'a1-rating': 'red' };
  const { submissionId } = await aSubmission(portal, { partnershipId, cycleId, organisationId, edition, points });
  const about = { organisation: null, submission: submissionId, question: 'a1-rating' };
  const { id, reference } = await createAction(portal, manager, actionFor(null, lead, about));
  return { ...place, cycleId, submissionId, id, reference };
}

async function close(portal: TestPortal, { id, lead, manager }: Awaited<ReturnType<typeof aRedAnswer>>) {
  await markDone(portal, lead, id, { revision: 1, note: 'Done', evidence: null, link: 'https://x.example/a' });
  await decideAction(portal, manager, id, 'verified', { revision: 2, note: 'Seen' });
}

/** The agency's return of the next year. */
async function nextYear(portal: TestPortal, place: Awaited<ReturnType<typeof aRedAnswer>>, point: string) {
  const { partnershipId, organisationId } = place;
  portal.setTime('2027-11-02T09:00:00Z');
  const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
  const points = { 'a1-rating': point };
  return aSubmission(portal, { partnershipId, cycleId, organisationId, edition, points });
}

describeEachDatabase('further findings of an action', (open) => {
  it('are joined by reference, and stand with their source on the action', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, manager, lead, reference, id } = await aRedAnswer(portal);
    const joined = await joinFinding(portal, manager, {
      ...byHand,
      organisation: organisationId,
      finding: 'Four of ten files had no notes',
      reference,
    });
    expect(joined).toEqual({ saved: true, actionId: id });
    expect((await getAction(db, lead, id, today)).lineage.findings).toMatchObject([
      { source: 'audit', sourceName: 'Case audit', finding: 'Four of ten files had no notes', addedBy: 'Ann Moss' },
    ]);
    expect(
      await joinFinding(portal, manager, {
        ...byHand,
        organisation: organisationId,
        finding: 'x',
        reference: 'ACT-NONE',
      }),
    ).toMatchObject({ saved: false, field: 'reference' });
  });

  it('let the partnership of the finding read an action of another one, and change nothing of it', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, id, reference } = await aRedAnswer(portal);
    const elsewhere = await aPartnership(portal, 'fenlow');
    const marta = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere }, 'Marta Olsen');
    const finding = { ...byHand, organisation: organisationId, finding: 'Found in Fenlow too', reference };
    await expect(joinFinding(portal, marta, finding)).rejects.toThrow('Page not found');
    await db
      .insertInto('partnership_member')
      .values({
        id: portal.newId(),
        partnership_id: elsewhere,
        organisation_id: organisationId,
        joined_on: '2026-01-01',
        left_on: null,
        created_at: portal.stamp().now,
      })
      .execute();
    await expect(getAction(db, marta, id, today)).rejects.toThrow('Page not found');
    expect(await joinFinding(portal, marta, finding)).toMatchObject({ saved: true });
    const read = await getAction(db, marta, id, today);
    expect(read.lineage.findings).toMatchObject([{ finding: 'Found in Fenlow too' }]);
    expect(read.may).toMatchObject({ moves: [], edit: false, reschedule: false, reassign: false, decideTime: false });
    const details = { finding: 'x', what: 'x', successMeasure: 'x', priority: 'low' } as const;
    for (const change of [
      () => editAction(portal, marta, id, { revision: 2, ...details }),
      () => rescheduleAction(portal, marta, id, { revision: 2, dueOn: '2026-12-01', note: 'x' }),
      () => decideAction(portal, marta, id, 'returned', { revision: 2, note: 'x' }),
    ])
      await expect(change()).rejects.toThrow('Page not found');
  });

  it('of another partnership are told to the organisation, which may decline them: then nobody there reads on', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, id, reference, lead, manager } = await aRedAnswer(portal);
    const elsewhere = await aPartnership(portal, 'fenlow');
    const marta = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere }, 'Marta Olsen');
    const joined_on = '2026-01-01';
    const member = { partnership_id: elsewhere, organisation_id: organisationId, joined_on, left_on: null };
    await db
      .insertInto('partnership_member')
      .values({ id: portal.newId(), created_at: portal.stamp().now, ...member })
      .execute();
    const finding = { ...byHand, organisation: organisationId, finding: 'canary finding', reference };
    await joinFinding(portal, manager, { ...finding, finding: 'Their own' });
    await joinFinding(portal, marta, finding);
    expect(await listJoinedByOthers(db, lead, today)).toMatchObject([{ actionId: id, reference }]);
    expect(await listJoinedByOthers(db, lead, '2026-12-24')).toEqual([]);
    expect(await listJoinedByOthers(db, manager, today)).toEqual([]);
    const [own, others] = (await getAction(db, lead, id, today)).lineage.findings;
    const decline = (viewer: Viewer, of: string) =>
      declineFinding(portal, viewer, id, { finding: of, note: 'canary reason' });
    await expect(decline(lead, own?.id ?? '')).rejects.toThrow('Page not found');
    await expect(decline(marta, others?.id ?? '')).rejects.toThrow('Page not found');
    await expect(decline(manager, others?.id ?? '')).rejects.toThrow('Page not found');
    expect(await decline(lead, others?.id ?? '')).toEqual({ saved: true });
    expect(await decline(lead, others?.id ?? '')).toEqual({ saved: true });
    await expect(getAction(db, marta, id, today)).rejects.toThrow('Page not found');
    expect((await getAction(db, manager, id, today)).lineage.findings[1]).toMatchObject({
      foreign: true,
      declined: { because: 'canary reason' },
    });
    expect(await listJoinedByOthers(db, lead, today)).toEqual([]);
    const sent = await db
      .selectFrom('outbox_message')
      .select(['to_address', 'template', 'body'])
      .where('template', 'in', ['finding-joined', 'finding-declined'])
      .orderBy('template', 'desc')
      .execute();
    const told = (template: string) => sent.filter((one) => one.template === template).map((one) => one.to_address);
    expect(told('finding-joined')).toContain(lead.email);
    expect(told('finding-joined')).not.toContain(manager.email);
    expect(told('finding-declined')).toEqual([marta.email]);
    expect(JSON.stringify(sent)).not.toContain('canary');
  });
});

describeEachDatabase('a closed action whose question is red again', (open) => {
  it('is surfaced until it is looked at again or another action follows it', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aRedAnswer(portal);
    const { manager, chair, lead, id } = place;
    await close(portal, place);
    expect(await listRedAgain(db, actionScope(manager))).toEqual([]);
    const { submissionId } = await nextYear(portal, place, 'red');
    const red = { actionId: id, submissionId, questionCode: 'a1-rating', by: 'self' };
    expect(await listRedAgain(db, actionScope(manager))).toMatchObject([red]);
    expect(await listRedAgain(db, actionScope(lead), { actionId: id })).toMatchObject([red]);
    const found = await listRedAgain(db, actionScope(manager), { submissionId });
    expect(found).toMatchObject([red]);
    const shown = renderToStaticMarkup(<RedAgainList found={found} mayFollowUp />);
    expect(shown).toContain('Closed, then red again');
    expect(shown).toContain(`href="/actions/${id}"`);
    expect(shown).toContain(`follows=${id}&amp;submission=${submissionId}&amp;question=a1-rating`);
    expect(renderToStaticMarkup(<RedAgainList found={found} mayFollowUp={false} />)).not.toContain('follows=');
    expect(renderToStaticMarkup(<RedAgainWarning found={found} mayFollowUp />)).toContain('Closed, then red again');
    expect(await listRedAgain(db, actionScope(manager), { submissionId: place.submissionId })).toEqual([]);
    portal.setTime('2027-11-03T09:00:00Z');
    await checkImpact(portal, chair, id, 'impact-held', { revision: 3, note: 'A slip of the pen' });
    expect(await listRedAgain(db, actionScope(manager))).toEqual([]);
  });

  it('is not surfaced by a better rating, and by a moderated one to the partnership alone', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aRedAnswer(portal);
    const { manager, lead, id } = place;
    await close(portal, place);
    const { submissionId } = await nextYear(portal, place, 'amber');
    expect(await listRedAgain(db, actionScope(manager))).toEqual([]);
    await db
      .updateTable('submission_rating')
      .set({ moderated_point: 'red' })
      .where('submission_id', '=', submissionId)
      .where('question_code', '=', 'a1-rating')
      .execute();
    expect(await listRedAgain(db, actionScope(manager))).toMatchObject([{ actionId: id, by: 'moderated' }]);
    expect(await listRedAgain(db, actionScope(lead))).toEqual([]);
    await db
      .insertInto('cycle_moderation')
      .columns(['partnership_id', 'cycle_id', 'blind', 'reply_days'])
      .expression((eb) =>
        eb
          .selectFrom('submission')
          .select(['partnership_id', 'cycle_id', eb.lit(1).as('blind'), eb.lit(5).as('reply_days')])
          .where('id', '=', submissionId),
      )
      .execute();
    expect(await listRedAgain(db, actionScope(manager))).toEqual([]);
  });
});
