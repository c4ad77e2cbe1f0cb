import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { listRecentEvents } from '../../../app/features/audit/scoped-queries.server.ts';
import { requestPack } from '../../../app/features/challenge/commands/request-pack.server.ts';
import { findEventSubjects } from '../../../app/features/reports/event-subjects.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

describeEachDatabase('the record of changes', (open) => {
  it('names what each change is about, with a page that the reader may open', async () => {
    const portal = await open();
    const { manager, chair, agencies, sessionId } = await aSession(portal);
    const { id: packId } = await requestPack(portal, manager, sessionId);
    const ofTheChair = await requestPack(portal, chair, sessionId, { edition: 'chair', organisationId: null });
    const { db } = portal.database;
    const scope = partnershipScope(manager, 'audit.read');
    const events = await listRecentEvents(db, scope, { limit: 200, offset: 0 });
    const named = [
      ...events.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
      { kind: 'return', id: agencies[0]?.returnId ?? '' },
      { kind: 'submission', id: agencies[0]?.submissionId ?? '' },
    ];
    const subjects = await findEventSubjects(db, manager, scope, named);
    expect(named.filter(({ kind, id }) => !subjects.has(`${kind} ${id}`))).toEqual([]);
    expect(subjects.get(`return ${agencies[0]?.returnId}`)).toMatchObject({
      words: expect.stringMatching(/^Brookmere Council, /),
      href: `/moderation/${agencies[0]?.submissionId}`,
    });
    expect(subjects.get(`session ${sessionId}`)?.href).toBe(`/challenge/${sessionId}`);
    expect(subjects.get(`pack ${packId}`)).toEqual({
      words: expect.stringMatching(/, version 1$/),
      href: `/packs/${packId}`,
    });
    expect(subjects.get(`pack ${ofTheChair.id}`)?.href).toBeNull();
    expect([...subjects.values()].filter(({ words }) => words.trim() === '')).toEqual([]);
  });

  it('says nothing about what belongs to another partnership', async () => {
    const portal = await open();
    const { sessionId, agencies } = await aSession(portal);
    const partnershipId = await aPartnership(portal, 'ferndale');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId });
    const subjects = await findEventSubjects(portal.database.db, stranger, partnershipScope(stranger, 'audit.read'), [
      { kind: 'session', id: sessionId },
      { kind: 'submission', id: agencies[0]?.submissionId ?? '' },
      { kind: 'organisation', id: agencies[0]?.organisationId ?? '' },
    ]);
    expect(subjects.size).toBe(0);
  });
});
