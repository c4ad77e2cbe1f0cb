import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { carryForward } from '../../../app/features/returns/commands/carry-forward.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { attachCoreEvidence, putCoreWords } from '../../../app/features/returns/commands/use-core.server.ts';
import { StandardForm } from '../../../app/features/returns/components/standard-form.tsx';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import type { StandardPage } from '../../../app/features/returns/standard-page.ts';
import { FormErrors } from '../../../app/ui/form-errors.tsx';
import type { Edition } from '../../../standards/contract.ts';
import { aReturnToCarryInto } from '../../builders/a-carried-return.ts';
import { aCoreItem, anInstalledCore } from '../../builders/a-core.ts';
import { attachLink, rated } from '../../builders/a-filled-return.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { eventsOf } from './a-return-at-work.ts';

const yesNo = (detail: 'never' | 'when-yes') => ({ answer: { type: 'yes-no' as const, detail } });

let number = 0;

interface Body {
  readonly mine: Edition;
  readonly theirs: Edition;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly returnId: string;
  readonly lead: Viewer;
}

/** A body that answers two sets, and a core under which four questions of mine ask what "policy" of the other does. */
async function aBodyOfTwoSets(portal: TestPortal): Promise<Body> {
  const name = `core-${process.pid}-${number++}`;
  const mine = anEdition({
    set: `${name}-school`,
    standards: [
      aStandard('b1', [
        aQuestion('our-policy'),
        aQuestion('short', { answer: { type: 'text', maxLength: 40 } }),
        aQuestion('ticked', yesNo('never')),
        aQuestion('detailed', yesNo('when-yes')),
        aQuestion('alone'),
      ]),
    ],
  });
  const theirs = theirEdition(name, '2026.1');
  const partnershipId = await aPartnership(portal, name);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Harbour Nursery School' });
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, mine), 'Schools, 2026');
  await anInstalledEdition(portal, theirs);
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: mine });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Sam Patel');
  const both = (code: string, other: string) => aCoreItem(code, [mine.set, code], [theirs.set, other]);
  await anInstalledCore(portal, [
    both('our-policy', 'policy'),
    both('short', 'lead'),
    both('ticked', 'log'),
    both('detailed', 'branch'),
  ]);
  return { mine, theirs, partnershipId, organisationId, returnId, lead };
}

const theirEdition = (name: string, edition: string, codes = ['policy', 'lead', 'log']) =>
  anEdition({
    set: `${name}-agency-assurance-report`,
    edition,
    standards: [
      aStandard('a1', [
        ...codes.map((code) => aQuestion(code)),
        aQuestion('branch', { appliesTo: { answer: codes[0] ?? '', in: ['green'] } }),
      ]),
    ],
  });

const words = 'The board approved our policy in May.';

/** Sends a return of the other set: "policy" rated green with words and two links, "lead" with words. */
async function sent(
  portal: TestPortal,
  { partnershipId, organisationId }: Pick<Body, 'partnershipId' | 'organisationId'>,
  edition: Edition,
  said: Record<string, string> = { policy: words },
  submittedAt = '2026-03-03T10:00:00.000Z',
): Promise<string> {
  const cycleId = await aCycle(portal, partnershipId, `${edition.set}/${edition.edition}`, 'Assurance, 2025');
  const { returnId } = await aSubmission(portal, {
    partnershipId,
    cycleId,
    organisationId,
    edition,
    points: Object.fromEntries(Object.keys(said).map((code) => [code, 'green'])),
    words: said,
    evidence: { policy: [{ title: 'Policy' }, { title: 'Minutes of the board' }] },
    submittedAt,
  });
  return returnId;
}

