import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { organisationScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import type { ProfileValue } from '../../../app/features/questionnaire/conditions.ts';
import { editionId, installEdition } from '../../../app/features/questionnaire/editions.server.ts';
import { questionnaireOfStandard } from '../../../app/features/questionnaire/questionnaire.ts';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { type Snapshot, snapshotSchema } from '../../../app/features/submissions/schema.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { editionName, type LoadedEdition, loadLibrary } from '../../../standards/load.server.ts';
import { type OrganisationKind, organisationKinds } from '../../../standards/vocabulary.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { anAnswer } from '../../builders/an-answer.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let editions: readonly LoadedEdition[];
beforeAll(async () => {
  ({ editions } = await loadLibrary(join(import.meta.dirname, '../../../standards/library')));
});

interface Journey {
  readonly edition: string;
  readonly kind: OrganisationKind;
  readonly signatory: SignatoryCode;
  /** Points by question; every other rating is given the last point of its scale, which is the best. */
  readonly points?: Readonly<Record<string, string>>;
}

/** Launches a cycle for one organisation and takes its return, every flag yes and every question answered, to the partnership. */
async function sent(portal: TestPortal, journey: Journey): Promise<Snapshot> {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const organisationId = await anOrganisation(portal, partnershipId, { kind: journey.kind });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const signatory = await aViewer(portal, { role: journey.signatory, organisationId });
  const returnId = await launched(portal, manager, partnershipId, journey);
  await answerAll(portal, lead, returnId, journey);
  await sendForSignOff(portal, lead, { returnId });
  const { contentHash } = await loadReturnContent(portal.database.db, organisationScope(lead, 'return.read'), returnId);
  expect(await signReturn(portal, signatory, { returnId, signatory: journey.signatory, contentHash })).toEqual({
    outcome: 'signed',
    complete: true,
  });
  expect(await submitReturn(portal, lead, { returnId })).toMatchObject({ outcome: 'submitted' });
  const row = await portal.database.db.selectFrom('submission').select('snapshot').executeTakeFirstOrThrow();
  return snapshotSchema.parse(JSON.parse(row.snapshot));
}

const loadedOf = ({ edition }: Journey): LoadedEdition => {
  const found = editions.find((one) => editionName(one.edition) === edition);
  if (!found) throw new Error(`The library has no edition ${edition}`);
  return found;
};

async function launched(portal: TestPortal, manager: Viewer, partnershipId: string, journey: Journey): Promise<string> {
  const loaded = loadedOf(journey);
  await portal.database.transaction((trx) => installEdition(trx, portal.stamp(), loaded));
  const created = await createCycle(portal, manager, {
    partnershipId,
    form: {
      editionId: editionId(loaded.edition),
      name: 'Autumn 2026',
      opensOn: '2026-11-02',
      dueOn: '2026-12-11',
      moderationOn: '2027-01-29',
      challengeOn: '2027-02-26',
      actionsDueOn: '2027-03-31',
    },
  });
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  await launchCycle(portal, manager, { cycleId: created.cycleId, revision: 1 });
  const row = await portal.database.db.selectFrom('agency_return').select('id').executeTakeFirstOrThrow();
  return row.id;
}

async function answerAll(portal: TestPortal, lead: Viewer, returnId: string, journey: Journey): Promise<void> {
  const compiled = compileEdition(loadedOf(journey).edition);
  const profile: Record<string, ProfileValue> = {};
  for (const { code, answer } of compiled.edition.profile) {
    if (answer.type === 'yes-no') profile[code] = true;
    else if (answer.type === 'number') profile[code] = 12;
    else if (answer.type === 'text') profile[code] = 'All of it';
    else if (answer.type === 'single-choice') profile[code] = answer.choices.at(-1)?.code ?? '';
    else profile[code] = [answer.choices[0]?.code ?? ''];
  }
  expect(await confirmProfile(portal, lead, { returnId, seen: {}, profile })).toMatchObject({
    ok: true,
    incomplete: false,
  });
  const { kind } = journey;
  const answers: Record<string, AnswerValue> = {};
  for (const standard of compiled.edition.standards) {
    const facts = { kind, phase: null, duty: organisationKinds[kind].duty, profile, answers };
    const given: string[] = [];
    for (let open = true; open; ) {
      const [asked] = questionnaireOfStandard(compiled, facts, standard).standards;
      const fresh = (asked?.questions ?? []).filter(({ question }) => !Object.hasOwn(answers, question.code));
      for (const { question } of fresh) {
        const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
        answers[question.code] = anAnswer(question, scale, journey.points?.[question.code]);
        given.push(question.code);
      }
      open = fresh.length > 0;
    }
    if (given.length === 0) continue;
    const saved = await saveAnswers(portal, lead, {
      returnId,
      standardCode: standard.code,
      answers: given.flatMap((questionCode) => {
        const value = answers[questionCode];
        return value ? [{ questionCode, value, revision: 0 }] : [];
      }),
      mark: 'complete',
    });
    expect(saved.missing).toEqual([]);
  }
}

const standardIn = (snapshot: Snapshot, code: string) =>
  snapshot.content.standards.find((standard) => standard.code === code);

describeEachDatabase('a return on one of the other sets goes from launch to the partnership', (open) => {
  it('early years: a childminder signs alone, as the registered person', async () => {
    const snapshot = await sent(await open(), {
      edition: 'early-years/2025.1',
      kind: 'childminder',
      signatory: 'registered-person',
      points: { 'eating-supervised': 'not-met' },
    });
    expect(snapshot.reference).toMatch(/^EY-/);
    expect(snapshot.signatures).toMatchObject([{ signatory: 'registered-person', title: 'Registered person' }]);
    expect(standardIn(snapshot, 'safe-care')?.computed).toBe('not-met');
    expect(standardIn(snapshot, 'records-and-sharing')?.computed).toBe('met');
    expect(standardIn(snapshot, 'overall-and-plan')?.questions.map(({ code }) => code)).toContain('improvement-plan');
  });

  it('early years: a nursery is asked its own questions and signs as one', async () => {
    const snapshot = await sent(await open(), {
      edition: 'early-years/2025.1',
      kind: 'early-years',
      signatory: 'registered-person',
    });
    const leads = standardIn(snapshot, 'lead-and-policies')?.questions.find(({ code }) => code === 'designated-leads');
    expect(leads?.answer).toMatchObject({ type: 'table', rows: [{ role: 'designated-lead' }] });
  });

  it('agency assurance report: a judgement of the whole is kept, with what the other ratings come to beside it', async () => {
    const snapshot = await sent(await open(), {
      edition: 'agency-assurance-report/2026.1',
      kind: 'police',
      signatory: 'senior-lead',
      points: { 'voice-in-records': 'limited', 'voice-overall': 'reasonable' },
    });
    expect(snapshot.reference).toMatch(/^AAR-/);
    expect(standardIn(snapshot, 'voice-of-the-child')).toMatchObject({ computed: 'reasonable', beside: 'limited' });
    expect(standardIn(snapshot, 'actions')).toMatchObject({ computed: 'full', beside: 'full' });
    const figures = standardIn(snapshot, 'workforce-health')?.questions;
    expect(figures?.find(({ code }) => code === 'vacancy-rate')?.words).toEqual(['87.5%']);
    expect(figures?.find(({ code }) => code === 'workforce-table')?.answer).toMatchObject({ rows: [{ posts: '12' }] });
  });

  it('workforce health check: ratings are averaged on a scale from 0 to 3', async () => {
    const snapshot = await sent(await open(), {
      edition: 'workforce-health-check/2026.1',
      kind: 'health-provider',
      signatory: 'senior-lead',
      points: { 'workload-limit': 'not-there', 'workload-acted-on': 'mostly-there' },
    });
    expect(snapshot.reference).toMatch(/^WHC-/);
    expect(standardIn(snapshot, 'caseloads')?.computed).toBe('beginning');
    expect(standardIn(snapshot, 'caseloads')).not.toHaveProperty('beside');
  });

  it('section 11 for small groups: the lead trustee signs', async () => {
    const snapshot = await sent(await open(), {
      edition: 'section-11-light/2023.1',
      kind: 'sport',
      signatory: 'senior-lead',
    });
    expect(snapshot.reference).toMatch(/^S11L-/);
    expect(snapshot.signatures).toMatchObject([{ title: 'Lead trustee, chair or owner' }]);
    expect(standardIn(snapshot, 'safer-recruitment')?.computed).toBe('green');
  });
});
