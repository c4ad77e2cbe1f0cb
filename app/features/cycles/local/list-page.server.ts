import type { Edition, Question } from '../../../../standards/contract.ts';
import type { Portal } from '../../../platform/portal.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { conditionInWords } from '../../questionnaire/condition-words.ts';
import type { ListedQuestion } from '../components/local-question-list.tsx';
import { listCycles } from '../queries.server.ts';
import type { LocalPart } from './local-part.ts';
import { editionOfCycle, findLocalPart, getLocalWork } from './queries.server.ts';
import { answerTypeNames } from './question-form.ts';
import { prioritiesTyped } from './read-local-form.ts';

/** The page of the local questions of a cycle, for those who may read the cycle. */
export async function getLocalQuestionsPage(portal: Portal, viewer: Viewer, cycleId: string) {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'cycle.read');
  const work = await getLocalWork(db, scope, cycleId, portal.stamp().today);
  const { cycle, part, revision } = work;
  const edition = editionOfCycle(work);
  const mayChange = cycle.status === 'draft' && mayInPartnership(viewer, 'cycle.change', cycle.partnershipId);
  return {
    cycle: { id: cycle.id, name: cycle.name, status: cycle.status, editionTitle: cycle.editionTitle },
    revision,
    mayChange,
    priorities: part.priorities,
    prioritiesTyped: prioritiesTyped(part.priorities),
    headings: part.standards.map((standard) => ({
      code: standard.code,
      title: standard.title,
      questions: standard.questions.map((question) => listed(question, edition, part)),
    })),
    copyFrom: mayChange && part.standards.length === 0 ? await cyclesWithQuestions() : [],
  };

  async function cyclesWithQuestions() {
    const earlier = (await listCycles(db, scope, 1)).items.filter(
      (one) => one.id !== cycle.id && one.partnershipId === cycle.partnershipId,
    );
    const found = await Promise.all(
      earlier.map(async (one) => ({ value: one.id, label: one.name, stored: await findLocalPart(db, one) })),
    );
    return found.filter(({ stored }) => stored.part.standards.length > 0).map(({ value, label }) => ({ value, label }));
  }
}

/** A local question as the list shows it. */
export function listed(question: Question, edition: Edition, part: LocalPart): ListedQuestion {
  const scale = question.answer.type === 'rating' ? question.answer.scale : undefined;
  const scaleName = edition.scales.find(({ code }) => code === scale)?.name;
  const about = part.priorities.filter(({ code }) => question.tags.includes(code)).map(({ title }) => title);
  return {
    code: question.code,
    text: question.text,
    facts: [
      `Answer: ${answerTypeNames[question.answer.type].toLowerCase()}${scaleName ? ` (${scaleName.toLowerCase()})` : ''}${question.required ? '' : ', may be left empty'}`,
      question.appliesTo ? `Asked ${conditionInWords(question.appliesTo, edition)}` : 'Asked of everybody in the cycle',
      ...(about.length > 0 ? [`Priorities: ${about.join(', ')}`] : []),
    ],
  };
}