/** Opens a return of the other set and answers in it, unsent. */
async function drafted(portal: TestPortal, body: Body, answers: Record<string, AnswerValue>): Promise<string> {
  const { partnershipId, organisationId, theirs, lead } = body;
  const cycleId = await aCycle(portal, partnershipId, `${theirs.set}/${theirs.edition}`, 'Assurance, 2026');
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: theirs });
  await saveAnswers(portal, lead, {
    returnId,
    standardCode: 'a1',
    answers: Object.entries(answers).map(([questionCode, value]) => ({ questionCode, value, revision: 0 })),
  });
  return returnId;
}

const pageOf = (portal: TestPortal, { returnId, organisationId }: Pick<Body, 'returnId' | 'organisationId'>) =>
  getStandardPage(portal.database.db, { organisationIds: [organisationId] }, { returnId, standardCode: 'b1' });

const offersOf = async (portal: TestPortal, body: Pick<Body, 'returnId' | 'organisationId'>, code = 'our-policy') =>
  (await pageOf(portal, body)).questions.find(({ question }) => question.code === code)?.offers ?? [];

const questionOf = async (portal: TestPortal, body: Body, code = 'our-policy') =>
  (await pageOf(portal, body)).questions.find(({ question }) => question.code === code);

function press(portal: TestPortal, body: Body, intent: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, intent })) form.append(name, value);
  return saveStandardForm(portal, body.lead, { returnId: body.returnId, standardCode: 'b1' }, form);
}

const fieldsOf = (code: string, revision: number, parts: Record<string, string>) => ({
  [`${code}.shown`]: '1',
  [`${code}.revision`]: String(revision),
  ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [`${code}.${name}`, value])),
});

const buttonFor = (body: Body, what: 'words' | 'evidence', code = 'our-policy', other = 'policy') =>
  `use-${what}:${code}:${body.theirs.set}/${other}`;

