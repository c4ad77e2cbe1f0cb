import { changedAfterwards, settledAtSites, trust, trustAnswers, trustToAnswer } from '../../../db/seed/trust.ts';
import { findOrAddPerson, grantRole } from '../../features/accounts/commands/add-person.server.ts';
import { viewerOf } from '../../features/accounts/queries.server.ts';
import { organisationScope, type Viewer } from '../../features/accounts/viewer.ts';
import { prepareFile } from '../../features/evidence/commands/add-evidence.server.ts';
import { addOrganisation } from '../../features/organisations/commands/save-organisation.server.ts';
import { linkSites } from '../../features/organisations/groups/link-sites.server.ts';
import { organisationFormSchema } from '../../features/organisations/schema.ts';
import { type AnswerValue, parseDraft } from '../../features/questionnaire/answers.ts';
import { pointsWorstFirst } from '../../features/questionnaire/ratings.ts';
import { listCentral } from '../../features/returns/central/queries.server.ts';
import { settleCentral } from '../../features/returns/central/settle-central.server.ts';
import { markQuestions } from '../../features/trusts/commands/mark-questions.server.ts';
import { saveCentralAnswer } from '../../features/trusts/commands/save-central-answer.server.ts';
import type { Portal } from '../../platform/portal.ts';
import {
  editionOf,
  known,
  type LaunchedCycle,
  organisationIdOf,
  partnerAt,
  schools,
  viewerAt,
  type World,
} from './world.ts';

/** A trust of six schools: linked, answering once for all, and what its schools made of that. */
export function planTrust(world: World, cycle: () => LaunchedCycle): void {
  const { timeline } = world;
  let lead: Viewer | undefined;
  timeline.at(-70, '10:15', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const { name, groupId: urn, address, slug } = trust;
    const form = organisationFormSchema.parse({
      name,
      kind: 'academy-trust',
      urn,
      address,
      localAuthority: 'Brookmere',
      website: `www.${slug}.example`,
    });
    const added = await addOrganisation(portal, manager, { form });
    if (!added.ok) throw new Error(`${name} could not be added: ${JSON.stringify(added.errors)}`);
    world.organisationIds.set(slug, added.organisationId);
    const siteIds = trust.sites.map((site) => organisationIdOf(world, site));
    await linkSites(portal, manager, { groupId: added.organisationId, siteIds });
    lead = await addLead(portal, added.organisationId);
  });
  timeline.at(-1, '17:05', async (portal) => {
    const viewer = known(lead, 'trust lead');
    for (const answer of trustAnswers) {
      await answerAll(portal, world, viewer, answer);
      timeline.pass(3);
    }
    await markToAnswer(portal, world, viewer);
  });
  timeline.at(-1, '17:40', async (portal) => {
    for (const [slug, answers] of Object.entries(settledAtSites)) {
      for (const [question, { how, words = '' }] of Object.entries(answers))
        await settleAt(portal, world, slug, cycle(), question, `central-${how === 'stands' ? 'stands' : how}`, words);
      timeline.pass(4);
    }
  });
  timeline.at(-1, '18:10', async (portal) => {
    const viewer = known(lead, 'trust lead');
    await answerAll(portal, world, viewer, changedAfterwards, 1);
    world.say(`${trust.name}: ${trust.sites.length} schools, ${trustAnswers.length} answers for all of them`);
  });
}

/** Whoever leads a trust is added by the operator. */
async function addLead(portal: Portal, organisationId: string): Promise<Viewer> {
  const { today } = portal.stamp();
  const person = await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const added = await findOrAddPerson(trx, stamp, trust.lead, null);
    await grantRole(trx, stamp, added.id, { role: 'group-lead', organisationId }, null);
    return added;
  });
  const { name, email } = trust.lead;
  return viewerOf(portal.database.db, { id: person.id, name, email }, today);
}

const edition = () => {
  const [setCode = '', number = ''] = schools.split('/');
  return { setCode, edition: number };
};

type Answered = Pick<(typeof trustAnswers)[number], 'question' | 'yes' | 'words' | 'file'>;

async function answerAll(portal: Portal, world: World, lead: Viewer, answer: Answered, revision = 0): Promise<void> {
  const groupId = organisationIdOf(world, trust.slug);
  const { question: questionCode, file } = answer;
  const prepared = file && (await prepare(portal, lead, groupId, file));
  const saved = await saveCentralAnswer(portal, lead, {
    groupId,
    ...edition(),
    questionCode,
    value: answerValue(world, answer),
    evidence: [],
    added: prepared,
    revision,
  });
  if (saved.outcome !== 'saved') throw new Error(`The trust's answer to ${questionCode} was ${saved.outcome}`);
}

async function prepare(
  portal: Portal,
  lead: Viewer,
  groupId: string,
  { title, text }: NonNullable<(typeof trustAnswers)[number]['file']>,
) {
  const upload = {
    name: `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.txt`,
    bytes: new TextEncoder().encode(text),
  };
  const { today: coversFrom } = portal.stamp();
  const prepared = await prepareFile(portal, lead, groupId, upload, { title, coversFrom, coversTo: null });
  if (!prepared.ok) throw new Error(`A file of the trust was refused: ${JSON.stringify(prepared.errors)}`);
  return prepared.evidence;
}

/** The best point but one, or yes, with the words that go with it. */
function answerValue(world: World, { question: code, yes, words }: Answered): AnswerValue {
  const compiled = editionOf(world, schools);
  const question = known(compiled.questions.get(code)?.question, code);
  const { answer } = question;
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  const point = scale && pointsWorstFirst(scale).at(-2)?.code;
  const detailed = answer.type === 'yes-no' && (answer.detail === 'always' || answer.detail === 'when-yes');
  const draft = yes
    ? { type: 'yes-no', value: 'yes', detail: detailed ? words : '' }
    : { type: 'rating', point, narrative: words };
  const read = parseDraft(question, scale, draft);
  if ('problems' in read) throw new Error(`The trust cannot answer ${code}: ${read.problems[0]}`);
  return read.value;
}

async function markToAnswer(portal: Portal, world: World, lead: Viewer): Promise<void> {
  const compiled = editionOf(world, schools);
  for (const code of trustToAnswer)
    await markQuestions(portal, lead, {
      groupId: organisationIdOf(world, trust.slug),
      ...edition(),
      standardCode: known(compiled.questions.get(code), code).standard.code,
      shown: [code],
      marked: [code],
    });
}

async function settleAt(
  portal: Portal,
  world: World,
  slug: string,
  { returns }: LaunchedCycle,
  questionCode: string,
  intent: 'central-stands' | 'central-add' | 'central-different',
  text: string,
): Promise<void> {
  const viewer = viewerAt(world, slug, 'safeguarding-lead');
  const organisationId = organisationIdOf(world, slug);
  const returnId = known(returns.get(organisationId), `return of ${slug}`);
  const scope = organisationScope(viewer, 'return.answer');
  const target = { id: returnId, organisationId, editionId: schools };
  const central = await listCentral(portal.database.db, scope, target, portal.stamp().today, [questionCode]);
  const settled = await settleCentral(portal, viewer, {
    returnId,
    standardCode: known(editionOf(world, schools).questions.get(questionCode), questionCode).standard.code,
    questionCode,
    intent,
    revision: known(central.get(questionCode)?.offer ?? undefined, `answer to ${questionCode}`).revision,
    text,
  });
  if (!settled.changed) throw new Error(`${slug} could not settle ${questionCode}: ${settled.problem?.words}`);
}