describeEachDatabase('what is offered from a return of another set', (open) => {
  it('is what was sent last, in words and with its evidence, and never its rating', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs, { policy: 'An older text.' }, '2025-03-03T10:00:00.000Z');
    await sent(portal, body, body.theirs);
    const [offer, ...more] = await offersOf(portal, body);
    expect(more).toEqual([]);
    expect(offer).toMatchObject({
      place: { set: body.theirs.set, code: 'policy' },
      asked: 'What about policy?',
      words,
      wordsUse: 'free',
      evidenceUse: 'free',
    });
    expect(offer?.said).toMatch(/^You said this in your .* agency assurance report \(sent on 3 March 2026\)$/);
    expect(offer?.evidence.map(({ title }) => title)).toEqual(['Policy', 'Minutes of the board']);
    expect(JSON.stringify(offer)).not.toMatch(/green|in place/i);
    expect(await offersOf(portal, body, 'alone')).toEqual([]);
  });

  it('is what the own draft says where that says something, and nothing of a question the draft does not ask', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs, { policy: words, lead: 'Sent.', branch: 'Sent in a branch.' });
    const returnId = await drafted(portal, body, {
      policy: rated('red', 'As it is being written.'),
      branch: rated('green', 'Kept, but closed.'),
    });
    await attachLink(portal, { ...body, returnId, edition: body.theirs, cycleId: '' }, 'policy', 'New policy');
    const [own] = await offersOf(portal, body);
    expect(own).toMatchObject({ words: 'As it is being written.', evidence: [{ title: 'New policy' }] });
    expect(own?.said).toContain('(not sent yet)');
    expect((await offersOf(portal, body, 'short'))[0]).toMatchObject({ words: 'Sent.', evidence: [] });
    expect((await offersOf(portal, body, 'detailed')).map((offer) => offer.words)).toEqual(['Sent in a branch.']);
  });

  it('is found by code whichever edition of the other set was answered, unless that one does not ask it', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    const name = body.theirs.set.replace('-agency-assurance-report', '');
    const older = theirEdition(name, '2019.1');
    const newer = theirEdition(name, '2031.1', ['lead', 'log']);
    for (const edition of [older, newer]) await anInstalledEdition(portal, edition);
    await sent(portal, body, older, { policy: 'Said long ago.' }, '2019-03-03T10:00:00.000Z');
    expect((await offersOf(portal, body)).map((offer) => offer.words)).toEqual(['Said long ago.']);
    await sent(portal, body, newer, { lead: 'Jo leads.' });
    expect(await offersOf(portal, body)).toEqual([]);
    expect((await offersOf(portal, body, 'short')).map((offer) => offer.words)).toEqual(['Jo leads.']);
  });

  it('is only of another set and only of the same organisation: no other body’s, here or in another tenant', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    const neighbour = await anOrganisation(portal, body.partnershipId);
    const neighbourLead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: neighbour });
    const next = { ...body, organisationId: neighbour, lead: neighbourLead };
    await sent(portal, next, body.theirs);
    await drafted(portal, next, { policy: rated('green', 'The neighbour’s draft.') });
    const elsewhere = await aPartnership(portal, `${body.theirs.set}-elsewhere`);
    const stranger = await anOrganisation(portal, elsewhere);
    await sent(portal, { partnershipId: elsewhere, organisationId: stranger }, body.theirs);
    expect(await offersOf(portal, body)).toEqual([]);
    await anInstalledCore(portal, [aCoreItem('same-set', [body.mine.set, 'our-policy'], [body.mine.set, 'alone'])]);
    await saveAnswers(portal, body.lead, {
      returnId: body.returnId,
      standardCode: 'b1',
      answers: [{ questionCode: 'alone', value: rated('green'), revision: 0 }],
    });
    expect(await offersOf(portal, body)).toEqual([]);
    await anInstalledCore(portal, [aCoreItem('policy', [body.mine.set, 'our-policy'], [body.theirs.set, 'policy'])]);
    const intent = { returnId: body.returnId, standardCode: 'b1', questionCode: 'our-policy' };
    const place = { set: body.theirs.set, code: 'policy' };
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId: body.partnershipId });
    for (const viewer of [body.lead, neighbourLead, manager])
      for (const use of [putCoreWords, attachCoreEvidence])
        await expect(use(portal, viewer, { ...intent, place })).rejects.toMatchObject({ code: 'not-found' });
    expect(await eventsOf(portal, body.returnId)).toEqual(['answer.saved']);
  });

  it('says which partnership it was sent to where that is another one of the same organisation', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    const other = await aPartnership(portal, `${body.theirs.set}-other`);
    await sent(portal, { ...body, partnershipId: other }, body.theirs);
    expect((await offersOf(portal, body))[0]?.said).toMatch(/\(sent on 3 March 2026 to .*-other Safeguarding/);
  });

  it('ends when the return is sent, and costs one query where the core knows none of the questions', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    await pageOf(portal, body);
    portal.takeQueries();
    await pageOf(portal, body);
    const withOffers = portal.takeQueries().length;
    await anInstalledCore(portal, []);
    portal.takeQueries();
    await pageOf(portal, body);
    expect(portal.takeQueries().length).toBe(withOffers - 3);
    await anInstalledCore(portal, [aCoreItem('policy', [body.mine.set, 'our-policy'], [body.theirs.set, 'policy'])]);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'submitted' })
      .where('id', '=', body.returnId)
      .execute();
    expect(await offersOf(portal, body)).toEqual([]);
  });
});

describeEachDatabase('using what is offered', (open) => {
  it('adds the words under what is written, once however often it is pressed, and leaves the rating alone', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    const typed = fieldsOf('our-policy', 0, { answer: 'amber', narrative: 'Typed and not saved yet.' });
    const here = `/returns/${body.returnId}/standards/b1#question-our-policy`;
    for (let times = 0; times < 2; times++)
      expect(await press(portal, body, buttonFor(body, 'words'), typed)).toEqual({ kind: 'moved', to: here });
    const question = await questionOf(portal, body);
    expect(question?.value).toEqual({
      type: 'rating',
      point: 'amber',
      narrative: `Typed and not saved yet.\n\n${words}`,
    });
    expect(question).toMatchObject({ revision: 2, offers: [{ wordsUse: 'used' }] });
    expect(await eventsOf(portal, body.returnId)).toEqual(['answer.saved', 'answer.saved', 'core.words-used']);
  });

  it('puts the words into an empty answer without a rating, and at the same moment only once', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    const otherId = await sent(portal, body, body.theirs);
    const input = {
      returnId: body.returnId,
      standardCode: 'b1',
      questionCode: 'our-policy',
      place: { set: body.theirs.set, code: 'policy' },
    };
    await Promise.all([putCoreWords(portal, body.lead, input), putCoreWords(portal, body.lead, input)]);
    expect((await questionOf(portal, body))?.value).toEqual({ type: 'rating', point: null, narrative: words });
    const used = await portal.database.db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'core.words-used')
      .execute();
    expect(used.map(({ detail }) => JSON.parse(detail))).toEqual([
      {
        standard: 'b1',
        question: 'our-policy',
        item: 'our-policy',
        fromSet: body.theirs.set,
        fromQuestion: 'policy',
        fromReturn: otherId,
      },
    ]);
  });

  it('takes no words where there is no room for them, and says what to do', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs, { policy: words, lead: words, log: words, branch: words });
    const full = fieldsOf('short', 0, { answer: 'Nearly as much as may stand here.' });
    expect(await press(portal, body, buttonFor(body, 'words', 'short', 'lead'), full)).toMatchObject({
      kind: 'stay',
      why: 'problems',
      result: { errors: { 'short.answer': [expect.stringContaining('32 characters too long')] } },
    });
    expect((await questionOf(portal, body, 'short'))?.value).toMatchObject({
      text: 'Nearly as much as may stand here.',
    });
    expect((await offersOf(portal, body, 'ticked'))[0]?.wordsUse).toBe('no-room');
    const details = buttonFor(body, 'words', 'detailed', 'branch');
    expect(await press(portal, body, details, fieldsOf('detailed', 0, {}))).toMatchObject({
      result: { errors: { 'detailed.detail': [expect.stringContaining('Choose yes first')] } },
    });
    expect(await press(portal, body, details, fieldsOf('detailed', 0, { answer: 'yes' }))).toMatchObject({
      kind: 'moved',
    });
    expect((await questionOf(portal, body, 'detailed'))?.value).toEqual({
      type: 'yes-no',
      value: 'yes',
      detail: words,
    });
  });

  it('leaves two texts of one answer to be settled before it adds to either', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    const ola = await aViewer(portal, { role: 'safeguarding-lead', organisationId: body.organisationId }, 'Ola Reyes');
    await saveAnswers(portal, ola, {
      returnId: body.returnId,
      standardCode: 'b1',
      answers: [{ questionCode: 'our-policy', value: rated('green', 'By Ola.'), revision: 0 }],
    });
    const mine = fieldsOf('our-policy', 0, { answer: 'red', narrative: 'By Sam.' });
    expect(await press(portal, body, buttonFor(body, 'words'), mine)).toMatchObject({ kind: 'stay', why: 'conflict' });
    expect((await questionOf(portal, body))?.value).toMatchObject({ narrative: 'By Ola.' });
  });

  it('attaches the evidence once, skips what is attached or gone, and leaves the answer alone', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    const { db } = portal.database;
    const [offer] = await offersOf(portal, body);
    const [policy, minutes] = offer?.evidence ?? [];
    await db
      .updateTable('evidence')
      .set({ removed_at: portal.stamp().now })
      .where('id', '=', minutes?.id ?? '')
      .execute();
    for (let times = 0; times < 2; times++) await press(portal, body, buttonFor(body, 'evidence'));
    const question = await questionOf(portal, body);
    expect(question?.evidence.map(({ id }) => id)).toEqual([policy?.id]);
    expect(question).toMatchObject({ value: undefined, revision: 0, offers: [{ evidenceUse: 'used' }] });
    expect(await eventsOf(portal, body.returnId)).toEqual(['evidence.attached', 'core.evidence-used']);
  });

  it('takes a return that waits for signatures back to work', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'awaiting-sign-off' })
      .where('id', '=', body.returnId)
      .execute();
    expect(await press(portal, body, buttonFor(body, 'evidence'))).toMatchObject({
      to: `/returns/${body.returnId}/standards/b1?taken-back=1#question-our-policy`,
    });
  });

  it('waits for the answer carried from last time: its panel stands first, and no rating is kept by adding words', async () => {
    const portal = await open();
    const work = await aReturnToCarryInto(portal);
    await carryForward(portal, work);
    const theirs = theirEdition(work.editions.last.set, '2026.1');
    await anInstalledEdition(portal, theirs);
    await sent(portal, work, theirs);
    await anInstalledCore(portal, [aCoreItem('policy', [work.editions.last.set, 'same'], [theirs.set, 'policy'])]);
    const place = { set: theirs.set, code: 'policy' };
    const address = { returnId: work.returnId, standardCode: 'a1' };
    await expect(putCoreWords(portal, work.sam, { ...address, questionCode: 'same', place })).rejects.toMatchObject({
      code: 'not-now',
    });
    const scope = { organisationIds: [work.organisationId] } as const;
    const same = async () => (await getStandardPage(portal.database.db, scope, address)).questions[0];
    const html = render(await getStandardPage(portal.database.db, scope, address));
    expect(html.indexOf('Carried from')).toBeLessThan(html.indexOf('You said this in your'));
    expect(html).not.toContain('use-words:same');
    expect(html).toContain('use-evidence:same');
    const form = new FormData();
    const fields = fieldsOf('same', 0, { answer: 'amber', narrative: 'Words of same.' });
    for (const [name, value] of Object.entries({ ...fields, intent: `use-words:same:${theirs.set}/policy` }))
      form.append(name, value);
    await saveStandardForm(portal, work.sam, address, form);
    expect(await same()).toMatchObject({
      value: { point: 'amber', narrative: `Words of same.\n\n${words}` },
      carriedAs: 'Carried from Section 11, 2024, then revised',
    });
  });
});

describeEachDatabase('the page of a standard with an offer', (open) => {
  it('offers in words, folded, with buttons that post without script, and says what is used already', async () => {
    const portal = await open();
    const body = await aBodyOfTwoSets(portal);
    await sent(portal, body, body.theirs);
    const before = render(await pageOf(portal, body));
    expect(before).toMatch(/<details class="govuk-details"><summary[^>]*><span[^>]*>You said this in your/);
    for (const part of [words, 'Minutes of the board', 'It was asked there: “What about policy?”'])
      expect(before).toContain(part);
    for (const what of ['words', 'evidence'] as const)
      expect(before).toContain(`value="${buttonFor(body, what)}" type="submit"`);
    await press(portal, body, buttonFor(body, 'words'));
    await press(portal, body, buttonFor(body, 'evidence'));
    const after = render(await pageOf(portal, body));
    expect(after).toContain('These words are in your answer. This evidence stands beside your answer.');
    expect(after).not.toContain(buttonFor(body, 'words'));
    expect(after).not.toContain(buttonFor(body, 'evidence'));
  });
});

/** The form of the page, as the server writes it. */
function render(page: StandardPage): string {
  const form = (
    <FormErrors errors={undefined}>
      <StandardForm page={page} personId="p" result={undefined} moreRows={{}} changing={[]} actions={{}} />
    </FormErrors>
  );
  const router = createMemoryRouter([{ path: '*', element: form }]);
  return renderToStaticMarkup(<RouterProvider router={router} />);
}
